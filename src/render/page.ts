/** What every text on a terminal is written for: the language, colour or none, and the room there is. */
import type { Catalogue } from '../language/catalogue.ts';
import type { Style } from './style.ts';

export interface Page {
  readonly catalogue: Catalogue;
  readonly style: Style;
  /** Terminal columns. */
  readonly width: number;
}
