/** What the entries of the menu work with. */
import type { Catalogue } from '../../language/catalogue.ts';
import type { Help } from '../../language/help.ts';
import type { Io } from '../io.ts';

export interface Menu {
  readonly io: Io;
  readonly catalogue: Catalogue;
  readonly help: Help;
}
