import type { Catalogue } from '../catalogue.ts';
import { causes } from './causes.ts';
import { dialogue } from './dialogue.ts';
import { expected } from './expected.ts';
import { findings } from './findings.ts';
import { layer, unwrapProblem } from './layers.ts';
import { problems } from './problems.ts';
import { words } from './words.ts';

const catalogue: Catalogue = {
  language: 'zh',
  findings,
  problems,
  causes,
  layer,
  unwrapProblem,
  expected,
  words,
  dialogue,
};
export default catalogue;
