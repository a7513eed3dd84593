/** A callback of the corpus: made as the platform makes it, then broken in a known way. */
import type { CauseCode } from '../../../src/diagnose/cause.ts';
import type { KnownKey } from '../../../src/diagnose/key-change.ts';

export interface Case {
  readonly name: string;
  readonly platform: string;
  /** Sets of causes each of which is right; more than one where the same bytes come out of different mistakes. */
  readonly expected: readonly (readonly CauseCode[])[];
  /** False where the callback cannot prove it and only signs speak for it. */
  readonly proven: boolean;
  /** What the tool is given. */
  readonly input: Buffer;
  readonly keys: ReadonlyMap<string, string>;
  /** Keys of other profiles. */
  readonly others: readonly KnownKey[];
  /** The clock, milliseconds since 1970. */
  readonly now: number;
}

/** The clock of the corpus: 21 November 2026, 09:53:20 in China. */
export const NOW = Date.UTC(2026, 10, 21, 1, 53, 20);

/** What all platforms share: keys, clock, the HTTP around the body, and how a case is closed. */
export abstract class Callback {
  abstract readonly platform: string;
  protected readonly keys = new Map<string, string>();
  private readonly others: KnownKey[] = [];
  private clock = NOW + 2000;
  private target = '/callback';
  private readonly edits: ((body: Buffer) => Buffer | string)[] = [];
  private lengthHeader = true;
  private asBody = false;

  /** Content type, further headers, and the body as the platform sends it. */
  protected abstract wire(): { readonly headers: readonly string[]; readonly body: string | Buffer };

  /** The key as the receiver has it. */
  given(slot: string, value: string): this {
    this.keys.set(slot, value);
    return this;
  }
  /** A key of another profile on the same machine. */
  other(label: string, slot: string, value: string): this {
    this.others.push({ label, slot, value });
    return this;
  }
  url(target: string): this {
    this.target = target;
    return this;
  }
  /** The receiver's clock, seconds after the platform's. */
  receivedAfter(seconds: number): this {
    this.clock = NOW + seconds * 1000;
    return this;
  }
  /** What happened to the body between the platform and the log. */
  breakBody(edit: (body: string) => Buffer | string): this {
    this.edits.push((body) => edit(body.toString()));
    return this;
  }
  breakBytes(edit: (body: Buffer) => Buffer | string): this {
    this.edits.push(edit);
    return this;
  }
  /** A log that keeps no Content-Length. */
  withoutLength(): this {
    this.lengthHeader = false;
    return this;
  }
  /** A log that keeps the body alone. */
  bodyOnly(): this {
    this.asBody = true;
    return this;
  }

  private input(): Buffer {
    const { headers, body } = this.wire();
    const sent = Buffer.from(body);
    const captured = this.edits.reduce<Buffer>((bytes, edit) => Buffer.from(edit(bytes)), sent);
    if (this.asBody) return captured;
    const lines = [
      `POST ${this.target} HTTP/1.1`,
      'Host: merchant.example.com',
      ...headers,
      ...(this.lengthHeader ? [`Content-Length: ${sent.length}`] : []),
    ];
    return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), captured]);
  }

  private close(name: string, expected: readonly (readonly CauseCode[])[], proven: boolean): Case {
    const { platform, keys, others, clock } = this;
    const input = this.input();
    return { name, platform, expected, proven, input, keys: new Map(keys), others, now: clock };
  }

  /** The causes that must be named, with proof, and no others. */
  proves(name: string, ...causes: CauseCode[]): Case {
    return this.close(name, [causes], true);
  }
  /** Different mistakes that give the same bytes: naming one of the sets is right. */
  provesOneOf(name: string, ...sets: CauseCode[][]): Case {
    return this.close(name, sets, true);
  }
  /** Causes that can only be suspected. */
  suspects(name: string, ...causes: CauseCode[]): Case {
    return this.close(name, [causes], false);
  }
}
