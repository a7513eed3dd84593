/**
 * The last steps of a sign's diagnosis in one loop: place and form of the secret, edits of the whole string, digest,
 * comparison. Nearly all of the time of a search is spent here, so what the loop needs is put together beforehand,
 * and nothing is made for a hypothesis that fails.
 */
import { digestHex } from '../../crypto/digest.ts';
import { editWhole, placeSecret, secretIn } from '../../rules/canonical.ts';
import { digestInput } from '../../rules/digest.ts';
import type { FinalEdit, SignRule } from '../../rules/sign-rule.ts';
import type { Deviation } from '../cause.ts';
import { Framing } from '../framing.ts';
import { type KeyVariant, lengthened } from '../key-change.ts';
import type { Leaf } from '../search.ts';
import { formCauses, matchesObserved, type ObservedSign } from './observed.ts';
import { DIGESTS, EDITS, type EditChange, PLACES, type RulePatch } from './rule-deviations.ts';
import type { SignState } from './state.ts';

/** One way to finish a canonical string. */
interface Ending {
  readonly deviations: readonly Deviation<unknown>[];
  readonly secret: string;
  readonly digest: SignRule['digest'];
  /** What of a rule this ending changes. */
  readonly patch: Pick<SignRule, 'before' | 'after' | 'edits' | 'charset' | 'digest'>;
  /** The joined parameters, edited once for many endings; undefined where the edits must see the whole string. */
  readonly middle: EditedMiddle | undefined;
  /** What stands around the middle, the edits already made. */
  readonly front: Buffer;
  readonly back: Buffer;
}

/** The joined parameters of the state at hand after the edits that change character by character. */
class EditedMiddle {
  readonly framing = new Framing();
  readonly #edits: readonly FinalEdit[];
  readonly #charset: SignRule['charset'];
  #state: SignState | undefined;

  constructor(edits: readonly FinalEdit[], charset: SignRule['charset']) {
    this.#edits = edits;
    this.#charset = charset;
  }

  of(state: SignState): Framing {
    if (this.#state !== state) {
      this.#state = state;
      this.framing.setMiddle(this.bytes(state.joined));
    }
    return this.framing;
  }

  /** A part of the canonical string as it is digested. */
  bytes(text: string): string | Buffer {
    return digestInput(this.#charset, editWhole(this.#edits, text));
  }
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
    const { rule } = state;
    let byCount = made.get(rule.id);
    if (!byCount) {
      byCount = endingsOf(rule, secret, keys, observed);
      made.set(rule.id, byCount);
    }
    const group = byCount(count);
    for (let i = 0; i < group.length; i++) {
      const ending = group[i] as Ending;
      const { middle } = ending;
      const input = middle
        ? middle.of(state).between(ending.front, ending.back)
        : wholeInput(ending.patch, state.joined, ending.secret);
      if (!matchesObserved(observed, digestHex(ending.digest, input, ending.secret))) continue;
      const found = { ...rule, ...ending.patch };
      hit(ending.deviations, { ...state, rule: found, secret: ending.secret }, formCauses(observed, found));
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
      tried++;
      const input = wholeInput(rule, state.joined, key.value);
      if (matchesObserved(observed, digestHex(rule.digest, input, key.value)))
        hit([keyDeviation(key)], { ...state, secret: key.value }, formCauses(observed, rule));
    }
    return tried;
  };
}

/** What is digested, put together in one go. */
function wholeInput(rule: Ending['patch'], joined: string, secret: string): string | Buffer {
  return digestInput(rule.charset, editWhole(rule.edits, placeSecret(rule, joined, secret)));
}

/** A choice of edits with what follows from it for every place and key. */
interface Editing {
  readonly deviation: Deviation<EditChange> | undefined;
  readonly edits: readonly FinalEdit[];
  readonly charset: SignRule['charset'];
  readonly identity: string;
  /** Whether edits are made on each part by itself, and the end on the last part, where there is one. */
  readonly separable: boolean;
  readonly middle: EditedMiddle;
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
  const editings = editingsOf(rule);
  const digests = DIGESTS.filter(({ change }) => change.digest && observed.digests.includes(change.digest));
  const make = (count: number): Ending[] => {
    const list: Ending[] = [];
    // Of two that come to the same string, the likelier is kept.
    const choices = [...choose(count, keys, editings, digests)].sort((a, b) => a.weight - b.weight);
    for (const { place, key, editing, digest } of choices) {
      const { edits, charset, separable, middle } = editing;
      const patch = {
        before: place?.change.before ?? rule.before,
        after: place?.change.after ?? rule.after,
        digest: digest?.change.digest ?? rule.digest,
        edits,
        charset,
      };
      if (!observed.digests.includes(patch.digest)) continue;
      const value = key?.value ?? secret;
      const [front, back] = [secretIn(patch.before, value), secretIn(patch.after, value)];
      const hmacKey = patch.digest.startsWith('hmac-') ? value : '';
      const identity = [front, back, editing.identity, patch.digest, hmacKey].join('\0');
      if (seen.has(identity)) continue;
      seen.add(identity);
      const framed = separable && !(back === '' && edits.some(({ kind }) => kind === 'drop-last'));
      list.push({
        deviations: [place, key && keyDeviation(key), editing.deviation, digest].filter((d) => !!d),
        secret: value,
        digest: patch.digest,
        patch,
        middle: framed ? middle : undefined,
        front: Buffer.from(middle.bytes(front)),
        back: Buffer.from(digestInput(charset, editWhole(edits, back))),
      });
    }
    return list;
  };
  return (count) => {
    for (let c = made.length; c <= count; c++) made[c] = make(c);
    return made[count] ?? [];
  };
}

interface Choice {
  readonly place: Deviation<RulePatch> | undefined;
  readonly key: KeyVariant | undefined;
  readonly editing: Editing;
  readonly digest: Deviation<RulePatch> | undefined;
  readonly weight: number;
}

/** Every choice of `count` of the four; the first of the editings is the one that the rule has by itself. */
function* choose(
  count: number,
  keys: readonly KeyVariant[],
  [own, ...others]: readonly [Editing, ...Editing[]],
  digests: readonly Deviation<RulePatch>[],
): Generator<Choice> {
  const none = [undefined];
  for (let mask = 0; mask < 16; mask++) {
    const take = [mask & 1, mask & 4, mask & 2, mask & 8];
    if (take.filter(Boolean).length !== count) continue;
    for (const place of take[0] ? PLACES : none)
      for (const key of take[1] ? keys : none)
        for (const editing of take[2] ? others : [own])
          for (const digest of take[3] ? digests : none) {
            const weight = [place, key, editing.deviation, digest].reduce((sum, d) => sum + (d?.cost ?? 0), 0);
            yield { place, key, editing, digest, weight };
          }
  }
}

/** The rule's own edits, and those with each deviation. */
function editingsOf(rule: SignRule): [Editing, ...Editing[]] {
  const middles = new Map<string, EditedMiddle>();
  const editing = (deviation?: Deviation<EditChange>): Editing => {
    const { edits, charset } = edited(rule, deviation?.change);
    // What is done at the end is done on the last part alone.
    const own = edits.filter(({ kind }) => kind !== 'drop-last' && kind !== 'append');
    const identity = JSON.stringify([own, charset]);
    const middle = middles.get(identity) ?? new EditedMiddle(own, charset);
    middles.set(identity, middle);
    return {
      deviation,
      edits,
      charset,
      identity: JSON.stringify([edits, charset]),
      separable: edits.every((e) => e.kind !== 'replace' || e.find.length === 1),
      middle,
    };
  };
  return [editing(), ...EDITS.map(editing)];
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
