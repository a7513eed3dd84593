/** `cbk keys`: what a pasted key is, and a new pair. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeProfiles } from '../../config/change-profiles.ts';
import { inspectKeyText, keyFileText, matchingKeys, sampleKeyOf } from '../../config/inspect-key.ts';
import { makePair, type PairKind } from '../../config/make-pair.ts';
import { writeNew } from '../../config/private-file.ts';
import { isProfileName, keyAddress, withKey } from '../../config/profiles.ts';
import { readKey } from '../../crypto/keys.ts';
import { Problem } from '../../findings/problem.ts';
import { reasonOf } from '../../input/read.ts';
import { PLATFORMS, platformById } from '../../platforms/index.ts';
import type { Platform } from '../../platforms/platform.ts';
import { keyReportJson, keyReportText } from '../../render/key.ts';
import type { Call, Options } from '../command.ts';
import { inputBytes } from '../input.ts';
import { canAsk } from '../io.ts';
import { unknownPlatform } from '../nearest.ts';
import { note, pageOf, writeResult } from '../output.ts';
import { startLine } from '../progress-line.ts';
import { askSecret } from '../prompt.ts';
import { dereference } from '../secrets.ts';
import { readSettings } from '../settings.ts';

/** `keys inspect [key]`: exit status 0 for a key that can be used, 1 for a damaged one. */
export async function inspectKey(call: Call): Promise<number> {
  const text = await readKeyText(call);
  const report = inspectKeyText(text);
  const settings = readSettings(call.options, call.io.env, true);
  const facts = {
    report,
    matches: matchingKeys(text, report, settings.profiles),
    sample: sampleKeyOf(text),
    stored: settings.profiles.byName.size > 0,
  };
  await writeResult(
    call,
    call.options.json
      ? `${JSON.stringify(keyReportJson(facts, call.catalogue))}\n`
      : keyReportText(facts, pageOf(call)),
  );
  const out = call.options['out'] as string | undefined;
  if (out !== undefined && report.kind === 'pair') {
    const { key, kind } = report.key;
    const pem = key.export({ format: 'pem', type: kind === 'private' ? 'pkcs8' : 'spki' }).toString();
    writeFile(out, pem, kind === 'private' ? 0o600 : 0o644);
    note(call, call.catalogue.dialogue.keys.repairedTo(out));
  }
  return report.kind === 'problem' ? 1 : 0;
}

async function readKeyText(call: Call): Promise<string> {
  const { io, input, options, catalogue } = call;
  if (input !== undefined && input !== '-' && options.file === undefined && !options.clipboard) {
    if (!input.startsWith('@')) return dereference('key', input, io.env);
    return keyFileText(readKeyFile(input.slice(1)));
  }
  const bytes = await inputBytes(call);
  if (bytes) return keyFileText(bytes);
  if (!canAsk(io)) throw new Problem('no-input', {});
  const answer = await askSecret(catalogue.dialogue.keys.prompt, io);
  if (answer === undefined) throw new Problem('input-empty', {});
  return answer;
}

function readKeyFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Problem('secret-file-unreadable', { option: 'key', path, reason: reasonOf(error) });
  }
}

/** `keys generate yunzhimeng`: the private key goes to a file or a profile, the public one to stdout as well. */
export async function generateKeys(call: Call): Promise<number> {
  const { io, options, catalogue } = call;
  const words = catalogue.dialogue.keys;
  const platform = platformOf(call.input ?? '');
  const slot = privateSlot(platform) ?? '';
  const address = keyAddress(platform.id, slot);
  const kind = pairKind(options);
  const settings = options['save'] ? readSettings(options, io.env, true) : undefined;
  if (settings && !isProfileName(settings.active))
    throw new Problem('profile-name', { name: settings.active });
  const what = kind.family === 'rsa' ? `RSA ${kind.bits}` : `EC ${kind.curve}`;
  const progress = startLine(io, words.generating(what), options.quiet);
  const pair = await makePair(kind).finally(progress.stop);
  const { fingerprint } = readKey(pair.publicKey);
  const folder = (options['out'] as string | undefined) ?? '.';
  const publicName = `${slot.replace('secret', 'public').replaceAll('-', '_')}.txt`;
  const privateFile = join(folder, `${slot.replaceAll('-', '_')}.txt`);
  const notes: string[] = [];
  if (settings) {
    await changeProfiles(settings.path, (profiles) =>
      withKey(profiles, settings.active, address, pair.privateKey),
    );
    notes.push(words.stored(address, settings.active));
  } else {
    writeFile(privateFile, `${pair.privateKey}\n`, 0o600);
    notes.push(words.wrote(privateFile, 'private'));
  }
  if (!settings || options['out'] !== undefined) {
    const publicFile = join(folder, publicName);
    writeFile(publicFile, `${pair.publicKey}\n`, 0o644);
    notes.push(words.wrote(publicFile, 'public'));
  }
  const json = {
    version: 1,
    platform: platform.id,
    type: what,
    publicKey: pair.publicKey,
    fingerprint: fingerprint.slice(0, 8),
    ...(settings ? { profile: settings.active, key: address } : { privateKeyFile: privateFile }),
  };
  await writeResult(call, options.json ? `${JSON.stringify(json)}\n` : `${pair.publicKey}\n`);
  for (const line of notes) note(call, line);
  note(call, words.handIn(platform.name[catalogue.language]));
  return 0;
}

/** The slot of the receiver's own private key. */
function privateSlot({ checks }: Platform): string | undefined {
  return checks.find((check) => check.kind === 'secret-fields')?.privateKey;
}

function platformOf(id: string): Platform {
  const platform = platformById(id);
  if (!platform) throw unknownPlatform(id);
  if (privateSlot(platform) !== undefined) return platform;
  const able = PLATFORMS.filter(privateSlot).map((p) => p.id);
  throw new Problem('platform-has-no', { platform: id, command: 'keys generate', able });
}

function pairKind(options: Options): PairKind {
  const choose = <T extends string | number>(name: string, allowed: readonly T[]): T | undefined => {
    const value = options[name] as string | undefined;
    if (value === undefined) return undefined;
    const found = allowed.find((a) => String(a).toLowerCase() === value.toLowerCase());
    if (found === undefined)
      throw new Problem('option-value', { option: `--${name}`, value, expected: allowed.join(' | ') });
    return found;
  };
  const bits = choose('bits', [2048, 3072, 4096]);
  const curve = choose('curve', ['P-256', 'secp256k1']);
  const type = choose('type', ['rsa', 'ec']) ?? (curve === undefined ? 'rsa' : 'ec');
  if (type === 'rsa' && curve !== undefined)
    throw new Problem('option-value', { option: '--curve', value: curve, expected: '--type ec' });
  if (type === 'ec' && bits !== undefined)
    throw new Problem('option-value', { option: '--bits', value: String(bits), expected: '--type rsa' });
  return type === 'rsa' ? { family: 'rsa', bits: bits ?? 2048 } : { family: 'ec', curve: curve ?? 'P-256' };
}

/** Writes a new file; one that is there is left alone. */
function writeFile(path: string, text: string, mode: number): void {
  try {
    writeNew(path, text, mode);
  } catch (error) {
    const reason = reasonOf(error);
    throw reason === 'EEXIST'
      ? new Problem('file-exists', { path })
      : new Problem('file-unwritable', { path, reason });
  }
}
