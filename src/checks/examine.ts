/** Runs the checks of a platform over a request and gathers what they say. */
import { type Finding, finding, type Verdict } from '../findings/finding.ts';
import { pointerStep, walk } from '../json/node.ts';
import type { Check } from '../platforms/platform.ts';
import type { CheckContext, Outcome, Plaintext } from './context.ts';

export interface Report {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly plaintexts: readonly Plaintext[];
  readonly sign?: string;
  readonly signingString?: string;
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
/** Those that were loaded: the receiver runs them for every callback. */
const runners = new Map<Check['kind'], AnyRunner>();

async function runnerOf(kind: Check['kind']): Promise<AnyRunner> {
  const runner = ((await LOADERS[kind]?.()) as AnyRunner | undefined) ?? (() => ({ findings: [] }));
  runners.set(kind, runner);
  return runner;
}

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

let checkSchemas: typeof import('./schema.ts').checkSchemas | undefined;

/** Runs the checks of these kinds, and the schemas when asked. */
export async function examine(
  context: CheckContext,
  options: { readonly kinds: readonly Check['kind'][]; readonly schemas: boolean },
): Promise<Report> {
  const findings: Finding[] = [];
  const plaintexts: Plaintext[] = [];
  const verdicts: Verdict[] = [];
  let signs: Pick<Outcome, 'sign' | 'signingString'> = {};
  for (const check of context.platform.checks) {
    // A bare ciphertext has no parameters, headers or time to check.
    const applies = context.blob === undefined || DECRYPTING_CHECKS.includes(check.kind);
    if (!applies || !options.kinds.includes(check.kind)) continue;
    const outcome = (runners.get(check.kind) ?? (await runnerOf(check.kind)))(check, context);
    findings.push(...outcome.findings);
    plaintexts.push(...(outcome.plaintexts ?? []));
    if (outcome.verdict) verdicts.push(outcome.verdict);
    if (outcome.signingString !== undefined) signs = outcome;
  }
  findings.push(...repeatedNames(context));
  if (options.schemas && context.blob === undefined) {
    checkSchemas ??= (await import('./schema.ts')).checkSchemas;
    findings.push(...checkSchemas(context, plaintexts));
  }
  return {
    verdict: overall(verdicts),
    findings,
    plaintexts,
    ...(signs.sign !== undefined && { sign: signs.sign }),
    ...(signs.signingString !== undefined && { signingString: signs.signingString }),
  };
}

/** Wrong outweighs unknown, unknown outweighs right; nothing checked is unknown. */
function overall(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('invalid')) return 'invalid';
  return verdicts.length > 0 && verdicts.every((v) => v === 'valid') ? 'valid' : 'unknown';
}

/** Names that an object of the body repeats: parsers differ in which value they keep, so a sign may cover either. */
function repeatedNames({ body }: CheckContext): Finding[] {
  if (!body.json) return [];
  return [...walk(body.json)].flatMap(({ pointer, node }) => {
    if (node.type !== 'object') return [];
    const seen = new Set<string>();
    const repeated = new Set<string>();
    for (const { name } of node.members) (seen.has(name) ? repeated : seen).add(name);
    return [...repeated].map((name) =>
      finding('warning', 'json-repeated-name', { pointer: pointer + pointerStep(name) }),
    );
  });
}
