/** Single keys on a terminal while the receiver runs, and a line of text where one asks for it. */
import type { Io } from './io.ts';

export type KeyAction = 'replay' | 'filter' | 'copy' | 'pause' | 'quit' | 'interrupt';

const ACTIONS: Readonly<Record<string, KeyAction>> = {
  r: 'replay',
  '/': 'filter',
  c: 'copy',
  p: 'pause',
  q: 'quit',
  '\u0003': 'interrupt',
  '\u0004': 'quit',
};

export interface Keys {
  /** Reads a line with the keys that a line needs; undefined after Esc. The prompt and what is typed go to stderr. */
  ask(prompt: string): Promise<string | undefined>;
  stop(): void;
}

interface RawInput {
  setRawMode?(on: boolean): unknown;
}

/** Calls `act` for each key that means something. Only for a terminal. */
export function readKeys(io: Io, act: (action: KeyAction) => void): Keys {
  const { stdin, stderr } = io;
  let line: { text: string; done: (text: string | undefined) => void } | undefined;
  const end = (text: string | undefined) => {
    const open = line;
    line = undefined;
    stderr.write('\n');
    open?.done(text);
  };
  const type = (character: string) => {
    if (!line) return;
    if (character === '\r' || character === '\n') end(line.text);
    else if (character === '\u001b') end(undefined);
    else if (character === '\u007f' || character === '\b') {
      if (line.text !== '') stderr.write('\b \b');
      line.text = line.text.slice(0, -1);
    } else if (character >= ' ') {
      line.text += character;
      stderr.write(character);
    }
  };
  const read = (chunk: Buffer | string) => {
    const text = chunk.toString();
    // Arrow keys and the like come as one chunk that begins with Esc.
    if (text.length > 1 && text.startsWith('\u001b')) return;
    for (const character of text) {
      if (line && character !== '\u0003') type(character);
      else {
        const action = ACTIONS[character];
        if (action) act(action);
      }
    }
  };
  (stdin as RawInput).setRawMode?.(true);
  stdin.on('data', read);
  stdin.resume();
  return {
    ask: (prompt) => {
      stderr.write(prompt);
      return new Promise((done) => {
        line = { text: '', done };
      });
    },
    stop: () => {
      stdin.off('data', read);
      (stdin as RawInput).setRawMode?.(false);
      stdin.pause();
    },
  };
}
