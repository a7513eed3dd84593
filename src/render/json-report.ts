/** The report as the one JSON object of --json. Its keys are a contract: scripts rely on them. */
import type { Diagnosed } from '../diagnose/cause.ts';
import type { Finding, Verdict } from '../findings/finding.ts';
import type { Layer } from '../input/unwrap/layers.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { causeSentence, findingSentence } from '../language/index.ts';
import { safeLine } from './safe.ts';

export interface JsonReport {
  readonly version: 1;
  readonly platform?: string;
  readonly verdict: Verdict;
  readonly plaintext?: string;
  readonly decrypted?: Readonly<Record<string, string>>;
  readonly sign?: string;
  readonly signingString?: string;
  readonly findings: readonly (Finding & { readonly message: string })[];
  readonly diagnosis?: readonly (Diagnosed & { readonly message: string })[];
  readonly layers?: readonly Layer[];
}

/** What the commands know when they print; what does not apply is left out. */
export interface ReportParts {
  readonly platform?: string | undefined;
  readonly verdict: Verdict;
  readonly plaintext?: string | undefined;
  readonly decrypted?: ReadonlyMap<string, string> | undefined;
  readonly sign?: string | undefined;
  readonly signingString?: string | undefined;
  readonly findings: readonly Finding[];
  readonly diagnosis?: readonly Diagnosed[] | undefined;
  readonly layers?: readonly Layer[] | undefined;
}

/** Builds the object; every message is one safe line. */
export function jsonReport(parts: ReportParts, catalogue: Catalogue): JsonReport {
  const { platform, verdict, plaintext, decrypted, sign, signingString, findings, diagnosis, layers } = parts;
  return {
    version: 1,
    ...(platform !== undefined && { platform }),
    verdict,
    ...(plaintext !== undefined && { plaintext }),
    ...(decrypted && decrypted.size > 0 && { decrypted: Object.fromEntries(decrypted) }),
    ...(sign !== undefined && { sign }),
    ...(signingString !== undefined && { signingString }),
    findings: findings.map((f) => ({ ...f, message: safeLine(findingSentence(catalogue, f)) })),
    ...(diagnosis &&
      diagnosis.length > 0 && {
        diagnosis: diagnosis.map((cause) => ({
          ...cause,
          message: safeLine(causeSentence(catalogue, cause)),
        })),
      }),
    ...(layers && layers.length > 0 && { layers }),
  };
}
