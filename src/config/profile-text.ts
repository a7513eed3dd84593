/** The profiles as JSON text. */
import { DEFAULT_PROFILE, isProfileName, type Profile, type Profiles } from './profiles.ts';

/** Thrown by readProfilesText; `at` is a JSON pointer, or empty where the text is not JSON at all. */
export class ProfilesTextError extends Error {
  override readonly name = 'ProfilesTextError';
  readonly at: string;

  constructor(at: string) {
    super(`not a file of profiles: ${at}`);
    this.at = at;
  }
}

/** @throws ProfilesTextError */
export function readProfilesText(text: string): Profiles {
  const root = record(parse(text), '');
  if (root['version'] !== 1) throw new ProfilesTextError('/version');
  const current = root['current'] ?? DEFAULT_PROFILE;
  if (typeof current !== 'string' || !isProfileName(current)) throw new ProfilesTextError('/current');
  const byName = new Map<string, Profile>();
  for (const [name, value] of Object.entries(record(root['profiles'], '/profiles'))) {
    const at = `/profiles/${name}`;
    if (!isProfileName(name)) throw new ProfilesTextError(at);
    byName.set(
      name,
      new Map(Object.entries(record(value, at)).map(([address, key]) => entry(at, address, key))),
    );
  }
  return { current, byName };
}

/** Indented, so that a person who opens the file finds their way. */
export function writeProfilesText({ current, byName }: Profiles): string {
  const profiles = Object.fromEntries([...byName].map(([name, keys]) => [name, Object.fromEntries(keys)]));
  return `${JSON.stringify({ version: 1, current, profiles }, undefined, 2)}\n`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // The message of JSON.parse quotes the text, which holds keys: it must not go any further.
    throw new ProfilesTextError('');
  }
}

function record(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ProfilesTextError(at);
  return value as Record<string, unknown>;
}

function entry(at: string, address: string, key: unknown): [string, string] {
  if (typeof key !== 'string') throw new ProfilesTextError(`${at}/${address}`);
  return [address, key];
}
