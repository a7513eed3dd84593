/** Folders for tests, removed when the tests of the file are through. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder whose name begins with `cbk-` and this. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `cbk-${name}-`));
  made.push(folder);
  return folder;
}
