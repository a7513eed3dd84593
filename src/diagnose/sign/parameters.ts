/** The parameters that come up in a sign's diagnosis, and what was worked out for each. */
import type { Field } from '../../request/fields.ts';
import type { ValueEncoding } from '../../rules/sign-rule.ts';
import { encodeValue } from '../../rules/value-encoding.ts';
import { remembering } from '../remembering.ts';

/** A field that carries what is known of it, which is found faster than in any table. */
export class Parameter implements Field {
  readonly name: string;
  readonly value: string | null;
  /** By the number of the question. */
  readonly notes: unknown[] = [];

  constructor(name: string, value: string | null) {
    this.name = name;
    this.value = value;
  }
}

/** The parameters of one search: the same object for the same name and value. */
export class Parameters {
  readonly #named = remembering((name: string) =>
    remembering((value: string | null) => new Parameter(name, value)),
  );
  #questions = 0;

  of(name: string, value: string | null): Parameter {
    return this.#named(name)(value);
  }

  all(fields: readonly Field[]): Parameter[] {
    return fields.map((f) => (f instanceof Parameter ? f : this.of(f.name, f.value)));
  }

  /** A function of a parameter that notes its result on it. */
  noting<Value>(make: (parameter: Parameter) => Value): (parameter: Parameter) => Value {
    const question = this.#questions++;
    return (parameter) => {
      const { notes } = parameter;
      let value = notes[question] as Value | undefined;
      if (value === undefined) {
        // Without holes, or the array becomes a slow one.
        while (notes.length < question) notes.push(undefined);
        value = make(parameter);
        notes[question] = value;
      }
      return value;
    };
  }

  /** The value as an encoding writes it; null as the empty text. */
  readonly encoded = remembering((encoding: ValueEncoding) =>
    this.noting(({ value }) => encodeValue(encoding, value ?? '')),
  );
}
