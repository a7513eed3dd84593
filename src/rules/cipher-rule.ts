/** How a platform encrypts with a shared key. A plain value: it can be stored, replaced and varied. */

/** How a pasted key or IV becomes bytes. */
export type KeyReading = 'text' | 'hex' | 'base64';

export interface CipherRule {
  readonly id: string;
  readonly mode: 'cbc' | 'ecb';
  /** How the ciphertext is written in the message. */
  readonly encoding: 'base64' | 'hex';
  /** Readings of the key, the platform's own first. The number of bytes chooses AES-128, -192 or -256. */
  readonly keyReadings: readonly KeyReading[];
  readonly ivReadings: readonly KeyReading[];
  readonly padding: 'pkcs7' | 'zero' | 'none';
}
