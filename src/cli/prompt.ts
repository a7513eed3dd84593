/** The questions for a key and for a callback on a terminal. Loaded only when one is asked. */

import { unwrap } from '../input/unwrap/index.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { detectPlatform } from '../platforms/index.ts';
import { readBody } from '../request/fields.ts';
import { editText } from './editor.ts';
import type { Io } from './io.ts';
import { readPaste } from './paste.ts';

/**
 * Asks for a secret, which is not shown; a PEM key of many lines can be pasted. Undefined when nothing is entered or
 * after Esc. The question goes to stderr.
 * @throws Interrupted after Ctrl-C.
 */
export async function askSecret(message: string, io: Io): Promise<string | undefined> {
  const answer = await readPaste(io, { message, masked: true, received: () => '' });
  return answer === undefined || answer.trim() === '' ? undefined : answer.replace(/\n$/, '');
}

/**
 * Asks for a callback: what is pasted is named at once, and Ctrl-E opens the editor. Undefined after Esc.
 * @throws Interrupted after Ctrl-C.
 */
export async function askCallback(io: Io, catalogue: Catalogue): Promise<string | undefined> {
  const words = catalogue.dialogue.paste;
  return readPaste(io, {
    message: words.ask,
    masked: false,
    received: words.received,
    recognise: (text) => recognise(text, catalogue),
    edit: (text) => editText(text, io),
  });
}

/** One line about a pasted text: the platform, what it is, what was peeled off. */
function recognise(text: string, { language, dialogue, layer, words }: Catalogue): string {
  const unwrapped = unwrap(Buffer.from(text, 'utf8'), {});
  const { kind, request, layers, choices } = unwrapped;
  if (choices) return dialogue.paste.several(choices.length);
  const [found] = detectPlatform(request, readBody(request));
  const parts = [
    found?.platform.name[language] ?? words.unknownPlatform,
    dialogue.paste.kinds[kind],
    ...layers.map(layer).filter((name) => name !== dialogue.paste.kinds[kind]),
  ];
  return parts.join(' · ');
}
