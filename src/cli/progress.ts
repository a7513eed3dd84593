/** One line on a terminal while a long search runs; nothing anywhere else. */
import type { Call } from './command.ts';
import { startLine } from './progress-line.ts';

export interface Progress {
  readonly update: (tried: number, depth: number, milliseconds: number) => void;
  /** Takes the line away again. */
  readonly end: () => void;
}

/** A line on stderr, where that is a terminal and -q does not forbid it. */
export function startProgress({ io, catalogue, options }: Call): Progress {
  const sentence = catalogue.words.searching;
  const line = startLine(io, sentence(0, 0, 0), options.quiet);
  return {
    update: (tried, depth, milliseconds) =>
      line.update(sentence(tried, depth, Math.round(milliseconds / 1000))),
    end: line.stop,
  };
}
