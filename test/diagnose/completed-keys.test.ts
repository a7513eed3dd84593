/** Keys that lost a character at either end, completed. */
import { describe, expect, it } from 'vitest';
import { readKey } from '../../src/crypto/keys.ts';
import { completedKeys } from '../../src/diagnose/completed-keys.ts';
import { pem } from './corpus/yunzhimeng.ts';

const bare = (text: string) => text.replace(/-----[^-]+-----|\s/g, '');
const KEYS = (['rsa', 'ec'] as const).flatMap((family) =>
  (['platform', 'own', 'test'] as const).flatMap((owner) =>
    (['public', 'private'] as const).flatMap((half) =>
      owner === 'platform' || half === 'public' ? [[family, owner, half] as const] : [],
    ),
  ),
);

describe.each(KEYS)('%s, %s, %s', (family, owner, half) => {
  const text = bare(pem(family, owner, half));
  const { fingerprint } = readKey(text);
  const fingerprints = (cut: string) => completedKeys(cut).map(({ key }) => key.fingerprint);

  it('without its first character is one key', () => {
    expect(fingerprints(text.slice(1))).toEqual([fingerprint]);
    expect(completedKeys(text.slice(1))[0]?.detail).toMatch(/start/);
  });
  it('without its last digit is among the keys that fit', () => {
    const fit = fingerprints(text.replace(/.=*$/, ''));
    if (half === 'private') expect(fit).toEqual([fingerprint]);
    else expect(fit).toContain(fingerprint);
  });
  it('whole, or without two characters, has nothing to complete', () => {
    expect(fingerprints(text)).toEqual([]);
    expect(fingerprints(text.slice(2))).toEqual([]);
  });
});
