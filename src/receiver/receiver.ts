/**
 * The receiver: what arrives is checked, recorded, answered (by a rule or by the developer's own server) and handed
 * to whoever shows it, in this order; nothing is answered before it is on record.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { CheckContext } from '../checks/context.ts';
import { ALL_CHECKS, examine, type Report } from '../checks/examine.ts';
import type { Diagnosed } from '../diagnose/cause.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { detectPlatform, PLATFORMS, valueAt } from '../platforms/index.ts';
import type { Account, Platform } from '../platforms/platform.ts';
import { type Body, fieldValue, readBody } from '../request/fields.ts';
import type { SignRule } from '../rules/sign-rule.ts';
import { Accounts } from './answer/accounts.ts';
import { type Judgement, judgeAnswer } from './answer/judge.ts';
import { answerFor, type Reaction, type Respond } from './answer/rule.ts';
import type { Values } from './answer/template.ts';
import { type Attempts, repeatFinding } from './attempts.ts';
import type { Trust } from './client.ts';
import { type Answered, type AnsweredBy, type Delivery, newId } from './delivery.ts';
import { forward } from './forward.ts';
import { type HistoryWriter, NotRecorded } from './history/writer.ts';
import { endToEnd } from './http-call.ts';
import { bytesDigest, identityOf } from './identity.ts';
import type { Limits } from './limits.ts';
import { answerRecord, deliveryRecord } from './record.ts';
import { Refusal, type RefusalCode } from './refusal.ts';
import { type Arrival, type Reply, type RunningServer, startServer } from './server.ts';

export interface AnswerOptions {
  readonly respond: Respond;
  /** Instead of the status that the answer has by itself. */
  readonly status?: number;
  readonly delayMs: number;
  /** So many callbacks are answered with what makes the platform send again. */
  readonly failFirst: number;
  /** Close the connection without an answer. */
  readonly drop: boolean;
}

export interface ReceiverOptions {
  readonly host: string;
  readonly port: number;
  readonly limits: Limits;
  readonly trust: Trust;
  /** Every callback is of this platform; else each is recognised by itself. */
  readonly platform?: Platform;
  /** Platforms that keys are given for, which speaks for them where a callback could be of two. */
  readonly hints: readonly { readonly platform: string; readonly weight: number; readonly reason: string }[];
  readonly keysOf: (platform: string) => ReadonlyMap<string, string>;
  readonly signRules?: readonly SignRule[];
  readonly canonical?: string;
  readonly answer: AnswerOptions;
  /** The balance that every user begins with, a decimal number. */
  readonly seed: string;
  readonly forward?: { readonly to: URL; readonly onlyValid: boolean };
  readonly history: HistoryWriter;
  readonly attempts: Attempts;
  readonly onDelivery: (event: DeliveryEvent) => void;
  readonly onRefused: (event: {
    readonly code: RefusalCode;
    readonly remote: string;
    readonly reason?: string;
  }) => void;
  readonly onError: (error: unknown) => void;
}

/** The outcome of a diagnosis. */
export interface Explained {
  readonly diagnosis?: readonly Diagnosed[];
  readonly evidence?: { readonly expected: string; readonly signed: string };
}

/** A delivery that was answered, with everything that is known about it. */
export interface DeliveryEvent {
  readonly delivery: Delivery;
  /** The delivery as the history has it, one JSON object. */
  readonly line: string;
  readonly body: Body;
  readonly platform?: Platform;
  /** What the checks say, what is to be said about repeats, and why it fails where somebody has looked into that. */
  readonly report: Report & Explained;
  /** What the checks worked on; absent where no platform was recognised. */
  readonly context?: CheckContext;
  /** Absent when the connection was closed without an answer. */
  readonly answered?: Answered;
  readonly judgement?: Judgement;
  /** Why the developer's own server gave no answer. */
  readonly forwardFailed?: string;
}

/** Starts to listen. Throws the system's error when the port is taken. */
export async function startReceiver(options: ReceiverOptions): Promise<RunningServer> {
  const receiver = new Receiver(options);
  return startServer({
    host: options.host,
    port: options.port,
    limits: options.limits,
    trust: options.trust,
    handle: (arrival) => receiver.handle(arrival),
    onRefused: (code, remote) => {
      if (code !== 'not-recorded') options.onRefused({ code, remote });
    },
    onError: options.onError,
  });
}

/** What is known about an arrival before it is answered. */
interface Examined {
  readonly delivery: Delivery;
  readonly body: Body;
  readonly platform?: Platform;
  readonly context?: CheckContext;
  readonly report: Report;
}

interface Decision {
  readonly reaction: Reaction;
  readonly by: AnsweredBy;
  readonly forwardFailed?: string;
  /** The body as it is read, where the reaction's is compressed, and how long the developer's server took. */
  readonly readable?: Buffer;
  readonly forwardMs?: number;
}

/** The report on what belongs to no known platform, or is no callback. */
function unexamined(callback: boolean): Report {
  const findings: Finding[] = callback ? [finding('warning', 'platform-unknown', {})] : [];
  return { verdict: 'unknown', findings, plaintexts: [] };
}

class Receiver {
  readonly #options: ReceiverOptions;
  readonly #accounts: Accounts;
  #callbacks = 0;

  constructor(options: ReceiverOptions) {
    this.#options = options;
    this.#accounts = new Accounts(options.seed);
  }

  async handle(arrival: Arrival): Promise<Reply> {
    const { answer } = this.#options;
    const examined = await this.#examine(arrival);
    const { delivery } = examined;
    const day = delivery.request.receivedAt.slice(0, 10);
    const line = JSON.stringify(deliveryRecord(delivery));
    const recorded = this.#record(day, line, arrival.remote);
    // The record is on its way while the answer is decided; a failure to record comes first all the same.
    const [decision] = await Promise.all([this.#decide(examined), recorded]);
    if (answer.delayMs > 0 && delivery.kind === 'callback') await delay(answer.delayMs);
    const drop = answer.drop && delivery.kind === 'callback';
    this.#afterwards(() => this.#finish(examined, decision, line, arrival.at, drop));
    return drop ? { drop: true } : decision.reaction;
  }

  /** The sender does not wait for what is only shown. */
  #afterwards(task: () => void): void {
    setImmediate(() => {
      try {
        task();
      } catch (error) {
        this.#options.onError(error);
      }
    });
  }

  async #record(day: string, line: string, remote: string): Promise<void> {
    try {
      await this.#options.history.append(day, line);
    } catch (error) {
      if (!(error instanceof NotRecorded)) throw error;
      this.#options.onRefused({ code: 'not-recorded', remote, reason: error.reason });
      throw new Refusal('not-recorded');
    }
  }

  async #examine(arrival: Arrival): Promise<Examined> {
    const { request, encoded, remote, client, at } = arrival;
    const body = readBody(request);
    const probe = body.kind === 'empty' && (request.method === 'GET' || request.method === 'HEAD');
    const platform = probe ? this.#options.platform : this.#platformOf(arrival, body);
    const kind = !probe ? 'callback' : this.#accountQuery(request.url) ? 'query' : 'probe';
    const context = platform && kind === 'callback' ? this.#contextOf(arrival, body, platform) : undefined;
    const report = context
      ? await examine(context, { kinds: ALL_CHECKS, schemas: true })
      : unexamined(kind === 'callback');
    const identity = platform && !probe ? identityOf(platform, request, body, report.plaintexts) : undefined;
    const event = platform?.event && valueAt(platform.event.at, request, body);
    const delivery: Delivery = {
      id: newId(request.receivedAt),
      kind,
      request,
      ...(encoded && { encoded }),
      remote,
      ...(client && { client }),
      ...(platform && { platform: platform.id }),
      ...(event !== undefined && { event }),
      verdict: report.verdict,
      ...(identity !== undefined && { identity }),
      ...(!probe && { bytes: bytesDigest(platform, request, body) }),
    };
    const { previous } = probe ? {} : this.#options.attempts.note(delivery, at);
    const findings = previous ? [...report.findings, repeatFinding(platform, previous)] : report.findings;
    return {
      delivery,
      body,
      ...(platform && { platform }),
      ...(context && { context }),
      report: { ...report, findings },
    };
  }

  /** The platform that was named, that the path names, or that the request looks like. */
  #platformOf({ request }: Arrival, body: Body): Platform | undefined {
    const { platform, hints } = this.#options;
    if (platform) return platform;
    const first = /^\/([\w-]+)/.exec(request.url)?.[1];
    const named = PLATFORMS.some(({ id }) => id === first);
    const byPath = named && first ? [{ platform: first, weight: 4, reason: 'path' }] : [];
    return detectPlatform(request, body, [...hints, ...byPath])[0]?.platform;
  }

  #contextOf({ request, at }: Arrival, body: Body, platform: Platform): CheckContext {
    const { keysOf, signRules, canonical } = this.#options;
    return {
      platform,
      request,
      body,
      keys: keysOf(platform.id),
      now: at,
      ...(signRules && { signRules }),
      ...(canonical !== undefined && { canonical }),
    };
  }

  async #decide(examined: Examined): Promise<Decision> {
    const { delivery, platform, report } = examined;
    const { answer, forward: target } = this.#options;
    if (delivery.kind === 'probe' || (delivery.kind === 'query' && !target))
      return { reaction: this.#reactToProbe(delivery), by: 'rule' };
    const values = this.#valuesOf(examined);
    const failing = delivery.kind === 'callback' && this.#callbacks++ < answer.failFirst;
    const rule = (respond: Respond): Reaction =>
      answerFor(respond, platform, report.verdict, values, failing ? undefined : answer.status);
    if (failing) return { reaction: rule({ kind: 'retry' }), by: 'rule' };
    if (!target || (target.onlyValid && delivery.kind === 'callback' && report.verdict !== 'valid'))
      return { reaction: rule(answer.respond), by: 'rule' };
    const result = await forward(target.to, delivery);
    if ('failed' in result) {
      const retry = answerFor(
        { kind: 'retry' },
        platform,
        report.verdict,
        values,
        platform ? undefined : 502,
      );
      return { reaction: retry, by: 'rule', forwardFailed: result.failed };
    }
    const { status, headers, body, encoded, ms } = result.answer;
    const reaction = {
      status,
      headers: endToEnd(headers).filter(([name]) => name.toLowerCase() !== 'content-length'),
      body: encoded ?? body,
    };
    return { reaction, by: 'forward', readable: body, forwardMs: ms };
  }

  /** The account that a GET asks for, with the owner's name. */
  #accountQuery(
    url: string,
  ): { readonly platform: Platform; readonly account: Account; readonly owner: string } | undefined {
    const { platform } = this.#options;
    const parameters = new URL(url, 'http://callback.invalid').searchParams;
    for (const candidate of platform ? [platform] : PLATFORMS) {
      const { account } = candidate;
      const owner = account && parameters.get(account.query);
      if (account && owner) return { platform: candidate, account, owner };
    }
    return undefined;
  }

  #reactToProbe({ request, kind }: Delivery): Reaction {
    const query = kind === 'query' ? this.#accountQuery(request.url) : undefined;
    if (!query)
      return {
        status: 200,
        headers: [['Content-Type', 'text/plain; charset=utf-8']],
        body: Buffer.from('callback-kit is listening\n'),
      };
    const { platform, account, owner } = query;
    const names = new Map([
      ['now', String(Math.floor(Date.now() / 1000))],
      [account.value, this.#accounts.balance(owner)],
      ...('field' in account.owner ? [[account.owner.field, owner] as const] : []),
    ]);
    return answerFor({ kind: 'success' }, platform, 'unknown', (name) => names.get(name));
  }

  /** The values that an answer may name; a balance is booked first, for the answer tells the one after the message. */
  #valuesOf({ delivery, body, platform, report }: Examined): Values {
    const { request, id, identity, bytes } = delivery;
    const account = platform?.account;
    const owner = account && (valueAt(account.owner, request, body) ?? '');
    if (account && owner !== undefined && report.verdict === 'valid')
      this.#accounts.book(account, owner, identity ?? bytes ?? id, report.plaintexts);
    return (name) => {
      if (account && owner !== undefined && name === account.value) return this.#accounts.balance(owner);
      const field = fieldValue(body.fields, name);
      if (field !== undefined) return field;
      if (name === 'now') return String(Math.floor(Date.now() / 1000));
      if (name === 'now_ms') return String(Date.now());
      return name === 'id' ? id : undefined;
    };
  }

  #finish(examined: Examined, decision: Decision, line: string, at: number, drop: boolean): void {
    const day = examined.delivery.request.receivedAt.slice(0, 10);
    const { delivery, platform, body, context, report } = examined;
    const { onDelivery, history, attempts } = this.#options;
    const { reaction, by, forwardFailed, readable, forwardMs } = decision;
    const ms = Date.now() - at;
    const judged = delivery.kind === 'callback' && !drop;
    const judgement = judged
      ? judgeAnswer(platform, { ...reaction, body: readable ?? reaction.body, ms: forwardMs ?? ms })
      : undefined;
    const accepted = judgement?.consequence === 'accepted';
    if (accepted) attempts.accepted(delivery.id);
    const answered: Answered = {
      id: delivery.id,
      status: drop ? 0 : reaction.status,
      headers: drop ? [] : reaction.headers,
      body: drop ? Buffer.alloc(0) : reaction.body,
      by: drop ? 'nobody' : by,
      ms,
      accepted,
    };
    // The answer has gone out; a disk that is full by now takes only the note of it.
    history.append(day, JSON.stringify(answerRecord(answered))).catch(() => undefined);
    onDelivery({
      delivery,
      line,
      body,
      ...(platform && { platform }),
      report,
      ...(context && { context }),
      ...(!drop && { answered }),
      ...(judgement && { judgement }),
      ...(forwardFailed !== undefined && { forwardFailed }),
    });
  }
}
