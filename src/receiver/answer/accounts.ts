/** Balances that answers carry: they start alike and change with each message, once, however often it comes. */
import type { Plaintext } from '../../checks/context.ts';
import { member, scalarText } from '../../json/node.ts';
import type { Account } from '../../platforms/platform.ts';
import { isDecimal, sumDecimals } from './decimal.ts';

/** Senders choose the names, so there must be some end. */
const MOST = 100_000;

export class Accounts {
  readonly #seed: string;
  readonly #balances = new Map<string, string>();
  readonly #booked = new Set<string>();

  /** `seed` is a decimal number: the balance that everyone begins with. */
  constructor(seed: string) {
    this.#seed = seed;
  }

  balance(owner: string): string {
    return this.#balances.get(owner) ?? this.#seed;
  }

  /** Books what a message says, unless a message of this identity was booked before. */
  book(account: Account, owner: string, identity: string, plaintexts: readonly Plaintext[]): void {
    const json = plaintexts.find(({ at }) => at === account.at)?.json;
    const minus = json && scalarText(member(json, account.minus));
    const plus = json && scalarText(member(json, account.plus));
    if (minus === undefined || plus === undefined || !isDecimal(minus) || !isDecimal(plus)) return;
    const key = `${owner}\n${identity}`;
    if (this.#booked.has(key) || this.#booked.size >= MOST) return;
    this.#booked.add(key);
    this.#balances.set(owner, sumDecimals(this.balance(owner), minus, plus));
  }
}
