/** Decides on the answer to a delivery: by a rule, or by asking the developer's own server. */
import { valueAt } from '../../platforms/index.ts';
import { fieldValue } from '../../request/fields.ts';
import type { AnsweredBy } from '../delivery.ts';
import type { Examined } from '../examination.ts';
import { forward } from '../forward.ts';
import { endToEnd } from '../http-call.ts';
import type { DecisionOptions } from '../options.ts';
import { Accounts } from './accounts.ts';
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

  /** At once for a rule; only the developer's own server takes time. */
  decide(examined: Examined): Decision | Promise<Decision> {
    const { delivery, report } = examined;
    const { answer, forward: target, platform: named } = this.#options;
    if (delivery.kind === 'probe' || (delivery.kind === 'query' && !target)) {
      const query = delivery.kind === 'query' ? accountQuery(delivery.request.url, named) : undefined;
      return { reaction: reactToProbe(query, this.#accounts), by: 'rule' };
    }
    const values = this.#valuesOf(examined);
    const callback = delivery.kind === 'callback';
    const failing = callback && this.#callbacks++ < answer.failFirst;
    if (failing) return byRule({ kind: 'retry' }, examined, values);
    if (!target || (target.onlyValid && callback && report.verdict !== 'valid'))
      return byRule(answer.respond, examined, values, answer.status);
    return askOwnServer(target.to, examined, values);
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
}

function byRule(respond: Respond, { platform, report }: Examined, values: Values, status?: number): Decision {
  return { reaction: answerFor(respond, platform, report.verdict, values, status), by: 'rule' };
}

/** The answer of the developer's own server; without one, the platform is asked to send again. */
async function askOwnServer(to: URL, examined: Examined, values: Values): Promise<Decision> {
  const result = await forward(to, examined.delivery);
  if ('failed' in result) {
    const again = byRule({ kind: 'retry' }, examined, values, examined.platform ? undefined : 502);
    return { ...again, forwardFailed: result.failed };
  }
  const { status, headers, body, encoded, ms } = result.answer;
  const reaction = {
    status,
    headers: endToEnd(headers).filter(([name]) => name.toLowerCase() !== 'content-length'),
    body: encoded ?? body,
  };
  return { reaction, by: 'forward', readable: body, forwardMs: ms };
}
