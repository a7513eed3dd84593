/** One callback in the menu: the report, then the next steps, until the user goes back. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { changeProfiles } from '../../config/change-profiles.ts';
import { writeNew } from '../../config/private-file.ts';
import { isProfileName, keyAddress, withKey } from '../../config/profiles.ts';
import { Problem } from '../../findings/problem.ts';
import { reasonOf } from '../../input/read.ts';
import { PLATFORMS } from '../../platforms/index.ts';
import type { Call } from '../command.ts';
import type { Io } from '../io.ts';
import { copyResult, note } from '../output.ts';
import { slotsOf, storedNames, variableOf } from '../secrets.ts';
import { openSession, type Session } from '../session.ts';
import { readSettings } from '../settings.ts';
import { writeProblem } from '../write-problem.ts';
import { askUrl } from './arguments.ts';
import { askText, type Choice, choose } from './ask.ts';
import { commandLine } from './command-line.ts';
import { requestText } from './fixture.ts';
import type { Menu } from './menu.ts';
import type { Source } from './source.ts';

/** What is known while one callback is worked on. */
interface Work {
  readonly menu: Menu;
  readonly session: Session;
  readonly call: Call;
  /** Keys that were typed, by address; undefined for one that was skipped. */
  readonly entered: Map<string, string | undefined>;
  /** A file that holds the callback. */
  path: string | undefined;
}

/** Shows the report and asks what to do next. Throws a Problem for what is no callback. */
export async function workOn(menu: Menu, source: Source): Promise<void> {
  const { io, catalogue } = menu;
  const entered = new Map<string, string | undefined>();
  const input = source.bytes;
  let call: Call = { io, catalogue, options: { pager: true }, input: undefined, bytes: input, entered };
  let session = await openSession(call, { blobs: true });
  if (!session.detection) {
    const platform = await choosePlatform(menu);
    if (platform !== undefined) {
      call = { ...call, options: { ...call.options, platform } };
      session = await openSession(call, { blobs: true });
    }
  }
  const work: Work = { menu, session, call, entered, path: source.path };
  await inspect(call);
  for (;;) {
    const step = await choose(io, catalogue.dialogue.menu.next, steps(work), catalogue.dialogue.menu.hint);
    if (step === undefined || step === 'back') return;
    try {
      await step(work);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      writeProblem(io, catalogue, error);
    }
  }
}

type Step = (work: Work) => Promise<unknown>;

function steps({ menu, entered }: Work): Choice<Step | 'back'>[] {
  const words = menu.catalogue.dialogue.menu;
  const typed = [...entered].filter(([, value]) => value !== undefined).map(([address]) => address);
  return [
    { name: words.copy, value: copy },
    ...(typed.length > 0 ? [{ name: words.saveKeys(typed), value: saveKeys }] : []),
    { name: words.deeper, value: deeper },
    { name: words.replay, value: replay },
    { name: words.fixture, value: saveFixture },
    { name: words.commandLine, value: showCommandLine },
    { name: words.another, value: 'back' },
  ];
}

async function inspect(call: Call): Promise<void> {
  const { run } = await import('../commands/inspect.ts');
  await run(call);
}

async function choosePlatform({ io, catalogue }: Menu): Promise<string | undefined> {
  const { language, dialogue, words } = catalogue;
  const choices = PLATFORMS.map(({ id, name, summary }) => ({
    name: `${name[language]} (${id})`,
    value: id,
    description: summary[language],
  }));
  const none = { name: words.unknownPlatform, value: '', description: '' };
  return (await choose(io, dialogue.menu.whichPlatform, [...choices, none], dialogue.menu.hint)) || undefined;
}

/** The report again, without colour and in one piece. */
async function copy({ menu, call }: Work): Promise<void> {
  const chunks: Buffer[] = [];
  const stdout: Io['stdout'] = new Writable({
    write: (chunk: Buffer, _, done) => {
      chunks.push(chunk);
      done();
    },
  });
  const { stdin, stderr, env } = menu.io;
  await inspect({
    ...call,
    io: { stdin, stdout, stderr, env },
    options: { ...call.options, pager: false, quiet: true },
  });
  await copyResult(call, Buffer.concat(chunks).toString('utf8'));
}

async function saveKeys({ menu, call, entered }: Work): Promise<void> {
  const { io, catalogue } = menu;
  const words = catalogue.dialogue;
  const settings = readSettings(call.options, io.env, true);
  const name = await askText(io, words.menu.askProfile, settings.active, (text) =>
    isProfileName(text) ? undefined : catalogue.problems['profile-name']({ name: text }),
  );
  if (name === undefined) return;
  await changeProfiles(settings.path, (profiles) =>
    [...entered].reduce(
      (p, [address, value]) => (value === undefined ? p : withKey(p, name, address, value)),
      profiles,
    ),
  );
  const { keyLook } = await import('../../config/fingerprint.ts');
  for (const [address, value] of entered)
    if (value !== undefined) note(call, words.profiles.set(address, name, keyLook(value).fingerprint));
  entered.clear();
}

/** A longer search; it says what it tries meanwhile. */
async function deeper({ call }: Work): Promise<void> {
  await inspect({ ...call, options: { ...call.options, effort: 'high' } });
}

async function replay({ menu, call, path, session, entered }: Work): Promise<void> {
  const to = await askUrl(menu.io, menu.catalogue.dialogue.menu.askUrl);
  if (to === undefined) return;
  const { run } = await import('../commands/replay.ts');
  const platform = call.options.platform ?? session.detection?.platform.id;
  const options = { to, ...(platform !== undefined && { platform }) };
  const { io, catalogue, bytes } = call;
  const folder = mkdtempSync(join(tmpdir(), 'cbk-'));
  try {
    const file = path ?? join(folder, 'callback');
    if (path === undefined) writeNew(file, bytes ?? '', 0o600);
    await run({ io, catalogue, options, input: file, entered });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function saveFixture(work: Work): Promise<void> {
  const { menu, session } = work;
  const { io, catalogue } = menu;
  const id = session.detection?.platform.id ?? 'callback';
  const extension =
    session.unwrapped.kind === 'request' ? 'http' : session.body.kind === 'json' ? 'json' : 'txt';
  const path = await askText(io, catalogue.dialogue.menu.askFixture, freeName(id, extension));
  if (path === undefined) return;
  try {
    writeNew(path, requestText(session.unwrapped.request, session.unwrapped.kind), 0o644);
  } catch (error) {
    const reason = reasonOf(error);
    throw reason === 'EEXIST'
      ? new Problem('file-exists', { path })
      : new Problem('file-unwritable', { path, reason });
  }
  work.path = path;
  note(work.call, catalogue.dialogue.menu.wroteFixture(path));
}

/** A name that is not taken yet. */
function freeName(id: string, extension: string): string {
  for (let i = 1; ; i++) {
    const name = `${id}${i === 1 ? '' : `-${i}`}.${extension}`;
    if (!existsSync(name)) return name;
  }
}

/** On stdout, so that it can be taken from there. */
async function showCommandLine({ menu, call, session, entered, path }: Work): Promise<void> {
  const { io, catalogue } = menu;
  const platform = session.detection?.platform.id;
  const stored = platform === undefined ? [] : storedNames(platform, call.options, io.env);
  const typed = [...entered].filter(([, value]) => value !== undefined).map(([address]) => address);
  const keys = (platform === undefined ? [] : slotsOf(platform))
    .filter(({ platform: id, name }) => stored.includes(name) || typed.includes(keyAddress(id, name)))
    .map((slot) => ({ option: slot.name, variable: variableOf(slot) }));
  note(call, catalogue.dialogue.menu.commandIs);
  io.stdout.write(
    `${commandLine({ path, text: call.bytes?.toString('utf8') ?? '', platform: call.options.platform, keys })}\n`,
  );
  if (keys.length > 0) note(call, catalogue.dialogue.menu.setVariables(keys.map(({ variable }) => variable)));
}
