/**
 * The last steps of a sign's diagnosis in one loop: place and form of the secret, edits of the whole string, digest,
 * comparison. Nearly all of the time of a search is spent here, so what the loop needs is put together beforehand,
 * and nothing is made for a hypothesis that fails.
 */
import { digestHex } from '../../crypto/digest.ts';
import type { Field } from '../../request/fields.ts';
import { canonicalString, secretIn } from '../../rules/canonical.ts';
import { digestInput } from '../../rules/digest.ts';
import type { SignRule } from '../../rules/sign-rule.ts';
import { causeOf, type Deviation } from '../cause.ts';
import { type KeyVariant, lengthened } from '../key-change.ts';
import { remembering } from '../remembering.ts';
import type { Leaf } from '../search.ts';
import { Editing, type Framed, type Middles } from './middle.ts';
import { formCauses, matchesObserved, type ObservedSign } from './observed.ts';
import { DIGESTS, EDITS, type EditChange, PLACES, type RulePatch } from './rule-deviations.ts';
import type { SignState } from './state.ts';

/** One way to finish a canonical string. */
interface Ending extends Framed {
  readonly deviations: readonly Deviation<unknown>[];
  readonly secret: string;
  readonly digest: SignRule['digest'];
  /** What of a rule this ending changes. */
  readonly patch: Pick<SignRule, 'before' | 'after' | 'edits' | 'charset' | 'digest'>;
}

/** At most one deviation each of place, key, edits and digest. */
export const ENDING_ROOM = 4;

/** The leaf of the search. Endings are made once for each named rule: the stages before change nothing that they use. */
export function endings(
  secret: string,
  keys: readonly KeyVariant[],
  observed: ObservedSign,
  middles: Middles,
): Leaf<SignState> {
  const made = new Map<string, (count: number) => readonly Ending[]>();
  return (state, count, hit) => {
    const { rule, fields } = state;
    let byCount = made.get(rule.id);
    if (!byCount) {
      byCount = endingsOf(rule, secret, keys, observed, middles);
      made.set(rule.id, byCount);
    }
    const group = byCount(count);
    for (let i = 0; i < group.length; i++) {
      const ending = group[i] as Ending;
      const input = ending.middle.of(state).between(ending.front, ending.back);
      const digest = digestHex(ending.digest, input, ending.secret);
      if (!matchesObserved(observed, digest)) continue;
      const found = { ...rule, ...ending.patch };
      // The claim is about the rule, so the rule itself has to reproduce it.
      if (reproduces(observed, found, fields, ending.secret))
        hit(
          ending.deviations,
          { ...state, rule: found, secret: ending.secret },
          formCauses(observed, found, digest),
        );
    }
    return group.length;
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
export function longerKeys(secret: string, observed: ObservedSign, middles: Middles): Leaf<SignState> {
  const longer = [...lengthened(secret)];
  const editingOf = remembering((rule: SignRule) => new Editing(rule.edits, rule.charset, middles));
  return (state, count, hit) => {
    if (count !== 1) return 0;
    const { rule, fields } = state;
    const editing = editingOf(rule);
    for (const key of longer) {
      const { value } = key;
      const { middle, front, back } = editing.around(
        secretIn(rule.before, value),
        secretIn(rule.after, value),
      );
      const input = middle.of(state).between(front, back);
      const digest = digestHex(rule.digest, input, value);
      if (!matchesObserved(observed, digest)) continue;
      if (reproduces(observed, rule, fields, value))
        hit([keyDeviation(key)], { ...state, secret: value }, formCauses(observed, rule, digest));
    }
    return longer.length;
  };
}

/**
 * The endings of a rule that take exactly so many deviations, made when they are first asked for, which a search does
 * in ascending order. Those that differ in nothing from one with fewer are left out.
 */
function endingsOf(
  rule: SignRule,
  secret: string,
  keys: readonly KeyVariant[],
  observed: ObservedSign,
  middles: Middles,
): (count: number) => readonly Ending[] {
  const made: Ending[][] = [];
  const seen = new Set<string>();
  const edits = editChoices(rule, middles);
  // What is the rule's own is no deviation.
  const places = PLACES.filter(({ change }) => change.before !== rule.before || change.after !== rule.after);
  const digests = DIGESTS.filter(
    ({ change: { digest } }) => digest && digest !== rule.digest && observed.digests.includes(digest),
  );
  const make = (count: number): Ending[] => {
    const list: Ending[] = [];
    // Of two that come to the same string, the likelier is kept.
    const choices = choose(count, places, keys, edits, digests).sort((a, b) => a.weight - b.weight);
    for (const { place, key, edit, digest: other } of choices) {
      const before = place?.change.before ?? rule.before;
      const after = place?.change.after ?? rule.after;
      const digest = other?.change.digest ?? rule.digest;
      if (!observed.digests.includes(digest)) continue;
      const value = key?.value ?? secret;
      const [front, back] = [secretIn(before, value), secretIn(after, value)];
      const hmacKey = digest.startsWith('hmac-') ? value : '';
      const identity = [front, back, edit.identity, digest, hmacKey].join('\0');
      if (seen.has(identity)) continue;
      seen.add(identity);
      const { editing } = edit;
      list.push({
        deviations: [place, key && keyDeviation(key), edit.deviation, other].filter((d) => d !== undefined),
        secret: value,
        digest,
        patch: { before, after, digest, edits: editing.edits, charset: editing.charset },
        ...editing.around(front, back),
      });
    }
    return list;
  };
  return (count) => {
    for (let c = made.length; c <= count; c++) made[c] = make(c);
    return made[count] ?? [];
  };
}

interface EditChoice {
  readonly deviation: Deviation<EditChange> | undefined;
  readonly editing: Editing;
  readonly identity: string;
}

/** The rule's own edits, and those with each deviation. */
function editChoices(rule: SignRule, middles: Middles): [EditChoice, ...EditChoice[]] {
  const choice = (deviation?: Deviation<EditChange>): EditChoice => {
    const { edits, charset } = edited(rule, deviation?.change);
    return {
      deviation,
      editing: new Editing(edits, charset, middles),
      identity: JSON.stringify([edits, charset]),
    };
  };
  const own = choice();
  return [own, ...EDITS.map(choice).filter(({ identity }) => identity !== own.identity)];
}

function edited(rule: SignRule, change: EditChange | undefined): Pick<SignRule, 'edits' | 'charset'> {
  const { edits, charset } = rule;
  if (!change) return { edits, charset };
  if ('charset' in change) return { edits, charset: change.charset };
  return {
    charset,
    edits: 'add' in change ? [...edits, change.add] : edits.filter(({ kind }) => kind !== change.without),
  };
}

interface Choice {
  readonly place: Deviation<RulePatch> | undefined;
  readonly key: KeyVariant | undefined;
  readonly edit: EditChoice;
  readonly digest: Deviation<RulePatch> | undefined;
  readonly weight: number;
}

/** Every choice of `count` of the four; the first of the edits is what the rule has by itself. */
function choose(
  count: number,
  places: readonly Deviation<RulePatch>[],
  keys: readonly KeyVariant[],
  [own, ...others]: readonly [EditChoice, ...EditChoice[]],
  digests: readonly Deviation<RulePatch>[],
): Choice[] {
  const choices: Choice[] = [];
  const none = [undefined];
  const cost = (deviation: { readonly cost: number } | undefined) => deviation?.cost ?? 0;
  for (let mask = 0; mask < 16; mask++) {
    const take = [mask & 1, mask & 4, mask & 2, mask & 8];
    if (take.filter(Boolean).length !== count) continue;
    for (const place of take[0] ? places : none)
      for (const key of take[1] ? keys : none)
        for (const edit of take[2] ? others : [own])
          for (const digest of take[3] ? digests : none)
            choices.push({
              place,
              key,
              edit,
              digest,
              weight: cost(place) + cost(key) + cost(edit.deviation) + cost(digest),
            });
  }
  return choices;
}

/** The mistake of a key's form; the key itself stays out of it. */
function keyDeviation(key: KeyVariant): Deviation<null> {
  return { ...causeOf(key), cost: key.cost, change: null };
}
