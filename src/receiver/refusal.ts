/** Why a request is not taken. It gets a clear answer, and is shown, but is no delivery. */
export type RefusalCode =
  | 'body-too-large'
  | 'unpacked-too-large'
  | 'encoding-unknown'
  | 'encoding-broken'
  | 'headers-too-large'
  | 'headers-too-many'
  | 'too-slow'
  | 'too-many-connections'
  | 'not-http'
  | 'not-recorded';

/** The HTTP status of each refusal and its text, which goes to a program and so is in English alone. */
export const REFUSALS: Readonly<Record<RefusalCode, readonly [status: number, text: string]>> = {
  'body-too-large': [413, 'the body is larger than the receiver takes'],
  'unpacked-too-large': [413, 'the body unpacks to more than the receiver takes'],
  'encoding-unknown': [415, 'the content encoding is not gzip, deflate or br'],
  'encoding-broken': [400, 'the body is not what its content encoding says'],
  'headers-too-large': [431, 'the headers are larger than the receiver takes'],
  'headers-too-many': [431, 'there are more headers than the receiver takes'],
  'too-slow': [408, 'the request did not come in time'],
  'too-many-connections': [503, 'there are too many connections'],
  'not-http': [400, 'this is not an HTTP/1.1 request'],
  'not-recorded': [507, 'the delivery could not be recorded'],
};

/** Thrown where a request is read. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }
}

/** The body of a refusal's answer. */
export function refusalBody(code: RefusalCode): string {
  return `${JSON.stringify({ error: code, message: REFUSALS[code][1] })}\n`;
}
