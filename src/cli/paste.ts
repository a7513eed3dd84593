/** Reads what somebody pastes or types on a terminal: a callback of many lines, or one masked key. */
import { StringDecoder } from 'node:string_decoder';
import { columns } from '../render/columns.ts';
import { safeLine, shorten } from '../render/safe.ts';
import { createStyle } from '../render/style.ts';
import { type Io, wantsColour } from './io.ts';
import { BRACKETED_PASTE_OFF, BRACKETED_PASTE_ON, PasteKeys } from './paste-keys.ts';
import { Interrupted, rawTerminal } from './raw-terminal.ts';

export interface PasteQuestion {
  /** Stands above what is pasted. */
  readonly message: string;
  /** One value that is not shown; else several lines, which are. */
  readonly masked: boolean;
  /** One line about what was pasted, shown at once. */
  readonly recognise?: (text: string) => string | undefined;
  /** Says how much came in. */
  readonly received: (lines: number, bytes: number) => string;
  /** Opens an editor on Ctrl-E; gives the text that was written there. */
  readonly edit?: (text: string) => Promise<string>;
}

/** How long a lone escape character waits for the rest of a key's sequence, in milliseconds. */
const ESCAPE_MS = 60;
/** Lines of a paste that are shown. */
const SHOWN_LINES = 4;

/**
 * The text, or undefined after Esc. Nothing is written to stdout.
 * @throws Interrupted after Ctrl-C.
 */
export async function readPaste(io: Io, question: PasteQuestion): Promise<string | undefined> {
  const style = createStyle(wantsColour(io.stderr, io.env));
  const say = (text: string) => io.stderr.write(text);
  const width = Math.max(20, (io.stderr as { columns?: number }).columns ?? 80);
  const bracketed = io.env['TERM'] !== 'dumb';
  const keys = new PasteKeys(question.masked);
  const show = (pasted: string) => {
    if (question.masked) {
      say('*'.repeat(Math.min(8, pasted.length)));
      return;
    }
    const lines = pasted.replace(/\n$/, '').split('\n');
    for (const line of lines.slice(0, SHOWN_LINES)) say(`${style.dim(cutToWidth(line, width - 2))}\r\n`);
    const summary = question.received(
      keys.text.replace(/\n$/, '').split('\n').length,
      Buffer.byteLength(keys.text),
    );
    say(`${lines.length > SHOWN_LINES ? '… ' : ''}${summary}\r\n`);
    const known = question.recognise?.(keys.text);
    if (known !== undefined) say(`${style.bold(safeLine(known))}\r\n`);
  };
  for (;;) {
    const end = await gather();
    if (end !== 'editor') return end === 'back' ? undefined : keys.text;
    if (!question.edit) continue;
    keys.text = await question.edit(keys.text);
    show(keys.text);
    if (keys.text.trim() !== '') return keys.text;
  }

  /** Listens until something ends the paste. */
  function gather(): Promise<'done' | 'back' | 'editor'> {
    const decoder = new StringDecoder('utf8');
    return new Promise((resolve, reject) => {
      let escapeTimer: NodeJS.Timeout | undefined;
      const finish = (act: () => void) => {
        clearTimeout(escapeTimer);
        io.stdin.off('data', onData).off('end', onEnd);
        restore();
        act();
      };
      const onEnd = () => finish(() => resolve('done'));
      const onData = (chunk: Buffer): void => {
        clearTimeout(escapeTimer);
        for (const event of keys.feed(decoder.write(chunk), performance.now())) {
          switch (event.kind) {
            case 'typed':
              say(question.masked ? '*'.repeat([...event.text].length) : echo(event.text));
              break;
            case 'pasted':
              show(event.text);
              break;
            case 'erased':
              say('\b \b'.repeat(question.masked ? 1 : columns(event.text)));
              break;
            case 'cleared':
              say('\r\u001b[K');
              break;
            case 'interrupt':
              say('\r\n');
              finish(() => reject(new Interrupted()));
              return;
            case 'done':
              say('\r\n');
              finish(() => resolve('done'));
              return;
            case 'editor':
              if (question.edit) {
                finish(() => resolve('editor'));
                return;
              }
          }
        }
        if (keys.escapeWaits)
          escapeTimer = setTimeout(() => {
            say('\r\n');
            finish(() => resolve('back'));
          }, ESCAPE_MS);
      };
      const restore = rawTerminal(
        io,
        `${bracketed ? BRACKETED_PASTE_ON : ''}${question.message}${question.masked ? ' ' : '\r\n'}`,
        bracketed ? BRACKETED_PASTE_OFF : '',
      );
      io.stdin.on('data', onData).on('end', onEnd);
    });
  }
}

const echo = (text: string) => (text === '\n' ? '\r\n' : safeLine(text).replaceAll('\\t', '  '));

function cutToWidth(line: string, width: number): string {
  let cut = shorten(line, width);
  while (columns(cut) > width) cut = `${cut.slice(0, -2)}…`;
  return cut;
}
