/**
 * The canonical strings of a state as bytes: the joined parameters with the rule's final edits already made, so that
 * only what stands around them differs from one ending to the next.
 */
import { editWhole, fieldText, joinTexts } from '../../rules/canonical.ts';
import { digestInput } from '../../rules/digest.ts';
import type { FinalEdit, SignRule } from '../../rules/sign-rule.ts';
import { Framing } from '../framing.ts';
import { remembering } from '../remembering.ts';
import type { Parameter, Parameters } from './parameters.ts';
import type { SignState } from './state.ts';

/** What stands between front and back, for the state at hand. */
export interface Middle {
  readonly of: (state: SignState) => Framing;
}

/** A middle with what stands around it. */
export interface Framed {
  readonly middle: Middle;
  readonly front: Buffer;
  readonly back: Buffer;
}

const NOTHING = Buffer.alloc(0);

/** The final edits of a rule, made on the parts of the string where that comes to the same as on the whole. */
export class Editing {
  readonly edits: readonly FinalEdit[];
  readonly charset: SignRule['charset'];
  /** The edits that change character by character. */
  readonly #local: readonly FinalEdit[];
  readonly #separable: boolean;
  readonly #parameters: Parameters;
  readonly #joined = new Map<readonly FinalEdit[], Middle>();
  readonly #whole = new Framing();

  constructor(edits: readonly FinalEdit[], charset: SignRule['charset'], parameters: Parameters) {
    this.edits = edits;
    this.charset = charset;
    this.#local = edits.some(isAtEnd) ? edits.filter((edit) => !isAtEnd(edit)) : edits;
    this.#separable = edits.every((e) => e.kind !== 'replace' || e.find.length === 1);
    this.#parameters = parameters;
  }

  /** Puts texts in front of the joined parameters and behind them. */
  around(front: string, back: string): Framed {
    const bytes = (edits: readonly FinalEdit[], text: string) =>
      text === '' && edits === this.#local
        ? NOTHING
        : Buffer.from(digestInput(this.charset, editWhole(edits, text)));
    if (!this.#separable) return { middle: this.#between(front, back), front: NOTHING, back: NOTHING };
    // What is done at the end is done on the last part alone.
    return back === ''
      ? { middle: this.#middle(this.edits), front: bytes(this.#local, front), back: NOTHING }
      : {
          middle: this.#middle(this.#local),
          front: bytes(this.#local, front),
          back: bytes(this.edits, back),
        };
  }

  /** The joined parameters with such edits. */
  #middle(edits: readonly FinalEdit[]): Middle {
    let middle = this.#joined.get(edits);
    if (!middle) {
      middle = joinedMiddle(edits, this.charset, this.#parameters);
      this.#joined.set(edits, middle);
    }
    return middle;
  }

  /** The whole string, for edits that have to see it. */
  #between(front: string, back: string): Middle {
    const textOf = textsOf([], this.#parameters);
    return {
      of: ({ rule, chosen }) => {
        const text = front + joinTexts(rule.join, chosen, textOf(rule)) + back;
        this.#whole.setMiddle(digestInput(this.charset, editWhole(this.edits, text)));
        return this.#whole;
      },
    };
  }
}

const isAtEnd = ({ kind }: FinalEdit) => kind === 'drop-last' || kind === 'append';

function joinedMiddle(
  edits: readonly FinalEdit[],
  charset: SignRule['charset'],
  parameters: Parameters,
): Middle {
  const framing = new Framing();
  // An edit of single characters is made once for each parameter, and not for each string that it stands in.
  const [each, all] = edits.some(isAtEnd) ? [[], edits] : [edits, []];
  const textOf = textsOf(each, parameters);
  const joinOf = remembering((rule: SignRule) => editWhole(each, rule.join));
  let current: SignState | undefined;
  return {
    of: (state) => {
      if (state === current) return framing;
      current = state;
      const joined = joinTexts(joinOf(state.rule), state.chosen, textOf(state.rule));
      framing.setMiddle(digestInput(charset, all.length > 0 ? editWhole(all, joined) : joined));
      return framing;
    },
  };
}

/** How a rule writes a parameter, edited. */
function textsOf(
  edits: readonly FinalEdit[],
  parameters: Parameters,
): (rule: SignRule) => (parameter: Parameter) => string {
  const forms = new Map<string, (parameter: Parameter) => string>();
  return remembering((rule: SignRule) => {
    const form = JSON.stringify([rule.names, rule.pair, rule.valueEncoding]);
    const value = parameters.encoded(rule.valueEncoding);
    const known = forms.get(form);
    const textOf = known ?? parameters.noting((p) => editWhole(edits, fieldText(rule, p, value(p))));
    forms.set(form, textOf);
    return textOf;
  });
}
