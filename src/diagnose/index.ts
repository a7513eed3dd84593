/** Why a callback fails: one diagnosis for each kind of check, put together. */
import type { CheckContext } from '../checks/context.ts';
import type { Report } from '../checks/examine.ts';
import type { Finding } from '../findings/finding.ts';
import type { Layer } from '../input/unwrap/layers.ts';
import type { Check } from '../platforms/platform.ts';
import type { CauseCode, Diagnosed } from './cause.ts';
import { type Diagnosis, NO_DIAGNOSIS } from './diagnosis.ts';
import type { KnownKey } from './key-change.ts';
import type { Effort } from './search.ts';

type Diagnoser<K extends Check['kind']> = (
  check: Extract<Check, { kind: K }>,
  context: CheckContext,
  known: readonly KnownKey[],
  effort: Effort,
) => Promise<Diagnosis>;

const nothing = async () => NO_DIAGNOSIS;

/** One for each kind of check, loaded when such a check failed. */
const DIAGNOSERS: { readonly [K in Check['kind']]: Diagnoser<K> } = {
  sign: async (check, ...rest) => (await import('./sign/request.ts')).diagnoseSignCheck(check, ...rest),
  cipher: async (check, ...rest) => (await import('./cipher/index.ts')).diagnoseCipherCheck(check, ...rest),
  signature: async (check, ...rest) =>
    (await import('./signature/index.ts')).diagnoseSignatureCheck(check, ...rest),
  'secret-fields': async (check, context, known) =>
    (await import('./secret-fields.ts')).diagnoseSecretFieldsCheck(check, context, known),
  freshness: nothing,
  headers: nothing,
};

/** Findings that a diagnosis of the check may explain. */
const FAILURES: Readonly<Record<Check['kind'], readonly Finding['code'][]>> = {
  sign: ['sign-invalid'],
  cipher: [
    'decrypt-length',
    'key-length',
    'decrypt-padding',
    'decrypt-not-text',
    'decrypt-not-clean',
    'ciphertext-encoding',
  ],
  signature: [
    'signature-invalid',
    'signature-wrong-key',
    'signature-length',
    'signature-encoding',
    'key-wrong-kind',
    'key-unusable',
  ],
  'secret-fields': ['secret-field-failed', 'key-wrong-kind', 'key-unusable'],
  freshness: [],
  headers: [],
};

/** True for a failure that a diagnosis of the check may explain: not one of a key that it does not use. */
function concerns(check: Check, f: Finding): boolean {
  if (f.severity === 'ok' || !FAILURES[check.kind].includes(f.code)) return false;
  return !('key' in f) || Object.values(check).includes(f.key);
}

/** What is observed because of another mistake, and is none of its own. */
const CONSEQUENCES: Partial<Record<CauseCode, readonly CauseCode[]>> = {
  'timestamp-format': ['not-decoded', 'plus-as-space', 'html-escaped', 'whitespace'],
  truncated: ['split-on-equals'],
};

export interface Explanation {
  readonly causes: readonly Diagnosed[];
  readonly details: readonly Diagnosis[];
  /** Hypotheses tried in all. */
  readonly tried: number;
}

/**
 * Searches for what explains the failed checks of a report, and names what would trip up others in what succeeded.
 * `known` are keys from elsewhere (other slots are added here).
 */
export async function diagnose(
  context: CheckContext,
  report: Report,
  layers: readonly Layer[],
  known: readonly KnownKey[],
  effort: Effort,
): Promise<Explanation> {
  const slots = [...context.keys].map(([slot, value]): KnownKey => ({ label: `--${slot}`, slot, value }));
  const details: Diagnosis[] = [];
  for (const check of context.platform.checks)
    if (report.findings.some((f) => concerns(check, f)))
      details.push(
        await (DIAGNOSERS[check.kind] as Diagnoser<Check['kind']>)(
          check,
          context,
          [...slots, ...known],
          effort,
        ),
      );
  const { observe } = await import('./observations.ts');
  const explained = details.flatMap(({ causes }) => causes);
  const codes = new Set(explained.map(({ code }) => code));
  const seen = new Set(explained.map(({ code, where }) => `${code} ${where ?? ''}`));
  const observed = observe(context, report, layers, details).filter(
    ({ code, where }) =>
      !seen.has(`${code} ${where ?? ''}`) &&
      !CONSEQUENCES[code]?.some((cause) => codes.has(cause)) &&
      // A suspicion of what is cut off ends where the callback is explained.
      !(code === 'truncated' && explained.length > 0),
  );
  return {
    causes: [...explained, ...observed],
    details,
    tried: details.reduce((sum, { tried }) => sum + tried, 0),
  };
}
