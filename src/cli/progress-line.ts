/** One line on stderr that says what is being done, for work that takes long. Only on a terminal. */
import { safeLine } from '../render/safe.ts';
import { createStyle } from '../render/style.ts';
import { type Io, wantsColour } from './io.ts';

export interface ProgressLine {
  /** Says something new. Work that never lets timers run must call this now and then for the line to be drawn. */
  readonly update: (text: string) => void;
  /** Takes the line away. */
  readonly stop: () => void;
}

/** What is done sooner than this needs no line, in milliseconds. */
const PATIENCE_MS = 300;
const FRAME_MS = 100;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Starts a line; does nothing where stderr is no terminal, in CI, on a dumb terminal, and with -q. */
export function startLine(io: Io, text: string, quiet = false): ProgressLine {
  if (!io.stderr.isTTY || io.env['CI'] || io.env['TERM'] === 'dumb' || quiet)
    return { update: () => {}, stop: () => {} };
  const style = createStyle(wantsColour(io.stderr, io.env));
  let now = text;
  let drawn = 0;
  let frame = 0;
  const start = Date.now();
  const draw = () => {
    const time = Date.now();
    if (time - start < PATIENCE_MS || time - drawn < FRAME_MS) return;
    drawn = time;
    frame = (frame + 1) % FRAMES.length;
    io.stderr.write(`\r\u001b[K${style.cyan(FRAMES[frame] ?? '')} ${safeLine(now)}`);
  };
  const timer = setInterval(draw, FRAME_MS);
  timer.unref();
  return {
    update: (next) => {
      now = next;
      draw();
    },
    stop: () => {
      clearInterval(timer);
      if (drawn > 0) io.stderr.write('\r\u001b[K');
    },
  };
}
