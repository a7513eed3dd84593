/**
 * The canonical strings of a state as bytes: the joined parameters with the rule's final edits already made, so that
 * only what stands around them differs from one ending to the next.
 */
import { editWhole, fieldText, joinFields } from '../../rules/canonical.ts';
import { digestInput } from '../../rules/digest.ts';
import type { Charset, FinalEdit, SignRule } from '../../rules/sign-rule.ts';
import { Framing } from '../framing.ts';
import { remembering } from '../remembering.ts';
import type { Parameter, Parameters } from './parameters.ts';

/** What stands between front and back: the parameters that are signed, as a rule joins them. */
export interface Middle {
  readonly of: (rule: SignRule, chosen: readonly Parameter[]) => Framing;
}

/** A middle with what stands around it. */
export interface Framed {
  readonly middle: Middle;
  readonly front: Buffer;
  readonly back: Buffer;
}

type Edits = readonly FinalEdit[];

const NOTHING = Buffer.alloc(0);

function editedBytes(edits: Edits, charset: Charset, text: string): Buffer {
  const edited = editWhole(edits, text);
  return edited === '' ? NOTHING : Buffer.from(digestInput(charset, edited));
}

/** The final edits of a rule, made on the parts of the string where that comes to the same as on the whole. */
export class Editing {
  readonly edits: Edits;
  readonly charset: Charset;
  readonly #middles: Middles;
  /** The edits that change character by character. */
  readonly #local: Edits;
  readonly #separable: boolean;
  /** With something behind the parameters, and with nothing. */
  readonly #inside: Middle;
  readonly #last: Middle;
  /** The same bytes for the same text, so that they need not be written again. */
  readonly #frontOf: (text: string) => Buffer;

  constructor(edits: Edits, charset: Charset, middles: Middles) {
    this.edits = edits;
    this.charset = charset;
    this.#middles = middles;
    this.#local = edits.filter((edit) => !isAtEnd(edit));
    this.#separable = edits.every((e) => e.kind !== 'replace' || e.find.length === 1);
    this.#frontOf = remembering((text: string) => editedBytes(this.#local, charset, text));
    this.#inside = middles.joined(this.#local, this.#local, charset);
    this.#last = middles.joined(this.#local, edits, charset);
  }

  /** Puts texts in front of the joined parameters and behind them. */
  around(front: string, back: string): Framed {
    if (!this.#separable)
      return {
        middle: this.#middles.whole(this.edits, this.charset, front, back),
        front: NOTHING,
        back: NOTHING,
      };
    // What is done at the end is done on the last part alone.
    return {
      middle: back === '' ? this.#last : this.#inside,
      front: this.#frontOf(front),
      back: back === '' ? NOTHING : editedBytes(this.edits, this.charset, back),
    };
  }
}

const isAtEnd = ({ kind }: FinalEdit) => kind === 'drop-last' || kind === 'append';

/** How parameters are written under one rule, as bytes. */
interface Writing {
  readonly rule: SignRule;
  readonly inner: (parameter: Parameter) => Buffer;
  readonly last: (parameter: Parameter) => Buffer;
  readonly join: Buffer;
}

/** The middles of a search; there is one for all endings that need the same bytes. */
export class Middles {
  readonly #parameters: Parameters;
  readonly #joined = new Map<string, Middle>();

  constructor(parameters: Parameters) {
    this.#parameters = parameters;
  }

  /** The joined parameters, edited, the last of them with edits of its own: put together from what is known of each. */
  joined(edits: Edits, ofLast: Edits, charset: Charset): Middle {
    const identity = JSON.stringify([edits, ofLast, charset]);
    const known = this.#joined.get(identity) ?? this.#makeJoined(edits, ofLast, charset);
    this.#joined.set(identity, known);
    return known;
  }

  #makeJoined(edits: Edits, ofLast: Edits, charset: Charset): Middle {
    const framing = new Framing();
    const innerOf = this.#texts(edits, charset);
    const lastOf = ofLast.length === edits.length ? innerOf : this.#texts(ofLast, charset);
    const writingOf = remembering(
      (rule: SignRule): Writing => ({
        rule,
        inner: innerOf(rule),
        last: lastOf(rule),
        join: editedBytes(edits, charset, rule.join),
      }),
    );
    let written: readonly Parameter[] | undefined;
    let writing: Writing | undefined;
    return {
      of: (rule, chosen) => {
        if (chosen === written && writing?.rule === rule) return framing;
        if (writing?.rule !== rule) writing = writingOf(rule);
        written = chosen;
        write(framing, writing, chosen);
        return framing;
      },
    };
  }

  /** How each rule writes a parameter, edited. */
  #texts(edits: Edits, charset: Charset): (rule: SignRule) => (parameter: Parameter) => Buffer {
    const forms = new Map<string, (parameter: Parameter) => Buffer>();
    return (rule) => {
      const form = JSON.stringify([rule.names, rule.pair, rule.valueEncoding]);
      const value = this.#parameters.encoded(rule.valueEncoding);
      const textOf =
        forms.get(form) ??
        this.#parameters.noting((p) => editedBytes(edits, charset, fieldText(rule, p, value(p))));
      forms.set(form, textOf);
      return textOf;
    };
  }

  /** The whole string, for edits that have to see it. */
  whole(edits: Edits, charset: Charset, front: string, back: string): Middle {
    const framing = new Framing();
    return {
      of: (rule, chosen) => {
        framing.setMiddle(editedBytes(edits, charset, front + joinFields(rule, chosen) + back));
        return framing;
      },
    };
  }
}

function write(framing: Framing, { inner, last, join }: Writing, parameters: readonly Parameter[]): void {
  framing.clear();
  const end = parameters.length - 1;
  for (let i = 0; i < end; i++) {
    framing.append(inner(parameters[i] as Parameter));
    framing.append(join);
  }
  if (end >= 0) framing.append(last(parameters[end] as Parameter));
}
