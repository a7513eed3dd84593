/** Where results and notes go: the result to stdout and nothing else, notes to stderr. */
import type { Diagnosed } from '../diagnose/cause.ts';
import type { Finding } from '../findings/finding.ts';
import type { Unwrapped } from '../input/unwrap/index.ts';
import { causeSentence, findingSentence } from '../language/index.ts';
import { jsonReport, type ReportParts } from '../render/json-report.ts';
import type { Page } from '../render/page.ts';
import { safeLine, safeText } from '../render/safe.ts';
import { createStyle, mark } from '../render/style.ts';
import type { Call } from './command.ts';
import { wantsColour } from './io.ts';

/** The page for text on stdout. */
export function pageOf({ io, catalogue }: Call): Page {
  return {
    catalogue,
    style: createStyle(wantsColour(io.stdout, io.env)),
    width: Math.max(40, io.stdout.columns ?? 100),
  };
}

/** Writes text that is already safe (long text through a pager, where the command has one), and copies it when asked. */
export async function writeResult(call: Call, text: string, copy = text): Promise<void> {
  const { io, options } = call;
  if (options.pager && io.stdout.isTTY) {
    const { writePaged } = await import('./pager.ts');
    await writePaged(text, io);
  } else io.stdout.write(text);
  if (options.copy) await copyResult(call, copy);
}

/**
 * Puts a result on the clipboard, without colour, and says where it went; a failure does not change the exit status.
 * @param done what to say when it is there
 */
export async function copyResult(
  call: Call,
  text: string,
  done = call.catalogue.words.copied,
): Promise<void> {
  const { io, catalogue } = call;
  const { copyText } = await import('./clipboard.ts');
  const { stripVTControlCharacters } = await import('node:util');
  const copied = await copyText(stripVTControlCharacters(text).trimEnd(), io);
  const { clipboard } = catalogue.dialogue;
  switch (copied.kind) {
    case 'clipboard':
      return note(call, done);
    case 'terminal':
      return note(call, clipboard.sentToTerminal);
    case 'failed':
      return note(call, `! ${clipboard.failed(copied.reason)}`);
    case 'no-display':
      return note(call, `! ${clipboard.failed(clipboard.noDisplay)}`);
    case 'too-long':
      return note(call, `! ${clipboard.tooLong(copied.bytes)}`);
  }
}

/** Writes a bare value: as it is into a pipe, made safe on a terminal. */
export async function writeValue(call: Call, value: string): Promise<void> {
  const shown = call.io.stdout.isTTY ? safeText(value) : value;
  await writeResult(call, shown.endsWith('\n') ? shown : `${shown}\n`, value);
}

/** Writes the JSON object of --json. */
export async function writeJson(call: Call, parts: ReportParts): Promise<void> {
  await writeResult(call, `${JSON.stringify(jsonReport(parts, call.catalogue))}\n`);
}

/** A line on stderr, unless -q asks for none. */
export function note(call: Call, line: string): void {
  if (!call.options.quiet) call.io.stderr.write(`${safeLine(line)}\n`);
}

/** Findings as notes, and what unwrapping took off; for commands whose stdout is one bare value. */
export function noteFindings(
  call: Call,
  findings: readonly Finding[],
  unwrapped: Unwrapped,
  diagnosis: readonly Diagnosed[] = [],
): void {
  if (call.options.quiet) return;
  const { io, catalogue } = call;
  const style = createStyle(wantsColour(io.stderr, io.env));
  for (const f of findings)
    io.stderr.write(`${mark(style, f.severity)} ${safeLine(findingSentence(catalogue, f))}\n`);
  for (const cause of diagnosis)
    io.stderr.write(`${style.magenta('▶')} ${safeLine(causeSentence(catalogue, cause))} [${cause.code}]\n`);
  if (unwrapped.layers.length > 0)
    note(call, `${catalogue.words.takenOff}: ${unwrapped.layers.map(catalogue.layer).join(' → ')}`);
}
