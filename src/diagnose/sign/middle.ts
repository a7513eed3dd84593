/**
 * The canonical strings of a state as bytes: the joined parameters with the rule's final edits already made, so that
 * only what stands around them differs from one ending to the next.
 */
import { editWhole, fieldText, joinFields } from '../../rules/canonical.ts';
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
  /** With something behind the parameters, and with nothing. */
  readonly #inside: Middle;
  readonly #last: Middle;
  readonly #front: (text: string) => Buffer;
  readonly #back: (text: string) => Buffer;

  constructor(edits: readonly FinalEdit[], charset: SignRule['charset'], parameters: Parameters) {
    this.edits = edits;
    this.charset = charset;
    this.#local = edits.some(isAtEnd) ? edits.filter((edit) => !isAtEnd(edit)) : edits;
    this.#separable = edits.every((e) => e.kind !== 'replace' || e.find.length === 1);
    this.#parameters = parameters;
    this.#inside = this.#joined(this.#local);
    this.#last = this.#local === edits ? this.#inside : this.#joined(edits);
    this.#front = remembering((text: string) => this.#bytes(this.#local, text));
    this.#back = remembering((text: string) => this.#bytes(edits, text));
  }

  /** Puts texts in front of the joined parameters and behind them. */
  around(front: string, back: string): Framed {
    if (!this.#separable) return { middle: this.#between(front, back), front: NOTHING, back: NOTHING };
    // What is done at the end is done on the last part alone.
    return back === ''
      ? { middle: this.#last, front: this.#front(front), back: NOTHING }
      : { middle: this.#inside, front: this.#front(front), back: this.#back(back) };
  }

  #bytes(edits: readonly FinalEdit[], text: string): Buffer {
    return Buffer.from(digestInput(this.charset, editWhole(edits, text)));
  }

  /** The joined parameters with the edits, the last parameter with these, all put together from what is known of each. */
  #joined(ofLast: readonly FinalEdit[]): Middle {
    const framing = new Framing();
    const textOf = this.#texts(this.#local);
    const lastOf = ofLast === this.#local ? textOf : this.#texts(ofLast);
    const joinOf = remembering(({ join }: SignRule) => this.#bytes(this.#local, join).toString('latin1'));
    let current: SignState | undefined;
    return {
      of: (state) => {
        if (state === current) return framing;
        current = state;
        const { rule, chosen } = state;
        const [inner, last] = [textOf(rule), lastOf(rule)];
        const join = joinOf(rule);
        const end = chosen.length - 1;
        let joined = '';
        for (let i = 0; i < end; i++) joined += inner(chosen[i] as Parameter) + join;
        if (end >= 0) joined += last(chosen[end] as Parameter);
        framing.setMiddle(joined);
        return framing;
      },
    };
  }

  /** How a rule writes a parameter, edited, as a binary string. */
  #texts(edits: readonly FinalEdit[]): (rule: SignRule) => (parameter: Parameter) => string {
    const forms = new Map<string, (parameter: Parameter) => string>();
    return remembering((rule: SignRule) => {
      const form = JSON.stringify([rule.names, rule.pair, rule.valueEncoding]);
      const value = this.#parameters.encoded(rule.valueEncoding);
      const known = forms.get(form);
      const textOf =
        known ??
        this.#parameters.noting((parameter) =>
          this.#bytes(edits, fieldText(rule, parameter, value(parameter))).toString('latin1'),
        );
      forms.set(form, textOf);
      return textOf;
    });
  }

  /** The whole string, for edits that have to see it. */
  #between(front: string, back: string): Middle {
    const framing = new Framing();
    return {
      of: ({ rule, chosen }) => {
        framing.setMiddle(this.#bytes(this.edits, front + joinFields(rule, chosen) + back));
        return framing;
      },
    };
  }
}

const isAtEnd = ({ kind }: FinalEdit) => kind === 'drop-last' || kind === 'append';
