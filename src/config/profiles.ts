/** Profiles: named sets of keys, such as `test` and `production`. A plain value; the file is another matter. */

/** The keys of a profile by address, such as `haitouhui.secret`. */
export type Profile = ReadonlyMap<string, string>;

export interface Profiles {
  /** The profile in use when nothing names one. */
  readonly current: string;
  readonly byName: ReadonlyMap<string, Profile>;
}

export const DEFAULT_PROFILE = 'default';

export const NO_PROFILES: Profiles = { current: DEFAULT_PROFILE, byName: new Map() };

/** Names of profiles: letters (Chinese ones too), digits, `.`, `_`, `-`, at most 64, not beginning with a sign. */
export function isProfileName(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(name);
}

/** The address of a key in a profile. */
export function keyAddress(platform: string, slot: string): string {
  return `${platform}.${slot}`;
}

/** The same profiles with one key set; the profile is made where there is none. */
export function withKey(profiles: Profiles, name: string, address: string, value: string): Profiles {
  const profile = new Map(profiles.byName.get(name)).set(address, value);
  return { ...profiles, byName: new Map(profiles.byName).set(name, profile) };
}

/** The same profiles without one key; a profile that is then empty stays. */
export function withoutKey(profiles: Profiles, name: string, address: string): Profiles {
  const profile = new Map(profiles.byName.get(name));
  profile.delete(address);
  return { ...profiles, byName: new Map(profiles.byName).set(name, profile) };
}

/** The same profiles without one of them; where it was the one in use, the default one is from then on. */
export function withoutProfile(profiles: Profiles, name: string): Profiles {
  const byName = new Map(profiles.byName);
  byName.delete(name);
  return { current: profiles.current === name ? DEFAULT_PROFILE : profiles.current, byName };
}

/** A key of some profile, as a candidate for a diagnosis. */
export interface KnownKey {
  /** `profile production: secret`: safe to show. */
  readonly label: string;
  readonly slot: string;
  /** Never to be printed. */
  readonly value: string;
}

/** The keys of a platform in every profile, those of the profile in use first. */
export function knownKeys({ current, byName }: Profiles, platform: string): KnownKey[] {
  const names = [...byName.keys()].sort((a, b) => Number(b === current) - Number(a === current));
  return names.flatMap((name) =>
    [...(byName.get(name) ?? [])]
      .filter(([address]) => address.startsWith(`${platform}.`))
      .map(([address, value]) => {
        const slot = address.slice(platform.length + 1);
        return { label: `profile ${name}: ${slot}`, slot, value };
      }),
  );
}
