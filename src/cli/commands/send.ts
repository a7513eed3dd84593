/** `cbk send`: plays the platform. */
import { Problem } from '../../findings/problem.ts';
import { loadReceiverWords } from '../../language/receiver.ts';
import { PLATFORMS } from '../../platforms/index.ts';
import type { Platform } from '../../platforms/platform.ts';
import { samplesOf } from '../../platforms/samples.ts';
import { type Attempt, deliver, deliverByPlan } from '../../receiver/send/deliver.ts';
import { type Draft, draftOfSample, renew, setValue } from '../../receiver/send/draft.ts';
import { type Seals, seal } from '../../receiver/send/seal.ts';
import { TAMPERS, type Tamper, tampered, tampersFor } from '../../receiver/send/tamper.ts';
import { attemptLines, shortDuration, timeline } from '../../render/attempts.ts';
import type { Call } from '../command.ts';
import { platformOption } from '../listen-options.ts';
import { wordValue } from '../option-values.ts';
import { note, pageOf, writeResult } from '../output.ts';
import { signRulesOf } from '../rule-option.ts';
import { variableOf } from '../secrets.ts';
import { attemptJson, interruptible, toOption, waitFor } from '../sending.ts';
import { keysFor } from '../session.ts';

export async function run(call: Call): Promise<number> {
  const { options, catalogue } = call;
  const platform = platformOption(options);
  if (!platform) throw new Problem('platform-undetected', { known: PLATFORMS.map(({ id }) => id) });
  const to = toOption(call);
  const words = await loadReceiverWords(catalogue.language);
  const draft = await draftOf(call, platform);
  const tamper = tamperOption(call, platform, draft);
  const speed = speedOption(call);
  const seals = await sealsOf(call, platform);
  const page = pageOf(call);
  const show = async (attempt: Attempt) => {
    if (!options.json) await writeResult(call, attemptLines(attempt, to, page, words));
  };

  return interruptible(async (signal) => {
    let attempts: readonly Attempt[];
    if (options['schedule'] && !tamper) {
      attempts = await deliverByPlan({
        platform,
        to,
        make: () => seal(renew(draft, Date.now()), seals),
        speed,
        onAttempt: (attempt) => void show(attempt),
        onWait: (seconds, number) => note(call, words.waiting(shortDuration(seconds), number)),
        signal,
        wait: waitFor,
      });
      if (!options.json) await writeResult(call, timeline(attempts, page, words));
      if (attempts.at(-1)?.consequence === 'retried') note(call, words.planEnds);
    } else {
      const requests = tamper
        ? tampered(tamper, draft, seals, Date.now())
        : [seal(renew(draft, Date.now()), seals)];
      const done: Attempt[] = [];
      for (const request of requests) {
        const attempt = await deliver(to, request, platform, { signal });
        if (signal.aborted) break;
        done.push(attempt);
        await show(attempt);
      }
      attempts = done;
    }
    const { right, text } = outcome(attempts, tamper, platform, draft);
    if (text) note(call, words[text](tamper ?? ''));
    if (options.json)
      await writeResult(
        call,
        `${JSON.stringify({
          version: 1,
          platform: platform.id,
          ...(tamper && { tamper }),
          right,
          attempts: attempts.map((attempt) => attemptJson(attempt, call)),
        })}\n`,
      );
    return right ? 0 : 1;
  });
}

/** The message that was asked for, with the values that were set. */
async function draftOf({ options, input }: Call, platform: Platform): Promise<Draft> {
  const samples = await samplesOf(platform.id);
  const known = Object.keys(samples);
  const name = input ?? (options['type'] as string | undefined) ?? known[0] ?? '';
  const sample = Object.hasOwn(samples, name) ? samples[name] : undefined;
  if (!sample) throw new Problem('message-unknown', { message: name, platform: platform.id, known });
  const settings = (options['set'] as readonly string[] | undefined) ?? [];
  return settings.reduce((draft, setting) => {
    const equals = setting.indexOf('=');
    if (equals < 1)
      throw new Problem('option-value', { option: '--set', value: setting, expected: 'name=value' });
    return setValue(draft, setting.slice(0, equals), setting.slice(equals + 1));
  }, draftOfSample(sample));
}

function tamperOption({ options }: Call, platform: Platform, draft: Draft): Tamper | undefined {
  const value = options['tamper'] as string | undefined;
  if (value === undefined) return undefined;
  const tamper = wordValue('tamper', value, TAMPERS);
  const able = tampersFor(platform, draft);
  if (able.includes(tamper)) return tamper;
  throw new Problem('tamper-impossible', { tamper, platform: platform.id, able });
}

function speedOption({ options }: Call): number {
  const value = (options['speed'] as string | undefined) ?? '1';
  const speed = Number(value);
  if (speed > 0 && speed <= 1e6) return speed;
  throw new Problem('option-value', { option: '--speed', value, expected: '60' });
}

async function sealsOf(call: Call, platform: Platform): Promise<Seals> {
  const { options } = call;
  const takesRule = platform.checks.some(({ kind }) => kind === 'sign');
  const [signRule] = (takesRule ? await signRulesOf(call, platform) : undefined) ?? [];
  return {
    platform,
    keys: await keysFor(call, platform, ['sign', 'cipher', 'secret-fields']),
    variableOf: (name) => variableOf({ platform: platform.id, name }),
    ...(signRule && { signRule }),
    ...(options.canonical !== undefined && { canonical: options.canonical }),
  };
}

type OutcomeText = 'refusedWell' | 'takenThough' | 'bothAllowed';

/** Whether the receiver did what it should: took what is right, refused what is wrong. */
function outcome(
  attempts: readonly Attempt[],
  tamper: Tamper | undefined,
  platform: Platform,
  draft: Draft,
): { readonly right: boolean; readonly text?: OutcomeText } {
  const last = attempts.at(-1);
  const taken = last?.consequence === 'accepted';
  if (!tamper) return { right: taken };
  // Without an answer nothing was refused.
  if (!last?.answer) return { right: false };
  // A message that came before may be answered well again, unless a nonce makes each of them the only one.
  const nonce = tampersFor(platform, draft).includes('nonce');
  if (taken && (tamper === 'duplicate' || (tamper === 'replay' && !nonce)))
    return { right: true, text: 'bothAllowed' };
  return taken ? { right: false, text: 'takenThough' } : { right: true, text: 'refusedWell' };
}
