/** One line on a terminal while a long search runs; nothing anywhere else. */
import type { Call } from './command.ts';
import { type ProgressLine, startLine } from './progress-line.ts';

export interface Progress {
  readonly update: (tried: number, depth: number, milliseconds: number) => void;
  /** Takes the line away again. */
  readonly end: () => void;
}

/**
 * A line on stderr, where that is a terminal and -q does not forbid it. It is only looked at once a search runs: most
 * callbacks are right, and to open a stream takes longer than to check them.
 */
export function startProgress({ io, catalogue, options }: Call): Progress {
  const sentence = catalogue.words.searching;
  let line: ProgressLine | undefined;
  return {
    update: (tried, depth, milliseconds) => {
      const text = sentence(tried, depth, Math.round(milliseconds / 1000));
      line ??= startLine(io, text, options.quiet);
      line.update(text);
    },
    end: () => line?.stop(),
  };
}
