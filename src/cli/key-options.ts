/** The options of the keys, which come from the platforms. */
import type { Language } from '../language/text.ts';
import { KEY_SLOTS } from '../platforms/key-slots.ts';

/** The name of each option, with what it is on each platform that has it. */
export function keyOptions(language: Language): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { name, platform, what } of KEY_SLOTS) {
    const text = `${platform}: ${what[language]}`;
    texts.set(name, texts.has(name) ? `${texts.get(name)}; ${text}` : text);
  }
  return texts;
}
