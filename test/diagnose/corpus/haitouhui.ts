/** Callbacks of 海投汇: form parameters with an MD5 sign, by the inferred rule. */
import { md5, upper } from './crypt.ts';
import { Callback } from './recipe.ts';

export type Parameters = Readonly<Record<string, string>>;
type Signer = (parameters: Parameters, secret: string) => string;

export const SECRET = 'b7f0e2d94c6a4d1f8e35';

/** Names and values in order of the names, strung together by `pair` and `join`. */
export const sorted = (p: Parameters, pair = '', join = '', show = (value: string) => value) =>
  Object.keys(p)
    .sort()
    .map((name) => name + pair + show(p[name] as string))
    .join(join);

export const byRule: Signer = (p, secret) => upper(md5(secret + sorted(p) + secret));

const formEncode = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');

export const formBody = (p: Parameters) =>
  Object.entries(p)
    .map(([name, value]) => `${formEncode(name)}=${formEncode(value)}`)
    .join('&');

export class Haitouhui extends Callback {
  override readonly platform = 'haitouhui';
  private parameters: Parameters;
  private secret = SECRET;
  private signer: Signer = byRule;
  private readonly damages: ((p: Parameters) => Parameters)[] = [];
  private encode = formBody;

  constructor(data: string) {
    super();
    this.parameters = { version: '1.0', app_id: '10002301', timestamp: '2026-11-21 09:53:20', data };
    this.given('secret', SECRET);
  }

  /** More parameters, or other values, known to both sides. */
  with(more: Parameters): this {
    this.parameters = { ...this.parameters, ...more };
    return this;
  }
  /** What the signer did instead of following the rule. */
  signedBy(signer: Signer): this {
    this.signer = signer;
    return this;
  }
  /** What the signer took the parameters for. */
  signedOver(edit: (p: Parameters) => Parameters): this {
    const { signer } = this;
    this.signer = (p, secret) => signer(edit(p), secret);
    return this;
  }
  signedWith(secret: string): this {
    this.secret = secret;
    return this;
  }
  /** A value that was changed after it was signed. */
  breakField(name: string, edit: (value: string) => string): this {
    return this.breakFields((p) => ({ ...p, [name]: edit(p[name] as string) }));
  }
  breakFields(edit: (p: Parameters) => Parameters): this {
    this.damages.push(edit);
    return this;
  }
  /** How the platform writes the form, where not as usual. */
  encodedBy(encode: (p: Parameters) => string): this {
    this.encode = encode;
    return this;
  }

  protected override wire() {
    const signed = { ...this.parameters, sign: this.signer(this.parameters, this.secret) };
    const sent = this.damages.reduce((p, damage) => damage(p), signed as Parameters);
    return {
      headers: ['Content-Type: application/x-www-form-urlencoded; charset=utf-8'],
      body: this.encode(sent),
    };
  }
}
