/**
 * The file of the profiles, for reading. node:fs is not imported: commands that need a stored key read this at their
 * start, and an import would load the streams and promises of files as well.
 */
import { join } from 'node:path';
import { Problem } from '../findings/problem.ts';
import { reasonOf } from '../input/read.ts';
import { ProfilesTextError, readProfilesText } from './profile-text.ts';
import { NO_PROFILES, type Profiles } from './profiles.ts';

/** The path of the profiles in a settings folder. */
export function profilesPath(folder: string): string {
  return join(folder, 'profiles.json');
}

/**
 * The profiles in a file; none where there is no file.
 * @throws Problem when the file cannot be read or holds something else.
 */
export function readProfiles(path: string): Profiles {
  let text: string;
  try {
    text = process.getBuiltinModule('node:fs').readFileSync(path, 'utf8');
  } catch (error) {
    if (reasonOf(error) === 'ENOENT') return NO_PROFILES;
    throw new Problem('file-unreadable', { path, reason: reasonOf(error) });
  }
  try {
    return readProfilesText(text);
  } catch (error) {
    if (!(error instanceof ProfilesTextError)) throw error;
    throw new Problem('profiles-invalid', { path, at: error.at });
  }
}

/** The permission bits of a file that others may read, such as `644`; undefined where it is private or on Windows. */
export function wideMode(path: string, system: string): string | undefined {
  if (system === 'win32') return undefined;
  const mode = process.getBuiltinModule('node:fs').statSync(path).mode & 0o777;
  return (mode & 0o077) === 0 ? undefined : mode.toString(8).padStart(3, '0');
}
