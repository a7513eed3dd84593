/** Reading files that options name. */

/**
 * A file's text, without a byte order mark. Throws what node:fs throws.
 * An import of node:fs would load the streams and promises of files with it, at every start.
 */
export function readTextFile(path: string): string {
  return process
    .getBuiltinModule('node:fs')
    .readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '');
}
