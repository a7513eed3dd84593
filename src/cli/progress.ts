/** One line on a terminal while a long search runs; nothing anywhere else. */
import type { Call } from './command.ts';

/** Nobody needs to know of a search that is over at once. */
const QUIET_MILLISECONDS = 1000;

export interface Progress {
  readonly update: (tried: number, depth: number, milliseconds: number) => void;
  /** Takes the line away again. */
  readonly end: () => void;
}

/** A line on stderr, where that is a terminal and -q does not forbid it. */
export function startProgress({ io, catalogue, options }: Call): Progress {
  let shown = false;
  const visible = Boolean(io.stderr.isTTY) && !options.quiet && io.env['TERM'] !== 'dumb';
  return {
    update: (tried, depth, milliseconds) => {
      if (!visible || milliseconds < QUIET_MILLISECONDS) return;
      shown = true;
      io.stderr.write(`\r\x1b[2K${catalogue.words.searching(tried, depth, Math.round(milliseconds / 1000))}`);
    },
    end: () => {
      if (shown) io.stderr.write('\r\x1b[2K');
    },
  };
}
