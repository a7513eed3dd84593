/** `.cbk.json`: what a team shares about a project. It may name a profile; it never holds a key. */
import { dirname, join, resolve } from 'node:path';
import { Problem } from '../findings/problem.ts';
import { reasonOf } from '../input/read.ts';
import { KEY_SLOTS } from '../platforms/key-slots.ts';
import { isProfileName } from './profiles.ts';

export const PROJECT_FILE = '.cbk.json';

export interface Project {
  /** Where the file is. */
  readonly path: string;
  readonly profile?: string;
  /** The platform to assume where a callback does not show its own. */
  readonly platform?: string;
  /** A sign rule for each platform: a built-in name, or the path of a file, here made absolute. */
  readonly rules: ReadonlyMap<string, string>;
  /** What is signed, for each platform, as for --canonical. */
  readonly canonical: ReadonlyMap<string, string>;
}

const KNOWN = ['profile', 'platform', 'rules', 'canonical', '$schema'];
const PLATFORM_IDS: ReadonlySet<string> = new Set(KEY_SLOTS.map(({ platform }) => platform));

/**
 * The project file of a folder: in it, or in the nearest folder above it that has one.
 * @throws Problem when it is not a project file, or holds a key.
 */
export function findProject(folder: string): Project | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, PROJECT_FILE);
    try {
      return readProjectText(process.getBuiltinModule('node:fs').readFileSync(path, 'utf8'), path);
    } catch (error) {
      if (error instanceof Problem) throw error;
      const reason = reasonOf(error);
      if (reason !== 'ENOENT' && reason !== 'ENOTDIR' && reason !== 'EACCES')
        throw new Problem('file-unreadable', { path, reason });
    }
    if (dirname(at) === at) return undefined;
  }
}

/** @throws Problem */
export function readProjectText(text: string, path: string): Project {
  const invalid = (at: string) => new Problem('project-file-invalid', { path, at, known: KNOWN.slice(0, 4) });
  let root: unknown;
  try {
    root = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw invalid('');
  }
  if (!isRecord(root)) throw invalid('');
  const secret = secretIn(root, '');
  if (secret !== undefined) throw new Problem('project-file-secret', { path, at: secret });
  const strange = Object.keys(root).find((name) => !KNOWN.includes(name));
  if (strange !== undefined) throw invalid(`/${strange}`);
  const { profile, platform } = root;
  if (profile !== undefined && !(typeof profile === 'string' && isProfileName(profile)))
    throw invalid('/profile');
  if (platform !== undefined && !(typeof platform === 'string' && PLATFORM_IDS.has(platform)))
    throw invalid('/platform');
  const texts = (name: 'rules' | 'canonical') => {
    const value = root[name] ?? {};
    if (!isRecord(value)) throw invalid(`/${name}`);
    return new Map(
      Object.entries(value).map(([id, text]) => {
        if (!PLATFORM_IDS.has(id) || typeof text !== 'string') throw invalid(`/${name}/${id}`);
        return [id, text];
      }),
    );
  };
  const rules = new Map(
    [...texts('rules')].map(([id, rule]) => [
      id,
      // A name of a built-in rule has neither a slash nor an extension.
      /[/\\]|\.json$/.test(rule) ? resolve(dirname(path), rule) : rule,
    ]),
  );
  return {
    path,
    rules,
    canonical: texts('canonical'),
    ...(profile !== undefined && { profile }),
    ...(platform !== undefined && { platform }),
  };
}

const SLOT_NAMES: ReadonlySet<string> = new Set(
  KEY_SLOTS.flatMap(({ platform, name }) => [name, `${platform}.${name}`]).map(plainName),
);
/** Names that say themselves that they hold a key. */
const SECRET_NAME = /(?:secret|passw(?:or)?d|private|token|apikey|signkey|aeskey)/;
/** PEM, or the base64 of a PKCS#8, PKCS#1 or X.509 key. */
const KEY_TEXT = /-----BEGIN|^\s*MI[A-Za-z0-9+/\s]{60,}={0,2}\s*$/;

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9.]/g, '');
}

/** The JSON pointer of the first entry that is a key by its name or by its look. */
function secretIn(value: unknown, at: string): string | undefined {
  if (typeof value === 'string') return KEY_TEXT.test(value) ? at : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const plain = plainName(name);
    const pointer = `${at}/${name}`;
    if (SLOT_NAMES.has(plain) || SECRET_NAME.test(plain)) return pointer;
    const found = secretIn(inner, pointer);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
