/** Runs the checks of a platform over a request and gathers what they say. */
import { type Finding, finding, type Verdict } from '../findings/finding.ts';
import { pointerStep } from '../json/node.ts';
import type { JsonNode } from '../json/read.ts';
import type { Check, Platform } from '../platforms/platform.ts';
import type { CheckContext, Outcome, Plaintext } from './context.ts';

export interface Report {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly plaintexts: readonly Plaintext[];
  readonly sign?: string | undefined;
  readonly signingString?: string | undefined;
}

type Runner<K extends Check['kind']> = (check: Extract<Check, { kind: K }>, context: CheckContext) => Outcome;

/** One interpreter for each kind of check, loaded when a platform has such a check. */
const LOADERS: { readonly [K in Check['kind']]?: () => Promise<Runner<K>> } = {
  sign: async () => (await import('./sign.ts')).checkSign,
  cipher: async () => (await import('./cipher.ts')).checkCipher,
  signature: async () => (await import('./signature.ts')).checkSignature,
  'secret-fields': async () => (await import('./secret-fields.ts')).checkSecretFields,
  freshness: async () => (await import('./freshness.ts')).checkFreshness,
  // The schema of the headers is checked with the other schemas.
};
type AnyRunner = Runner<Check['kind']>;

/** Everything but the schemas, which only `inspect` and the receiver want. */
export const ALL_CHECKS: readonly Check['kind'][] = [
  'sign',
  'cipher',
  'signature',
  'secret-fields',
  'freshness',
];
/** Those that open a ciphertext. */
export const DECRYPTING_CHECKS: readonly Check['kind'][] = ['cipher', 'secret-fields'];

export interface ExamineOptions {
  /** The checks to run. */
  readonly kinds: readonly Check['kind'][];
  readonly schemas: boolean;
}

/** Runs checks that are loaded over a request, at once. */
export type Examiner = (context: CheckContext) => Report;

/** Runs the checks of these kinds, and the schemas when asked. */
export async function examine(context: CheckContext, options: ExamineOptions): Promise<Report> {
  const examiner = await loadExaminer([context.platform], options);
  return examiner(context);
}

/** Loads what the checks of these platforms need; a receiver does so once. */
export async function loadExaminer(
  platforms: readonly Platform[],
  options: ExamineOptions,
): Promise<Examiner> {
  const runners = new Map<Check['kind'], AnyRunner>();
  const needed = platforms.flatMap(({ checks }) => checks.map(({ kind }) => kind));
  for (const kind of options.kinds) {
    const runner = needed.includes(kind) ? await LOADERS[kind]?.() : undefined;
    if (runner) runners.set(kind, runner as AnyRunner);
  }
  const checkSchemas = options.schemas ? (await import('./schema.ts')).checkSchemas : undefined;
  return (context) => runAll(context, runners, checkSchemas);
}

function runAll(
  context: CheckContext,
  runners: ReadonlyMap<Check['kind'], AnyRunner>,
  checkSchemas: typeof import('./schema.ts').checkSchemas | undefined,
): Report {
  const findings: Finding[] = [];
  const plaintexts: Plaintext[] = [];
  const verdicts: Verdict[] = [];
  let signs: Pick<Outcome, 'sign' | 'signingString'> = {};
  for (const check of context.platform.checks) {
    const run = runners.get(check.kind);
    // A bare ciphertext has no parameters, headers or time to check.
    const applies = context.blob === undefined || DECRYPTING_CHECKS.includes(check.kind);
    if (!run || !applies) continue;
    const outcome = run(check, context);
    findings.push(...outcome.findings);
    if (outcome.plaintexts) plaintexts.push(...outcome.plaintexts);
    if (outcome.verdict) verdicts.push(outcome.verdict);
    if (outcome.signingString !== undefined) signs = outcome;
  }
  if (context.body.json) addRepeatedNames(context.body.json, '', findings);
  if (checkSchemas && context.blob === undefined) findings.push(...checkSchemas(context, plaintexts));
  return {
    verdict: overall(verdicts),
    findings,
    plaintexts,
    sign: signs.sign,
    signingString: signs.signingString,
  };
}

/** Wrong outweighs unknown, unknown outweighs right; nothing checked is unknown. */
function overall(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('invalid')) return 'invalid';
  return verdicts.length > 0 && verdicts.every((v) => v === 'valid') ? 'valid' : 'unknown';
}

/** Names that an object of the body repeats: parsers differ in which value they keep, so a sign may cover either. */
function addRepeatedNames(node: JsonNode, pointer: string, findings: Finding[]): void {
  if (node.type === 'array') {
    node.items.forEach((item, i) => {
      if (isNested(item)) addRepeatedNames(item, pointer + pointerStep(i), findings);
    });
    return;
  }
  if (node.type !== 'object') return;
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { name } of node.members) (seen.has(name) ? repeated : seen).add(name);
  for (const name of repeated)
    findings.push(finding('warning', 'json-repeated-name', { pointer: pointer + pointerStep(name) }));
  for (const { name, value } of node.members)
    if (isNested(value)) addRepeatedNames(value, pointer + pointerStep(name), findings);
}

const isNested = ({ type }: JsonNode) => type === 'object' || type === 'array';
