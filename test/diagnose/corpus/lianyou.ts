/** Callbacks of 链游平台: JSON with an MD5 sign, as the platform's Java sample makes it. */
import { bigInteger, javaUrl, md5, upper } from './crypt.ts';
import { Callback } from './recipe.ts';

/** A JSON number by its digits: a long may have more than a double keeps. */
export class Digits {
  readonly digits: string;
  constructor(digits: string) {
    this.digits = digits;
  }
}
export const n = (digits: string) => new Digits(digits);

export type Fields = Readonly<Record<string, string | boolean | null | Digits>>;
/** Names and values as text, in order of the names; null and empty ones left out unless `keep`. */
export type Signer = (fields: Fields, key: string) => string;

export const KEY = '9f8e7d6c5b4a39281706f5e4d3c2b1a0';

export const textOf = (value: Fields[string]) =>
  value === null ? '' : value instanceof Digits ? value.digits : String(value);

export const pairs = (
  fields: Fields,
  show: (value: string) => string,
  { empty = false, names = Object.keys(fields).sort() } = {},
) =>
  names
    .filter((name) => empty || textOf(fields[name] as Fields[string]) !== '')
    .map((name) => `${name}=${show(textOf(fields[name] as Fields[string]))}`)
    .join('&');

/** The end of the Java sample: the last character dropped, two replacements, a number in hex. */
export const javaEnd = (text: string) => text.slice(0, -1).replaceAll('+', '%20').replaceAll('*', '%2A');
export const javaHex = (hex: string) => upper(bigInteger(hex));
export const byRule: Signer = (fields, key) => javaHex(md5(javaEnd(`${pairs(fields, javaUrl)}&key=${key}`)));

const token = (value: Fields[string]) => (value instanceof Digits ? value.digits : JSON.stringify(value));
export const jsonBody = (fields: Fields) =>
  `{${Object.entries(fields)
    .map(([name, value]) => `${JSON.stringify(name)}:${token(value)}`)
    .join(',')}}`;

export class Lianyou extends Callback {
  override readonly platform = 'lianyou';
  private fields: Fields;
  private key = KEY;
  private signer: Signer = byRule;
  private readonly damages: ((f: Fields) => Fields)[] = [];

  constructor(fields: Fields) {
    super();
    this.fields = fields;
    this.given('key', KEY);
  }

  with(more: Fields): this {
    this.fields = { ...this.fields, ...more };
    return this;
  }
  signedBy(signer: Signer): this {
    this.signer = signer;
    return this;
  }
  signedOver(edit: (fields: Fields) => Fields): this {
    const { signer } = this;
    this.signer = (fields, key) => signer(edit(fields), key);
    return this;
  }
  signedWith(key: string): this {
    this.key = key;
    return this;
  }
  breakField(name: string, edit: (value: string) => string): this {
    return this.breakFields((f) => ({ ...f, [name]: edit(f[name] as string) }));
  }
  breakFields(edit: (fields: Fields) => Fields): this {
    this.damages.push(edit);
    return this;
  }

  protected override wire() {
    const signed = { ...this.fields, sign: this.signer(this.fields, this.key) };
    const sent = this.damages.reduce((f, damage) => damage(f), signed as Fields);
    return { headers: ['Content-Type: application/json'], body: jsonBody(sent) };
  }
}

const CONTRACT = '0x7Be8076f4EA4A4AD08075C2508e481d6C946D12b';

/** Messages of several types, with values that libraries like to change. */
export const order = (): Lianyou =>
  new Lianyou({
    type: n('1001'),
    contract: CONTRACT,
    isOrderAsk: n('1'),
    signer: '0x1a2B3c4D5e6F708192a3b4c5d6e7f80910213243',
    amount: n('3'),
    currency: '0',
    price: '1.50 ETH*~+(稀有)',
    tokenId: n('9007199254740993'),
  });
export const onChain = (): Lianyou =>
  new Lianyou({
    type: n('1003'),
    contract: '0xC5aF00bb02C4B6E1c1d0cF2D29b3E0A9f6bD77c1',
    tokenstd: 'ERC721',
    block: '15000005',
    transactionHash: '0x9b1c5de0f3a7',
    abi: '[{"name":"mint","type":"function","note":"铸造 <首发> & \'白名单\'"}]',
  });
export const transfer = (): Lianyou =>
  new Lianyou({
    type: n('1005'),
    contract: CONTRACT,
    transactionHash: '0x77aa',
    timestamp: n('1795225400000'),
    block: '15000912',
    from: '0x0000000000000000000000000000000000000000',
    to: '0x1a2B3c4D5e6F708192a3b4c5d6e7f80910213243',
    value: n('12500000000000000007'),
  });
export const notice = (): Lianyou =>
  new Lianyou({ type: n('1010'), contract: CONTRACT, sighash: 'MTIz+/8x8/Q9+w7aa8Jt0A==' });
