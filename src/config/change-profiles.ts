/** The file of the profiles, for writing. */
import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from '../findings/problem.ts';
import { reasonOf } from '../input/read.ts';
import { replacePrivateFile } from './private-file.ts';
import { readProfiles } from './profile-file.ts';
import { writeProfilesText } from './profile-text.ts';
import type { Profiles } from './profiles.ts';

const WAIT_MS = 20;
const PATIENCE_MS = 3000;
/** Nothing holds the lock this long: whoever made it has been killed. */
const STALE_MS = 10_000;

/**
 * Reads, changes and writes the profiles; of two processes that do so at the same time, one waits for the other.
 * @throws Problem when the file cannot be read or written, and whatever `change` throws.
 */
export async function changeProfiles(
  path: string,
  change: (profiles: Profiles) => Profiles,
): Promise<Profiles> {
  const lock = `${path}.lock`;
  await takeLock(path, lock);
  try {
    const profiles = change(readProfiles(path));
    replacePrivateFile(path, writeProfilesText(profiles));
    return profiles;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('file-unwritable', { path, reason: reasonOf(error) });
  } finally {
    rmdirSync(lock);
  }
}

/** A folder as the lock: making one either succeeds or says that it is there, on every file system. */
async function takeLock(path: string, lock: string): Promise<void> {
  const start = Date.now();
  for (;;) {
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      mkdirSync(lock);
      return;
    } catch (error) {
      const reason = reasonOf(error);
      if (reason !== 'EEXIST') throw new Problem('file-unwritable', { path, reason });
    }
    if (isStale(lock)) {
      try {
        rmdirSync(lock);
      } catch {
        // Another process was quicker.
      }
    } else if (Date.now() - start > PATIENCE_MS)
      throw new Problem('file-unwritable', { path, reason: 'locked' });
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}

function isStale(lock: string): boolean {
  try {
    return Date.now() - statSync(lock).mtimeMs > STALE_MS;
  } catch {
    return false;
  }
}
