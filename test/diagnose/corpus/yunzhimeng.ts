/** Callbacks of 运之盟: a signature in the headers over time stamp, nonce and body; secret fields encrypted. RSA or EC. */
import { readFileSync } from 'node:fs';
import { ecies, rsa, signature } from './crypt.ts';
import { Callback, NOW } from './recipe.ts';

export type Family = 'rsa' | 'ec';
type Owner = 'platform' | 'own' | 'test';

/** A throw-away key in PEM. */
export const pem = (family: Family, owner: Owner, half: 'private' | 'public' | 'certificate') =>
  readFileSync(new URL(`./keys/${family}_${owner}_${half}.pem`, import.meta.url), 'utf8');

/** What is signed, from the values of the message. */
type Content = (m: { timestamp: string; nonce: string; body: string }) => string | Buffer;

export const byRule: Content = ({ timestamp, nonce, body }) => timestamp + nonce + body;
export const TIMESTAMP = String(NOW + 123);
export const NONCE = '583920174650291837';

/** ECDSA and encryption are random: made anew until the base64 has `+` and `/`, which is what gets damaged. */
function damageable(make: () => Buffer): Buffer {
  for (let i = 0; ; i++) {
    const made = make();
    const text = made.toString('base64');
    if (i > 500 || (text.includes('+') && text.includes('/') && (made.length > 80 || text.endsWith('='))))
      return made;
  }
}

export class Yunzhimeng extends Callback {
  override readonly platform = 'yunzhimeng';
  private readonly family: Family;
  private readonly body: string;
  private content: Content = byRule;
  private signer: string;
  private make = (content: string | Buffer) => damageable(() => signature(this.signer, content, 'sha256'));
  private timestamp = TIMESTAMP;
  private nonce = NONCE;
  private seal: (text: string) => string;
  private readonly headerEdits: Partial<Record<string, (value: string) => string>> = {};
  private show = (bytes: Buffer) => bytes.toString('base64');

  constructor(family: Family, body: string) {
    super();
    this.family = family;
    this.body = body;
    this.signer = pem(family, 'platform', 'private');
    this.seal = (text) => damageable(() => this.sealFor('own', text)).toString('base64');
    this.given('ivs-public-key', pem(family, 'platform', 'public'));
    this.given('sign-secret-key', pem(family, 'own', 'private'));
  }

  private sealFor(owner: Owner, text: string): Buffer {
    const key = pem(this.family, owner, 'public');
    return this.family === 'rsa' ? rsa(key, text) : ecies(key, text);
  }

  /** What is signed, where it is not time stamp, nonce and body. */
  signs(content: Content): this {
    this.content = content;
    return this;
  }
  signedWith(privateKey: string): this {
    this.signer = privateKey;
    return this;
  }
  signedBy(make: (content: string | Buffer) => Buffer): this {
    this.make = make;
    return this;
  }
  signatureAs(show: (bytes: Buffer) => string): this {
    this.show = show;
    return this;
  }
  sealedBy(seal: (text: string) => string): this {
    this.seal = seal;
    return this;
  }
  sealedForOwner(owner: Owner): this {
    this.seal = (text) => this.sealFor(owner, text).toString('base64');
    return this;
  }
  /** A change to the ciphertexts before the body is signed. */
  sealedThen(edit: (blob: string) => string): this {
    const { seal } = this;
    this.seal = (text) => edit(seal(text));
    return this;
  }
  breakHeader(name: 'X-Timestamp' | 'X-Nonce' | 'X-Signature', edit: (value: string) => string): this {
    this.headerEdits[name] = edit;
    return this;
  }
  stamp(timestamp: string, nonce = this.nonce): this {
    this.timestamp = timestamp;
    this.nonce = nonce;
    return this;
  }

  protected override wire() {
    const { timestamp, nonce } = this;
    const body = this.body.replace(/§([^§]*)§/g, (_, text: string) => this.seal(text));
    const content = this.content({ timestamp, nonce, body });
    const made = this.show(this.make(content));
    const values = { 'X-Timestamp': timestamp, 'X-Nonce': nonce, 'X-Signature': made };
    return {
      headers: [
        'Content-Type: application/json; charset=utf-8',
        'X-EventCode: CREATE_WAYBILL',
        ...Object.entries(values).map(
          ([name, value]) => `${name}: ${this.headerEdits[name]?.(value) ?? value}`,
        ),
      ],
      body,
    };
  }
}
