/** Answers a GET without a body: a check whether the address is reachable, or a question for a balance. */
import { PLATFORMS } from '../../platforms/index.ts';
import type { Account, Platform } from '../../platforms/platform.ts';
import { targetOf } from '../../request/request-url.ts';
import type { Accounts } from './accounts.ts';
import { answerFor, type Reaction } from './rule.ts';

/** Whose balance a GET asks for. */
interface AccountQuery {
  readonly platform: Platform;
  readonly account: Account;
  readonly owner: string;
}

/** The balance that a URL asks for, of the named platform or of any; undefined where it asks for none. */
export function accountQuery(url: string, platform: Platform | undefined): AccountQuery | undefined {
  const parameters = targetOf(url).searchParams;
  for (const candidate of platform ? [platform] : PLATFORMS) {
    const { account } = candidate;
    const owner = account && parameters.get(account.query);
    if (account && owner) return { platform: candidate, account, owner };
  }
  return undefined;
}

const REACHABLE: Reaction = {
  status: 200,
  headers: [['Content-Type', 'text/plain; charset=utf-8']],
  body: Buffer.from('callback-kit is listening\n'),
};

/** The balance, or the word that somebody listens. */
export function reactToProbe(query: AccountQuery | undefined, accounts: Accounts): Reaction {
  if (!query) return REACHABLE;
  const { platform, account, owner } = query;
  const names = new Map([
    ['now', String(Math.floor(Date.now() / 1000))],
    [account.value, accounts.balance(owner)],
    ...('field' in account.owner ? [[account.owner.field, owner] as const] : []),
  ]);
  return answerFor({ kind: 'success' }, platform, (name) => names.get(name));
}
