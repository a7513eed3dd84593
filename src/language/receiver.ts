/** The words for the commands around the receiver. Loaded by those alone. */
import type { ReceiverWords } from './receiver-words.ts';
import type { Language } from './text.ts';

/** The words of a language. */
export async function loadReceiverWords(language: Language): Promise<ReceiverWords> {
  return (language === 'zh' ? await import('./zh/receiver.ts') : await import('./en/receiver.ts')).default;
}
