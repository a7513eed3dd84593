/** A problem as one line on stderr. */
import type { Problem } from '../findings/problem.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { problemSentence } from '../language/index.ts';
import { safeLine } from '../render/safe.ts';
import { createStyle } from '../render/style.ts';
import { type Io, wantsColour } from './io.ts';

/** `cbk: error: …` */
export function writeProblem(io: Io, catalogue: Catalogue, problem: Problem): void {
  const style = createStyle(wantsColour(io.stderr, io.env));
  io.stderr.write(
    `cbk: ${style.red(catalogue.words.error)}: ${safeLine(problemSentence(catalogue, problem))}\n`,
  );
}
