/** From the command line to what the checks work on: input, unwrapping, platform, keys. */
import type { CheckContext } from '../checks/context.ts';
import { requiredKeys } from '../checks/required-keys.ts';
import { keyAddress } from '../config/profiles.ts';
import { PROJECT_FILE, type Project } from '../config/project-file.ts';
import { Problem } from '../findings/problem.ts';
import { type Unwrapped, unwrap } from '../input/unwrap/index.ts';
import { type Detection, detectPlatform, PLATFORMS, platformById } from '../platforms/index.ts';
import type { Check, Platform } from '../platforms/platform.ts';
import { type Body, readBody } from '../request/fields.ts';
import type { Call } from './command.ts';
import { inputBytes } from './input.ts';
import { canAsk } from './io.ts';
import { unknownPlatform } from './nearest.ts';
import { Interrupted } from './raw-terminal.ts';
import { givenKeys, resolveKeys, slotsOf } from './secrets.ts';
import { projectHere } from './settings.ts';
import { noteWarnings } from './settings-notes.ts';

export interface Session {
  readonly unwrapped: Unwrapped;
  readonly body: Body;
  readonly blob?: string;
  /** The platform, and why it is taken to be that; undefined where none is recognised. */
  readonly detection?: Detection;
  /** The project file of the working folder. */
  readonly project?: Project;
}

/** Reads and unwraps the input, and finds the platform. Throws a Problem for an input that is no callback. */
export async function openSession(call: Call, options: { readonly blobs: boolean }): Promise<Session> {
  const named = namedPlatform(call);
  const project = projectHere();
  const bytes = await readBytes(call);
  const unwrapped = unwrap(bytes, entryOption(call));
  const blob = refuseOrBlob(unwrapped, bytes, options.blobs);
  const { request } = unwrapped;
  const body = readBody(request);
  const hints = [
    ...keyHints(call),
    ...(blob === undefined ? [] : blobHints()),
    ...(project ? projectHints(project) : []),
  ];
  const detection = named
    ? { platform: named, score: 0, reasons: ['--platform'] }
    : detectPlatform(request, body, hints)[0];
  return {
    unwrapped,
    body,
    ...(blob !== undefined && { blob }),
    ...(detection && { detection }),
    ...(project && { project }),
  };
}

function namedPlatform({ options }: Call): Platform | undefined {
  if (options.platform === undefined) return undefined;
  const platform = platformById(options.platform);
  if (platform) return platform;
  throw unknownPlatform(options.platform);
}

function entryOption({ options }: Call): { entry?: number } {
  if (options.entry === undefined) return {};
  const entry = Number(options.entry);
  if (Number.isInteger(entry) && entry > 0) return { entry };
  throw new Problem('option-value', { option: '--entry', value: options.entry, expected: '1, 2, 3 …' });
}

async function readBytes(call: Call): Promise<Buffer> {
  const bytes = await inputBytes(call);
  if (bytes) return bytes;
  const { io, catalogue } = call;
  if (!canAsk(io)) throw new Problem('no-input', {});
  const { askCallback } = await import('./prompt.ts');
  const text = await askCallback(io, catalogue);
  if (text === undefined) throw new Interrupted();
  return Buffer.from(text, 'utf8');
}

/** Stops at what is no callback; gives the ciphertext when the input is one and nothing more. */
function refuseOrBlob(unwrapped: Unwrapped, input: Buffer, blobs: boolean): string | undefined {
  const { kind, problems, choices } = unwrapped;
  const bytes = input.length;
  for (const problem of problems) {
    if (problem.code === 'looks-like-key') throw new Problem('input-is-key', {});
    if (problem.code === 'no-such-entry')
      throw new Problem('entry-out-of-range', { entry: problem.entry, count: problem.of });
  }
  if (choices)
    throw new Problem('input-choice', {
      count: choices.length,
      choices: choices.slice(0, 10).map(({ index, method, url }) => `${index} ${method} ${url}`),
    });
  if (kind === 'empty') throw new Problem('input-empty', {});
  if (kind === 'binary') throw new Problem('input-binary', { bytes });
  if (kind === 'blob') return unwrapped.blob?.text;
  if (kind !== 'unknown') return undefined;
  // A damaged ciphertext is recognised as nothing; where one is expected, the check says what is wrong with it.
  const text = unwrapped.request.body.toString('utf8').trim();
  if (blobs && /^[\w+/=% -]+$/.test(text) && text.length < 100_000) return text;
  throw new Problem('input-unrecognised', { bytes });
}

/** A key that only one platform has says which platform it is. */
export function keyHints({ options }: Call) {
  return givenKeys(options).flatMap((name) => {
    const owners = PLATFORMS.filter(({ id }) => slotsOf(id).some((slot) => slot.name === name));
    return owners.map(({ id }) => ({ platform: id, weight: owners.length > 1 ? 1 : 6, reason: `--${name}` }));
  });
}

/** Where nothing else tells, the platform is that of the project. */
function projectHints({ platform }: Project) {
  return platform === undefined ? [] : [{ platform, weight: 4, reason: PROJECT_FILE }];
}

/** A bare ciphertext is most likely of a platform that encrypts with a shared key. */
function blobHints() {
  return PLATFORMS.filter(({ checks }) => checks.some(({ kind }) => kind === 'cipher')).map(({ id }) => ({
    platform: id,
    weight: 4,
    reason: 'ciphertext',
  }));
}

/** The keys of the platform; on a terminal, those that the checks need and nobody gave are asked for. */
export async function keysFor(
  call: Call,
  platform: Platform,
  kinds: readonly Check['kind'][],
): Promise<Map<string, string>> {
  const { io, options } = call;
  const keys = resolveKeys(platform.id, options, io.env, (settings) => noteWarnings(call, settings));
  const missing = requiredKeys(platform, kinds).filter((name) => !keys.has(name));
  if (missing.length === 0 || options.json || !canAsk(io)) return keys;
  const entered = call.entered ?? new Map<string, string | undefined>();
  for (const name of missing) {
    const slot = slotsOf(platform.id).find((s) => s.name === name);
    if (!slot) continue;
    const address = keyAddress(platform.id, name);
    if (!entered.has(address)) {
      const { pickKey } = await import('./menu/pick-key.ts');
      entered.set(address, await pickKey(call, slot));
    }
    const value = entered.get(address);
    if (value !== undefined) keys.set(name, value);
  }
  return keys;
}

/** What the checks work on. */
export function contextOf(
  session: Session,
  platform: Platform,
  keys: ReadonlyMap<string, string>,
  extra: Pick<CheckContext, 'signRules' | 'canonical'> = {},
): CheckContext {
  const { unwrapped, body, blob, project } = session;
  const canonical = project?.canonical.get(platform.id);
  return {
    platform,
    request: unwrapped.request,
    body,
    keys,
    now: Date.now(),
    ...(blob !== undefined && { blob }),
    ...(canonical !== undefined && { canonical }),
    ...extra,
  };
}
