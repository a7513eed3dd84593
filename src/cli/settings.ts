/** The user's settings as a command sees them: the profiles, the project file, and which profile is in use. */
import { configFolder } from '../config/folder.ts';
import { profilesPath, readProfiles, wideMode } from '../config/profile-file.ts';
import { keyAddress, type Profiles } from '../config/profiles.ts';
import { findProject, type Project } from '../config/project-file.ts';
import { Problem } from '../findings/problem.ts';
import type { Options } from './command.ts';
import { type Io, machineOf, workingFolder } from './io.ts';
import { nearest } from './nearest.ts';

export interface Settings {
  /** Of the profiles; the file need not be there. */
  readonly path: string;
  readonly profiles: Profiles;
  readonly project?: Project;
  /** The name of the profile in use. */
  readonly active: string;
  /** What chose it. */
  readonly chosenBy: 'option' | 'variable' | 'project' | 'use';
  /** What the user should know; none of it stops a command. */
  readonly warnings: readonly SettingsWarning[];
}

export type SettingsWarning =
  | { readonly code: 'profiles-readable-by-others'; readonly path: string; readonly mode: string }
  | { readonly code: 'project-profile-missing'; readonly path: string; readonly profile: string };

/**
 * Reads the settings. The profile is that of --profile, else of CBK_PROFILE, else of the project file, else the one
 * that `cbk profile use` chose.
 * @throws Problem when a file is damaged, or --profile or CBK_PROFILE names a profile that is not there;
 * `mayBeNew` allows that.
 */
export function readSettings(options: Options, env: Io['env'], mayBeNew = false): Settings {
  const machine = machineOf(env);
  const path = profilesPath(configFolder(machine));
  const profiles = readProfiles(path);
  const project = projectHere();
  const warnings: SettingsWarning[] = [];
  if (profiles.byName.size > 0) {
    const mode = wideMode(path, machine.system);
    if (mode !== undefined) warnings.push({ code: 'profiles-readable-by-others', path, mode });
  }
  const named = options.profile ?? (env['CBK_PROFILE'] || undefined);
  if (named !== undefined && !mayBeNew && !profiles.byName.has(named)) throw unknownProfile(named, profiles);
  if (named === undefined && project?.profile !== undefined && !profiles.byName.has(project.profile))
    warnings.push({ code: 'project-profile-missing', path: project.path, profile: project.profile });
  return {
    path,
    profiles,
    ...(project && { project }),
    active: named ?? project?.profile ?? profiles.current,
    chosenBy:
      options.profile !== undefined
        ? 'option'
        : named !== undefined
          ? 'variable'
          : project?.profile
            ? 'project'
            : 'use',
    warnings,
  };
}

/** The key of the profile in use, undefined where it has none. */
export function storedKey(
  { profiles, active }: Settings,
  platform: string,
  slot: string,
): string | undefined {
  return profiles.byName.get(active)?.get(keyAddress(platform, slot));
}

export function unknownProfile(profile: string, profiles: Profiles): Problem {
  const known = [...profiles.byName.keys()];
  return new Problem('profile-unknown', { profile, known, meant: nearest(profile, known) });
}

/**
 * The project file of the working folder or of one above it.
 * @throws Problem when it is damaged, or holds a key.
 */
export function projectHere(): Project | undefined {
  const folder = workingFolder();
  return folder === undefined ? undefined : findProject(folder);
}
