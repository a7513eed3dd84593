/** The ways to finish a canonical string: place and form of the secret, edits of the whole string, digest. */
import { secretIn } from '../../rules/canonical.ts';
import type { SignRule } from '../../rules/sign-rule.ts';
import { causeOf, type Deviation } from '../cause.ts';
import type { KeyVariant } from '../key-change.ts';
import { inAscendingOrder, remembering } from '../remembering.ts';
import { Editing, type Framed, type Middle, type Middles } from './middle.ts';
import type { ObservedSign } from './observed.ts';
import { DIGESTS, EDITS, type EditChange, PLACES, type RulePatch } from './rule-deviations.ts';

/** One way to finish a canonical string. */
export interface Ending extends Omit<Framed, 'middle'> {
  readonly deviations: readonly Deviation<unknown>[];
  readonly secret: string;
  readonly digest: SignRule['digest'];
  /** An MD5 that begins like those beside it. */
  readonly alike: boolean;
  /** What of a rule this ending changes. */
  readonly patch: Pick<SignRule, 'before' | 'after' | 'edits' | 'charset' | 'digest'>;
}

/** The endings around the same middle. */
export interface Group {
  readonly middle: Middle;
  readonly endings: readonly Ending[];
}

/** At most one deviation each of place, key, edits and digest. */
export const ENDING_ROOM = 4;

export interface EndingInput {
  readonly secret: string;
  readonly keys: readonly KeyVariant[];
  readonly observed: ObservedSign;
  readonly middles: Middles;
}

/**
 * The endings of a rule that take exactly so many deviations, made when they are first asked for, which a search does
 * in ascending order. Those that differ in nothing from one with fewer are left out.
 */
export function endingsOf(
  rule: SignRule,
  { secret, keys, observed, middles }: EndingInput,
): (count: number) => readonly Group[] {
  const seen = new Set<string>();
  const edits = editChoices(rule, middles);
  // What is the rule's own is no deviation.
  const places = PLACES.filter(({ change }) => change.before !== rule.before || change.after !== rule.after);
  const digests = DIGESTS.filter(
    ({ change: { digest } }) => digest && digest !== rule.digest && observed.digests.includes(digest),
  );
  const deviationOf = remembering(keyDeviation);
  return inAscendingOrder((count) => {
    const groups = new Map<Middle, LoneEnding[]>();
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
      const { middle, ...around } = editing.around(front, back);
      const group = groups.get(middle) ?? [];
      groups.set(middle, group);
      group.push({
        deviations: [place, key && deviationOf(key), edit.deviation, other].filter((d) => d !== undefined),
        secret: value,
        digest,
        patch: { before, after, digest, edits: editing.edits, charset: editing.charset },
        ...around,
      });
    }
    return [...groups].map(([middle, endings]) => ({ middle, endings: inRows(endings) }));
  });
}

type LoneEnding = Omit<Ending, 'alike'>;

/** Those that begin alike in a row, so that their common part is digested once. */
function inRows(endings: readonly LoneEnding[]): Ending[] {
  const rows = new Map<Buffer | undefined, LoneEnding[]>();
  for (const ending of endings) {
    const beginning = ending.digest === 'md5' ? ending.front : undefined;
    const row = rows.get(beginning) ?? [];
    rows.set(beginning, row);
    row.push(ending);
  }
  return [...rows].flatMap(([beginning, row]) => {
    const alike = beginning !== undefined && row.length > 1;
    return row.map((ending) => ({ ...ending, alike }));
  });
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
export function keyDeviation(key: KeyVariant): Deviation<null> {
  return { ...causeOf(key), cost: key.cost, change: null };
}
