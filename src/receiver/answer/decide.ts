/** Decides on the answer to a delivery: by a rule, or by asking the developer's own server. */
import { valueAt } from '../../platforms/index.ts';
import type { Account, Platform } from '../../platforms/platform.ts';
import { fieldValue } from '../../request/fields.ts';
import type { AnsweredBy, Taken } from '../delivery.ts';
import type { Examined } from '../examination.ts';
import { forward } from '../forward.ts';
import { endToEnd } from '../http-call.ts';
import type { DecisionOptions } from '../options.ts';
import type { Received } from '../reception.ts';
import { Accounts } from './accounts.ts';
import { autoRespond, isWrong } from './auto.ts';
import { accountQuery, reactToProbe } from './probe.ts';
import { answerFor, type Reaction, type Respond } from './rule.ts';
import type { Values } from './template.ts';

export interface Decision {
  readonly reaction: Reaction;
  readonly by: AnsweredBy;
  /** Why the developer's own server gave no answer. */
  readonly forwardFailed?: string;
  /** The body as it is read, where the reaction's is compressed, and how long the developer's server took. */
  readonly readable?: Buffer;
  readonly forwardMs?: number;
}

export class Decider {
  readonly #options: DecisionOptions;
  readonly #accounts: Accounts;
  #callbacks = 0;

  constructor(options: DecisionOptions) {
    this.#options = options;
    this.#accounts = new Accounts(options.seed);
  }

  /**
   * Whether the checks come before the answer: where it depends on them, or takes a while, for attempts are counted
   * as they come. Else they can wait.
   */
  needsChecks({ taken, platform }: Received): boolean {
    const { answer, forward: target } = this.#options;
    if (taken.kind !== 'callback') return false;
    const slow = target !== undefined || answer.delayMs > 0;
    return slow || answer.respond.kind === 'auto' || platform?.account !== undefined;
  }

  /** At once for a rule; only the developer's own server takes time. `examined` where the answer needs the checks. */
  decide(received: Received, examined: Examined | undefined): Decision | Promise<Decision> {
    const { taken, platform } = received;
    const { answer, forward: target, platform: named } = this.#options;
    if (taken.kind === 'probe' || (taken.kind === 'query' && !target)) {
      const query = taken.kind === 'query' ? accountQuery(taken.request.url, named) : undefined;
      return { reaction: reactToProbe(query, this.#accounts), by: 'rule' };
    }
    const verdict = examined?.report.verdict ?? 'unknown';
    const callback = taken.kind === 'callback';
    const byRule = !target || (target.onlyValid && callback && verdict !== 'valid');
    const respond = this.#respondTo(platform, examined);
    const refused = byRule && answer.respond.kind === 'auto' && respond.kind !== 'success';
    if (examined && platform?.account && !refused) this.#book(received, examined, platform.account);
    const rule = (respond: Respond, status?: number): Decision => ({
      reaction: answerFor(respond, platform, this.#valuesOf(received), status),
      by: 'rule',
    });
    const failing = callback && this.#callbacks++ < answer.failFirst;
    if (failing) return rule({ kind: 'retry' });
    if (byRule) return rule(respond, answer.status);
    return askOwnServer(target.to, taken, () => rule({ kind: 'retry' }, platform ? undefined : 502));
  }

  #respondTo(platform: Platform | undefined, examined: Examined | undefined): Respond {
    const { respond } = this.#options.answer;
    if (respond.kind !== 'auto') return respond;
    return examined ? autoRespond(platform, examined.report) : { kind: 'success' };
  }

  /** A balance is booked before the answer, for that tells the one after the message. */
  #book({ taken, body }: Received, { checked, report }: Examined, account: Account): void {
    const { identity = checked.bytes ?? taken.id } = checked;
    if (report.verdict !== 'valid' || report.findings.some(isWrong)) return;
    const owner = valueAt(account.owner, taken.request, body) ?? '';
    this.#accounts.book(account, owner, identity, report.plaintexts);
  }

  /** The values that an answer may name. */
  #valuesOf({ taken, body, platform }: Received): Values {
    const account = platform?.account;
    return (name) => {
      if (account && name === account.value)
        return this.#accounts.balance(valueAt(account.owner, taken.request, body) ?? '');
      const field = fieldValue(body.fields, name);
      if (field !== undefined) return field;
      if (name === 'now') return String(Math.floor(Date.now() / 1000));
      if (name === 'now_ms') return String(Date.now());
      return name === 'id' ? taken.id : undefined;
    };
  }
}

/** The answer of the developer's own server; without one, the platform is asked to send again. */
async function askOwnServer(to: URL, taken: Taken, again: () => Decision): Promise<Decision> {
  const result = await forward(to, taken);
  if ('failed' in result) return { ...again(), forwardFailed: result.failed };
  const { status, headers, body, encoded, ms } = result.answer;
  const reaction = {
    status,
    headers: endToEnd(headers).filter(([name]) => name.toLowerCase() !== 'content-length'),
    body: encoded ?? body,
  };
  return { reaction, by: 'forward', readable: body, forwardMs: ms };
}
