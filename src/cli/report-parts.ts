/** Parts of a report that several commands need. */
import type { Plaintext } from '../checks/context.ts';
import { type Finding, finding } from '../findings/finding.ts';
import type { Session } from './session.ts';

/** What unwrapping could not take as it stands, as findings. */
export function inputFindings({ unwrapped }: Session): Finding[] {
  return unwrapped.problems.map((problem) => finding('warning', 'input-problem', { problem }));
}

/** The text that `plaintext` of --json and `decrypt` print: that of the main ciphertext of a shared key. */
export function mainPlaintext(plaintexts: readonly Plaintext[]): string | undefined {
  const [first] = plaintexts;
  return first && (first.schema !== undefined || first.at === '') ? first.text : undefined;
}

/** Plaintexts by JSON pointer; a header's by `/` and its name; a bare ciphertext has no pointer. */
export function plaintextMap(plaintexts: readonly Plaintext[]): Map<string, string> {
  return new Map(
    plaintexts
      .filter(({ at }) => at !== '')
      .map(({ at, text }) => [at.startsWith('/') ? at : `/${at}`, text]),
  );
}
