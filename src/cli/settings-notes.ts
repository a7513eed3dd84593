/** The warnings of the settings, as notes on stderr. */
import type { Call } from './command.ts';
import { note } from './output.ts';
import type { Settings } from './settings.ts';

/** Says what is not as it should be with the stored settings. */
export function noteWarnings(call: Call, { warnings }: Settings): void {
  const sentences = call.catalogue.dialogue.warnings;
  for (const warning of warnings)
    note(
      call,
      `! ${warning.code === 'profiles-readable-by-others' ? sentences[warning.code](warning) : sentences[warning.code](warning)}`,
    );
}
