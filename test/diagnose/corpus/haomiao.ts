/** Callbacks of 毫秒: a token and an order, both encrypted with AES-CBC under a key of 32 characters. */
import { aes } from './crypt.ts';
import { Callback, NOW } from './recipe.ts';

export const KEY = '3e9a51c07bd84f26a1f0c85d92e47b63';
export const IV = 'k7w2pz40qmx9t1vb';
export const SAMPLE_KEY = '2fdc826ed2d966e2f3fca09516446f75';
export const SAMPLE_IV = 'xdm2fl24e0m3yo9c';

/** From a plaintext to the text that the message carries. */
type Sealer = (text: string, key: string, iv: string) => string;

export const byRule: Sealer = (text, key, iv) => aes('aes-256-cbc', key, iv, text).toString('base64');
export const SECONDS = String(NOW / 1000);

export const ORDER = `{"order_no":"2026112109000100017","total_bet":10.50,"total_win":25.00,"net_win":14.50,"business":"slot","game_id":1024,"time":${SECONDS}}`;
export const LOSS = `{"order_no":"2026112109000100018","total_bet":100.0,"total_win":0,"net_win":-100.0,"business":"捕鱼达人","game_id":88,"time":${SECONDS}}`;
/** As long as to end in `==` once it is sealed. */
export const SHORT = `{"order_no":"2026112109000100019","total_bet":5.00,"total_win":0,"net_win":-5.00,"game_id":7,"time":${SECONDS}}`;
export const TOKEN = `{"account":"1723205701015@jjserver.com","uid":"110","time":"${SECONDS}","username":"测试1","wallet":4078.90}`;

export class Haomiao extends Callback {
  override readonly platform = 'haomiao';
  private readonly order: string;
  private readonly token: string | undefined;
  private key = KEY;
  private iv = IV;
  private seal: Sealer = byRule;
  private time = SECONDS;
  private readonly blobEdits: ((blob: string) => string)[] = [];
  private readonly tokenEdits: ((blob: string) => string)[] = [];

  /** With a token in the Authorization header, as older revisions send it, or without. */
  constructor(order: string, token?: string) {
    super();
    this.order = order;
    this.token = token;
    this.given('key', KEY).given('iv', IV);
  }

  sealedWith(key: string, iv = this.iv): this {
    this.key = key;
    this.iv = iv;
    return this;
  }
  sealedBy(seal: Sealer): this {
    this.seal = seal;
    return this;
  }
  breakData(edit: (blob: string) => string): this {
    this.blobEdits.push(edit);
    return this;
  }
  breakToken(edit: (blob: string) => string): this {
    this.tokenEdits.push(edit);
    return this;
  }
  timeAs(text: string): this {
    this.time = text;
    return this;
  }

  protected override wire() {
    const { key, iv, seal } = this;
    const edited = (text: string, edits: readonly ((blob: string) => string)[]) =>
      edits.reduce((blob, edit) => edit(blob), seal(text, key, iv));
    return {
      headers: [
        'Content-Type: application/json',
        ...(this.token === undefined ? [] : [`Authorization: Bearer ${edited(this.token, this.tokenEdits)}`]),
      ],
      body: `{"order_no":"2026112109000100017","data":${JSON.stringify(edited(this.order, this.blobEdits))},"time":${this.time},"uid":"110"}`,
    };
  }
}
