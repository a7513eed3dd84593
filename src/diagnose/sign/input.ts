/** What the diagnosis of a sign is given. */
import type { Field } from '../../request/fields.ts';
import type { SignRule } from '../../rules/sign-rule.ts';
import type { KeyVariant } from '../key-change.ts';
import type { FieldKnowledge } from './field-deviations.ts';
import type { ObservedSign } from './observed.ts';

export interface SignInput {
  readonly fields: readonly Field[];
  /** The fields whose value is a JSON number: a reprint may change their digits. */
  readonly numbers: ReadonlySet<string>;
  /** The body's parameters with their values as they stand on the wire, for a form. */
  readonly undecoded?: readonly Field[];
  readonly known: FieldKnowledge;
  readonly rules: readonly SignRule[];
  readonly secret: string;
  readonly keys: readonly KeyVariant[];
  readonly observed: ObservedSign;
}
