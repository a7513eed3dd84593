/**
 * What the bytes of a terminal in raw mode mean while somebody pastes or types several lines. Raw mode, because in
 * the line mode of a terminal a line longer than 4,096 bytes loses its end.
 */

/** What the reader of a paste has to act upon. */
export type PasteEvent =
  /** Typed; already in the text. */
  | { readonly kind: 'typed'; readonly text: string }
  /** A whole paste arrived; already in the text. */
  | { readonly kind: 'pasted'; readonly text: string }
  | { readonly kind: 'erased'; readonly text: string }
  | { readonly kind: 'cleared' }
  | { readonly kind: 'done' }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'editor' };

export const BRACKETED_PASTE_ON = '\u001b[?2004h';
export const BRACKETED_PASTE_OFF = '\u001b[?2004l';

const PASTE_START = '\u001b[200~';
const PASTE_END = '\u001b[201~';
/** Cursor and function keys: CSI and SS3 sequences, and a letter typed with Alt. */
const KEY_SEQUENCE = /^\u001b(?:\[[0-?]*[ -/]*[@-~]|O.|[^[O\u001b])/s;
/** Chunks that come closer together than this were not typed, in milliseconds. */
const BURST_MS = 30;

/** Gathers a text of several lines, or one masked value. */
export class PasteKeys {
  text = '';
  readonly #single: boolean;
  #pasting: string | undefined;
  #pending = '';
  /** What the last event was, as far as Enter depends on it. */
  #justPasted: 'no' | 'marked' | 'unmarked' = 'no';
  #last = Number.NEGATIVE_INFINITY;

  /** `single`: a line end finishes, except inside a PEM key that has not come to its end. */
  constructor(single: boolean) {
    this.#single = single;
  }

  /** True when a lone escape character waits for the rest of a sequence that may never come: the Esc key. */
  get escapeWaits(): boolean {
    return this.#pending === '\u001b' && this.#pasting === undefined;
  }

  /** Takes in what the terminal sent at a time in milliseconds. */
  feed(chunk: string, now: number): PasteEvent[] {
    const events: PasteEvent[] = [];
    const burst = now - this.#last < BURST_MS;
    this.#last = now;
    let rest = this.#pending + chunk;
    this.#pending = '';
    while (rest !== '') {
      if (this.#pasting !== undefined) {
        const end = rest.indexOf(PASTE_END);
        if (end < 0) {
          // The end marker may be cut in two by the end of the chunk.
          const kept = partialAtEnd(rest, PASTE_END);
          this.#pasting += rest.slice(0, rest.length - kept);
          this.#pending = rest.slice(rest.length - kept);
          return events;
        }
        const pasted = lineEnds(this.#pasting + rest.slice(0, end));
        this.#pasting = undefined;
        this.text += pasted;
        this.#justPasted = 'marked';
        events.push({ kind: 'pasted', text: pasted });
        rest = rest.slice(end + PASTE_END.length);
        continue;
      }
      if (rest.startsWith(PASTE_START)) {
        this.#pasting = '';
        rest = rest.slice(PASTE_START.length);
        continue;
      }
      if (rest.startsWith('\u001b')) {
        const key = KEY_SEQUENCE.exec(rest);
        if (!key) {
          this.#pending = rest;
          return events;
        }
        rest = rest.slice(key[0].length);
        continue;
      }
      const plain = /^[^\u0000-\u001f\u007f]+/.exec(rest)?.[0];
      // Terminals without bracketed paste send a paste as if it had been typed, but many characters at once.
      const unmarked = /^[^\u001b\u0003\u0004\u007f]*/.exec(rest)?.[0] ?? '';
      if (unmarked.length > 1 && /[\r\n]/.test(unmarked.slice(0, -1))) {
        const pasted = lineEnds(unmarked);
        this.text += pasted;
        this.#justPasted = 'unmarked';
        events.push({ kind: 'pasted', text: pasted });
        rest = rest.slice(unmarked.length);
        if (this.#single && pasted.endsWith('\n') && !this.#insidePem()) return [...events, { kind: 'done' }];
        continue;
      }
      if (plain !== undefined) {
        this.text += plain;
        this.#justPasted = 'no';
        events.push({ kind: 'typed', text: plain });
        rest = rest.slice(plain.length);
        continue;
      }
      const event = this.#control(rest[0] ?? '', burst && rest.length === 1 && chunk.length === 1);
      if (event) events.push(event);
      rest = rest.slice(1);
      if (event && (event.kind === 'done' || event.kind === 'interrupt' || event.kind === 'editor'))
        return events;
    }
    return events;
  }

  #control(key: string, burst: boolean): PasteEvent | undefined {
    switch (key) {
      case '\u0003':
        return { kind: 'interrupt' };
      case '\u0004':
        return { kind: 'done' };
      case '\u0005':
        return { kind: 'editor' };
      case '\u0015':
        this.text = '';
        this.#justPasted = 'no';
        return { kind: 'cleared' };
      case '\u0008':
      case '\u007f':
        return this.#erase();
      case '\r':
      case '\n':
        return this.#enter(burst);
      case '\t':
        this.text += '\t';
        return { kind: 'typed', text: '\t' };
      default:
        return undefined;
    }
  }

  /** Enter finishes a single value; several lines are finished by Enter behind a paste or on an empty line. */
  #enter(burst: boolean): PasteEvent | undefined {
    const lineIsEmpty = this.text === '' || this.text.endsWith('\n');
    // An Enter that comes too fast to have been typed belongs to a paste without marks.
    const typed =
      this.#justPasted === 'marked' || (!burst && (this.#justPasted === 'unmarked' || lineIsEmpty));
    if (this.#single ? !this.#insidePem() : this.text !== '' && typed) return { kind: 'done' };
    if (this.text === '') return undefined;
    this.text += '\n';
    return { kind: 'typed', text: '\n' };
  }

  #erase(): PasteEvent | undefined {
    const last = [...(this.text.split('\n').at(-1) ?? '')].at(-1);
    if (last === undefined) return undefined;
    this.text = this.text.slice(0, -last.length);
    return { kind: 'erased', text: last };
  }

  #insidePem(): boolean {
    return /-----BEGIN/.test(this.text) && !/-----END[^-]*-----/.test(this.text);
  }
}

/** Terminals send a carriage return for each line end of a paste. */
function lineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** How many characters at the end of a text are the beginning of a marker. */
function partialAtEnd(text: string, marker: string): number {
  for (let length = Math.min(marker.length - 1, text.length); length > 0; length--)
    if (text.endsWith(marker.slice(0, length))) return length;
  return 0;
}
