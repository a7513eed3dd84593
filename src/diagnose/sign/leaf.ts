/**
 * The last steps of a sign's diagnosis in one loop: joining, place and form of the secret, edits of the whole string,
 * digest, comparison. Nearly all of the time of a search is spent here, so what the loop needs is put together
 * beforehand, and nothing is made for a hypothesis that fails.
 */
import { digestHex } from '../../crypto/digest.ts';
import type { Field } from '../../request/fields.ts';
import { canonicalString, secretIn } from '../../rules/canonical.ts';
import { digestInput } from '../../rules/digest.ts';
import type { SignRule } from '../../rules/sign-rule.ts';
import { lengthened } from '../key-change.ts';
import { remembering } from '../remembering.ts';
import type { Leaf } from '../search.ts';
import { type Ending, type EndingInput, endingsOf, type Group, keyDeviation } from './endings.ts';
import { type Joinings, makesDifference } from './joinings.ts';
import { Editing } from './middle.ts';
import { formCauses, matchesObserved, type ObservedSign } from './observed.ts';
import { observedWord } from './observed-word.ts';
import type { SignState } from './state.ts';

/** What the leaf of one search needs. */
export interface Finishing extends EndingInput {
  readonly joinings: Joinings;
}

/**
 * The leaf of the search: every way to join with every ending. Endings are made once for each named rule: the stages
 * before change nothing that they use.
 */
export function finishing(input: Finishing): Leaf<SignState> {
  const { observed, joinings } = input;
  const word = observedWord(observed);
  const made = new Map<string, (count: number) => readonly Group[]>();
  return (state, count, hit) => {
    const { rule, fields, chosen } = state;
    let byCount = made.get(rule.id);
    if (!byCount) {
      byCount = endingsOf(rule, input);
      made.set(rule.id, byCount);
    }
    const joiningsBy = joinings(rule);
    let tried = 0;
    for (let taken = 0; taken <= count; taken++) {
      const groups = byCount(count - taken);
      for (const joining of joiningsBy(taken)) {
        if (!makesDifference(joining, chosen)) continue;
        for (const { middle, endings } of groups) {
          const framing = middle.of(joining.rule, chosen);
          tried += endings.length;
          for (let i = 0; i < endings.length; i++) {
            const ending = endings[i] as Ending;
            const { front, back } = ending;
            if (word && ending.alike && framing.md5Word(front, back, word.place) !== word.value) continue;
            const digest = digestHex(ending.digest, framing.between(front, back), ending.secret);
            if (!matchesObserved(observed, digest)) continue;
            const found = { ...joining.rule, ...ending.patch };
            // The claim is about the rule, so the rule itself has to reproduce it.
            if (reproduces(observed, found, fields, ending.secret))
              hit(
                [...joining.deviations, ...ending.deviations],
                { ...state, rule: found, secret: ending.secret },
                formCauses(observed, found, digest),
              );
          }
        }
      }
    }
    return tried;
  };
}

/** Whether a rule makes the observed sign of these parameters. */
function reproduces(
  observed: ObservedSign,
  rule: SignRule,
  fields: readonly Field[],
  secret: string,
): boolean {
  const input = digestInput(rule.charset, canonicalString(rule, fields, secret));
  return matchesObserved(observed, digestHex(rule.digest, input, secret));
}

/** The leaf for a secret that lost one character: the rule's own ending with each key that has one more. */
export function longerKeys({ secret, observed, middles }: Finishing): Leaf<SignState> {
  const longer = [...lengthened(secret)];
  const editingOf = remembering((rule: SignRule) => new Editing(rule.edits, rule.charset, middles));
  return (state, count, hit) => {
    if (count !== 1) return 0;
    const { rule, fields, chosen } = state;
    const editing = editingOf(rule);
    for (const key of longer) {
      const { value } = key;
      const { middle, front, back } = editing.around(
        secretIn(rule.before, value),
        secretIn(rule.after, value),
      );
      const input = middle.of(rule, chosen).between(front, back);
      const digest = digestHex(rule.digest, input, value);
      if (!matchesObserved(observed, digest)) continue;
      if (reproduces(observed, rule, fields, value))
        hit([keyDeviation(key)], { ...state, secret: value }, formCauses(observed, rule, digest));
    }
    return longer.length;
  };
}
