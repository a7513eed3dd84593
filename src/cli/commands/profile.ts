/** `cbk profile`: keys that are typed once. */

import { changeProfiles } from '../../config/change-profiles.ts';
import { keyLook } from '../../config/fingerprint.ts';
import {
  isProfileName,
  keyAddress,
  type Profile,
  type Profiles,
  withKey,
  withoutKey,
  withoutProfile,
} from '../../config/profiles.ts';
import { Problem } from '../../findings/problem.ts';
import { readInput } from '../../input/read.ts';
import { KEY_SLOTS } from '../../platforms/key-slots.ts';
import type { KeySlot } from '../../platforms/platform.ts';
import { safeLine } from '../../render/safe.ts';
import { padColumns, widest } from '../../render/wrap.ts';
import type { Call } from '../command.ts';
import { canAsk } from '../io.ts';
import { nearest } from '../nearest.ts';
import { note, pageOf, writeResult } from '../output.ts';
import { askSecret } from '../prompt.ts';
import { dereference } from '../secrets.ts';
import { readSettings, type Settings, unknownProfile } from '../settings.ts';
import { noteWarnings } from '../settings-notes.ts';

/** `profile set haitouhui.secret [value]` */
export async function set(call: Call): Promise<number> {
  const slot = slotAt(call.input ?? '');
  const address = keyAddress(slot.platform, slot.name);
  const settings = readSettings(call.options, call.io.env, true);
  const name = settings.active;
  if (!isProfileName(name)) throw new Problem('profile-name', { name });
  const value = await valueFor(call, slot);
  await changeProfiles(settings.path, (profiles) => withKey(profiles, name, address, value));
  const words = call.catalogue.dialogue.profiles;
  note(call, words.set(address, name, keyLook(value).fingerprint));
  for (const slip of slipsIn(value, slot)) note(call, `! ${words.mistyped[slip]}`);
  if (call.io.stdin.isTTY && call.rest?.[0] === value) note(call, `! ${words.inHistory}`);
  noteWarnings(call, settings);
  return 0;
}

/** `profile list` */
export async function list(call: Call): Promise<number> {
  const settings = readSettings(call.options, call.io.env, true);
  const { profiles, active } = settings;
  if (call.options.json) {
    const names = [...profiles.byName].map(([name, keys]) => ({
      name,
      inUse: name === active,
      keys: [...keys.keys()],
    }));
    await writeResult(call, `${JSON.stringify({ version: 1, profiles: names })}\n`);
    return 0;
  }
  const { style } = pageOf(call);
  const words = call.catalogue.dialogue.profiles;
  const width = widest(profiles.byName.keys());
  const lines = [...profiles.byName].map(([name, keys]) => {
    const padded = padColumns(name, width);
    const shown = name === active ? style.bold(style.green(`* ${padded}`)) : `  ${padded}`;
    return `${shown}  ${keys.size > 0 ? [...keys.keys()].map(safeLine).join('  ') : style.dim(words.noKeys)}\n`;
  });
  if (lines.length === 0) note(call, words.none);
  await writeResult(call, lines.join(''));
  noteWarnings(call, settings);
  return 0;
}

/** `profile show [name]`: no character of a key. */
export async function show(call: Call): Promise<number> {
  const settings = readSettings(call.options, call.io.env, true);
  const { profiles, active } = settings;
  const name = call.input ?? active;
  const profile = profiles.byName.get(name);
  if (!profile && (call.input !== undefined || profiles.byName.size > 0))
    throw unknownProfile(name, profiles);
  if (call.options.json) {
    const keys = [...(profile ?? [])].map(([address, value]) => {
      const { fingerprint, length, pair } = keyLook(value);
      return { key: address, fingerprint, length, ...(pair && { kind: pair.kind, type: typeOf(pair) }) };
    });
    await writeResult(call, `${JSON.stringify({ version: 1, name, inUse: name === active, keys })}\n`);
  } else await writeResult(call, profileText(call, name, profile ?? new Map(), name === active));
  if (!profile) note(call, call.catalogue.dialogue.profiles.none);
  noteWarnings(call, settings);
  return 0;
}

/** `profile remove haitouhui.secret`, `profile remove test` */
export async function remove(call: Call): Promise<number> {
  const what = call.input ?? '';
  const words = call.catalogue.dialogue.profiles;
  const isKey = isAddress(what);
  const settings = readSettings(call.options, call.io.env, !isKey);
  let said = '';
  await changeProfiles(settings.path, (profiles) => {
    if (!isKey) {
      const keys = profiles.byName.get(what);
      if (!keys) throw unknownProfile(what, profiles);
      said = words.removedProfile(what, keys.size);
      return withoutProfile(profiles, what);
    }
    const stored = [...(profiles.byName.get(settings.active)?.keys() ?? [])];
    if (!stored.includes(what))
      throw new Problem('key-not-stored', { profile: settings.active, address: what, stored });
    said = words.removedKey(what, settings.active);
    return withoutKey(profiles, settings.active, what);
  });
  note(call, said);
  return 0;
}

/** `profile use test` */
export async function use(call: Call): Promise<number> {
  const name = call.input ?? '';
  const settings = readSettings(call.options, call.io.env, true);
  await changeProfiles(settings.path, (profiles: Profiles) => {
    if (!profiles.byName.has(name)) throw unknownProfile(name, profiles);
    return { ...profiles, current: name };
  });
  const words = call.catalogue.dialogue.profiles;
  note(call, words.using(name));
  noteOverruled(call, settings, name);
  return 0;
}

/** `profile path` */
export async function path(call: Call): Promise<number> {
  const settings = readSettings(call.options, call.io.env, true);
  await writeResult(
    call,
    call.options.json ? `${JSON.stringify({ path: settings.path })}\n` : `${settings.path}\n`,
  );
  noteWarnings(call, settings);
  return 0;
}

function noteOverruled(call: Call, { chosenBy, active }: Settings, name: string): void {
  if ((chosenBy === 'variable' || chosenBy === 'project') && active !== name)
    note(call, `! ${call.catalogue.dialogue.profiles.overruled(chosenBy, active)}`);
}

const ADDRESSES = KEY_SLOTS.map((slot) => keyAddress(slot.platform, slot.name));
const isAddress = (text: string) => ADDRESSES.includes(text);

function slotAt(address: string): KeySlot {
  const slot = KEY_SLOTS.find(({ platform, name }) => keyAddress(platform, name) === address);
  if (slot) return slot;
  throw new Problem('key-address-unknown', { address, known: ADDRESSES, meant: nearest(address, ADDRESSES) });
}

/** The value: from the command line, stdin, or a masked question. */
async function valueFor(call: Call, slot: KeySlot): Promise<string> {
  const { io, rest = [], catalogue } = call;
  const address = keyAddress(slot.platform, slot.name);
  const [given] = rest;
  if (given !== undefined && given !== '-') return dereference(address, given, io.env);
  if (!io.stdin.isTTY || given === '-') {
    const text =
      (await readInput({ positional: '-' }, () => io.stdin))?.toString('utf8').replace(/\r?\n$/, '') ?? '';
    if (text.trim() === '') throw new Problem('secret-empty', { option: address });
    return text;
  }
  if (!canAsk(io)) throw new Problem('no-input', {});
  const answer = await askSecret(catalogue.words.keyPrompt(slot.what[catalogue.language], address), io);
  if (answer === undefined) throw new Problem('secret-empty', { option: address });
  return answer;
}

type Slip = 'white-space' | 'quotes' | 'not-a-key';

/** What looks like a slip in a value, which is stored as it is all the same. */
function slipsIn(value: string, slot: KeySlot): Slip[] {
  const slips: Slip[] = [];
  if (value.trim() !== value) slips.push('white-space');
  if (/^["'“‘].*["'”’]$/s.test(value.trim())) slips.push('quotes');
  const wanted = slot.half;
  if (wanted && keyLook(value).pair?.kind !== wanted) slips.push('not-a-key');
  return slips;
}

function profileText(call: Call, name: string, profile: Profile, inUse: boolean): string {
  const { style } = pageOf(call);
  const { language } = call.catalogue;
  const words = call.catalogue.dialogue.profiles;
  const rows = [...profile].map(([address, value]) => {
    const { fingerprint, length, pair } = keyLook(value);
    const what = KEY_SLOTS.find((slot) => keyAddress(slot.platform, slot.name) === address)?.what[language];
    const kind = pair ? `${typeOf(pair)} ${words.halves[pair.kind]}` : words.characters(length);
    return { address: safeLine(address), fingerprint, kind, what: what ?? '' };
  });
  const left = widest(rows.map((row) => row.address));
  const middle = widest(rows.map((row) => row.kind));
  const lines = rows.map((row) =>
    `  ${padColumns(row.address, left)}  ${style.dim('••••••••')}  ${style.cyan(row.fingerprint)}  ${padColumns(row.kind, middle)}  ${style.dim(row.what)}`.trimEnd(),
  );
  const title = `${style.bold(safeLine(name))}${inUse ? ` ${style.green(words.inUse)}` : ''}`;
  return `${[title, ...(lines.length > 0 ? lines : [`  ${style.dim(words.noKeys)}`])].join('\n')}\n`;
}

const typeOf = (pair: NonNullable<ReturnType<typeof keyLook>['pair']>) =>
  pair.family === 'rsa' ? `RSA ${pair.bits}` : `EC ${pair.curve}`;
