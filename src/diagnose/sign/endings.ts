/**
 * The last steps of a sign's diagnosis in one loop: place and form of the secret, edits of the whole string, digest,
 * comparison. Nearly all of the time of a search is spent here, so what the loop needs is put together beforehand,
 * and nothing but strings is made for a hypothesis that fails.
 */
import { digestHex } from '../../crypto/digest.ts';
import { editWhole } from '../../rules/canonical.ts';
import { digestInput } from '../../rules/digest.ts';
import type { FinalEdit, SignRule } from '../../rules/sign-rule.ts';
import type { Deviation } from '../cause.ts';
import { type KeyVariant, lengthened } from '../key-change.ts';
import type { Leaf } from '../search.ts';
import { formCauses, matchesObserved, type ObservedSign } from './observed.ts';
import { DIGESTS, EDITS, type EditChange, PLACES, type RulePatch } from './rule-deviations.ts';
import type { SignState } from './state.ts';

/** One way to finish a canonical string: `front + joined + back`, all three with the rule's edits already made. */
interface Ending {
  readonly deviations: readonly Deviation<unknown>[];
  readonly front: string;
  readonly back: string;
  readonly secret: string;
  /** The rule with the deviations of this ending. */
  readonly rule: SignRule;
  /** Edits that change character by character: they can be made on the joined parameters alone, once for many endings. */
  readonly local: readonly FinalEdit[];
  /** Edits that must see the whole string. */
  readonly whole: readonly FinalEdit[];
}

/** At most one deviation each of place, key, edits and digest. */
export const ENDING_ROOM = 4;

/** The leaf of the search. Endings are made once for each named rule: the stages before change nothing that they use. */
export function endings(
  secret: string,
  keys: readonly KeyVariant[],
  observed: ObservedSign,
): Leaf<SignState> {
  const made = new Map<string, (count: number) => readonly Ending[]>();
  return (state, count, hit) => {
    const { rule, joined } = state;
    const byCount = made.get(rule.id) ?? endingsOf(rule, secret, keys, observed);
    made.set(rule.id, byCount);
    const group = byCount(count);
    const edited = group.length > 1 ? new Map<readonly FinalEdit[], string>() : undefined;
    for (const { rule: used, front, back, secret: value, local, whole, deviations } of group) {
      let middle = local.length === 0 ? joined : edited?.get(local);
      if (middle === undefined) {
        middle = editWhole(local, joined);
        edited?.set(local, middle);
      }
      let text = front + middle + back;
      if (whole.length > 0) text = editWhole(whole, text);
      const input = used.charset === 'gbk' ? digestInput(used.charset, text) : text;
      if (!matchesObserved(observed, digestHex(used.digest, input, value))) continue;
      const { before, after, edits, charset, digest } = used;
      const found = { ...rule, before, after, edits, charset, digest };
      hit(deviations, { ...state, rule: found, secret: value }, formCauses(observed, found));
    }
    return group.length;
  };
}

/** The leaf for a secret that lost one character: the rule's own ending with each key that has one more. */
export function longerKeys(secret: string, observed: ObservedSign): Leaf<SignState> {
  return (state, count, hit) => {
    if (count !== 1) return 0;
    let tried = 0;
    for (const key of lengthened(secret)) {
      const { rule } = state;
      const front = rule.before.replaceAll('{secret}', () => key.value);
      const back = rule.after.replaceAll('{secret}', () => key.value);
      const text = digestInput(rule.charset, editWhole(rule.edits, front + state.joined + back));
      tried++;
      if (matchesObserved(observed, digestHex(rule.digest, text, key.value)))
        hit([keyDeviation(key)], { ...state, secret: key.value }, formCauses(observed, rule));
    }
    return tried;
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
): (count: number) => readonly Ending[] {
  const made: Ending[][] = [];
  const seen = new Set<string>();
  const locals = new Map<string, readonly FinalEdit[]>();
  const possible = DIGESTS.filter(({ change }) => change.digest && observed.digests.includes(change.digest));
  const make = (count: number): Ending[] => {
    const list: Ending[] = [];
    const weight = (choice: Choice) => choice.reduce((sum, deviation) => sum + (deviation?.cost ?? 0), 0);
    // Of two that come to the same string, the likelier is kept.
    const choices = [...choose(count, PLACES, keys, EDITS, possible)].sort((a, b) => weight(a) - weight(b));
    for (const [place, key, edit, digest] of choices) {
      const used = applyAll(rule, place?.change, edit?.change, digest?.change);
      if (!observed.digests.includes(used.digest)) continue;
      const value = key?.value ?? secret;
      const front = used.before.replaceAll('{secret}', () => value);
      const back = used.after.replaceAll('{secret}', () => value);
      const hmacKey = used.digest.startsWith('hmac-') ? value : '';
      const identity = JSON.stringify([front, back, used.edits, used.charset, used.digest, hmacKey]);
      if (seen.has(identity)) continue;
      seen.add(identity);
      const deviations = [place, key && keyDeviation(key), edit, digest].filter((d) => d !== undefined);
      list.push({ deviations, secret: value, rule: used, ...prepare(used.edits, front, back, locals) });
    }
    return list;
  };
  return (count) => {
    for (let c = made.length; c <= count; c++) made[c] = make(c);
    return made[count] ?? [];
  };
}

type Choice = readonly [
  place: Deviation<RulePatch> | undefined,
  key: KeyVariant | undefined,
  edit: Deviation<EditChange> | undefined,
  digest: Deviation<RulePatch> | undefined,
];

/** Every choice of `count` of the four. */
function* choose(
  count: number,
  places: readonly Choice[0][],
  keys: readonly Choice[1][],
  edits: readonly Choice[2][],
  digests: readonly Choice[3][],
): Generator<Choice> {
  const none = [undefined];
  for (let mask = 0; mask < 16; mask++) {
    const take = [mask & 1, mask & 4, mask & 2, mask & 8];
    if (take.filter(Boolean).length !== count) continue;
    for (const place of take[0] ? places : none)
      for (const key of take[1] ? keys : none)
        for (const edit of take[2] ? edits : none)
          for (const digest of take[3] ? digests : none) yield [place, key, edit, digest];
  }
}

/**
 * Edits of single characters can be made on each part by itself, and what is done at the end on the last part alone,
 * if there is one. Anything else waits for the whole string.
 */
function prepare(
  edits: readonly FinalEdit[],
  front: string,
  back: string,
  locals: Map<string, readonly FinalEdit[]>,
): Pick<Ending, 'front' | 'back' | 'local' | 'whole'> {
  const atEnd = ({ kind }: FinalEdit) => kind === 'drop-last' || kind === 'append';
  const separable = edits.every((e) => e.kind !== 'replace' || e.find.length === 1);
  if (!separable || (back === '' && edits.some(({ kind }) => kind === 'drop-last')))
    return { front, back, local: [], whole: edits };
  const own = edits.filter((edit) => !atEnd(edit));
  // One array for equal edits, so that the result of one can be found for all.
  const identity = JSON.stringify(own);
  const local = locals.get(identity) ?? own;
  locals.set(identity, local);
  return { front: editWhole(local, front), back: editWhole(edits, back), local, whole: [] };
}

function applyAll(
  rule: SignRule,
  place: RulePatch | undefined,
  edit: EditChange | undefined,
  digest: RulePatch | undefined,
): SignRule {
  const base = { ...rule, ...place, ...digest };
  if (!edit) return base;
  if ('charset' in edit) return { ...base, charset: edit.charset };
  return {
    ...base,
    edits: 'add' in edit ? [...rule.edits, edit.add] : rule.edits.filter(({ kind }) => kind !== edit.without),
  };
}

/** The mistake of a key's form; the key itself stays out of it. */
function keyDeviation({ code, cost, detail, where }: KeyVariant): Deviation<null> {
  return {
    code,
    cost,
    change: null,
    ...(detail !== undefined && { detail }),
    ...(where !== undefined && { where }),
  };
}
