import { createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyError } from '../../src/crypto/key-error.ts';
import type { RepairCode } from '../../src/crypto/key-text.ts';
import { readKey } from '../../src/crypto/keys.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });

const der = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'spki' | 'sec1') =>
  key.export({ format: 'der', type: type as 'pkcs8' });
const pem = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'spki' | 'sec1') =>
  String(key.export({ format: 'pem', type: type as 'pkcs8' }));

/** Every container of the two pairs, with what readKey must say about it. */
const FORMS = [
  { key: rsa.privateKey, container: 'pkcs8', kind: 'private' },
  { key: rsa.privateKey, container: 'pkcs1', kind: 'private' },
  { key: rsa.publicKey, container: 'spki', kind: 'public' },
  { key: rsa.publicKey, container: 'pkcs1', kind: 'public' },
  { key: ec.privateKey, container: 'pkcs8', kind: 'private' },
  { key: ec.privateKey, container: 'sec1', kind: 'private' },
  { key: ec.publicKey, container: 'spki', kind: 'public' },
] as const;

const PKCS8 = pem(rsa.privateKey, 'pkcs8');
const BARE = der(rsa.privateKey, 'pkcs8').toString('base64');

function problem(text: string): KeyError {
  try {
    readKey(text);
  } catch (error) {
    if (error instanceof KeyError) return error;
    throw error;
  }
  throw new Error('the key was accepted');
}

/** The same numbers, whichever object and container they came in. */
function sameKey(key: KeyObject, expected: KeyObject): void {
  expect(key.type).toBe(expected.type);
  expect(key.export({ format: 'jwk' })).toEqual(expected.export({ format: 'jwk' }));
}

describe.each(FORMS)('$container $kind', ({ key, container, kind }) => {
  const bytes = der(key, container);
  const writings = {
    pem: pem(key, container),
    base64: bytes.toString('base64'),
    base64url: bytes.toString('base64url'),
    hex: bytes.toString('hex'),
    'upper-case hex': bytes.toString('hex').toUpperCase(),
  };

  it.each(Object.entries(writings))('as %s', (writing, text) => {
    const read = readKey(text);
    sameKey(read.key, key);
    const family = key.asymmetricKeyType === 'rsa' ? { bits: 1024 } : { curve: 'secp256k1' };
    expect(read).toMatchObject({ container, kind, family: key.asymmetricKeyType, ...family });
    // Short keys may hold neither of the digits by which the two alphabets differ.
    const alphabet = /[-_]/.test(text) ? 'base64url' : 'base64';
    const encoding = writing === 'pem' ? 'pem' : writing.includes('hex') ? 'hex' : alphabet;
    expect(read.encoding).toBe(encoding);
    if (writing !== 'base64url') expect(read.repairs).toEqual([]);
  });
});

describe('a key that was mangled on its way', () => {
  const body = PKCS8.split('\n').slice(1, -2);
  const cases: [name: string, text: string, repairs: RepairCode[]][] = [
    ['CRLF', PKCS8.replaceAll('\n', '\r\n'), []],
    ['blank lines and spaces around it', `\n\n  ${PKCS8}\n\n`, []],
    ['literal \\n', PKCS8.replaceAll('\n', '\\n'), ['literal-newlines']],
    ['literal \\r\\n', PKCS8.replaceAll('\n', '\\r\\n'), ['literal-newlines']],
    ['doubly escaped', PKCS8.replaceAll('\n', '\\\\n'), ['literal-newlines']],
    ['quotes', `"${PKCS8}"`, ['quotes']],
    ['JSON string', `${JSON.stringify(PKCS8)},`, ['literal-newlines', 'quotes']],
    ['one line', PKCS8.replaceAll('\n', ''), ['one-line']],
    ['one line with spaces', PKCS8.replaceAll('\n', ' '), ['one-line']],
    ['indentation', PKCS8.replaceAll('\n', '\n    '), ['white-space']],
    ['wrong label', PKCS8.replaceAll('PRIVATE', 'RSA PRIVATE'), ['wrong-label']],
    ['public label', PKCS8.replaceAll('PRIVATE', 'PUBLIC'), ['wrong-label']],
    ['no label', PKCS8.replaceAll(' PRIVATE KEY', ''), ['no-label']],
    ['END missing', PKCS8.replace(/-----END.*\n/, ''), ['half-label']],
    ['BEGIN missing', PKCS8.replace(/-----BEGIN.*\n/, ''), ['half-label', 'white-space']],
    ['four hyphens', PKCS8.replaceAll('-----', '----'), ['dashes']],
    ['dashes of a word processor', PKCS8.replaceAll('-----', '——-'), ['dashes']],
    ['zero-width spaces', PKCS8.replaceAll('\n', '\u200b\n'), ['invisible-characters']],
    ['byte order mark', `\ufeff${PKCS8}`, []],
    ['text around it', `Your key:\n${PKCS8}Keep it safe.`, ['surrounding-text']],
    ['bare, wrapped', body.join('\n'), ['white-space']],
    ['bare, no padding', BARE.replace(/=+$/, ''), BARE.endsWith('=') ? ['missing-padding'] : []],
    ['bare, plus became space', BARE.replace(/\+(?!$)/g, ' '), ['white-space', 'plus-as-space']],
    ['percent-encoded', encodeURIComponent(BARE), ['percent-encoded']],
    ['escaped slashes', BARE.replaceAll('/', '\\/'), ['escapes']],
    ['\\u003d', BARE.replaceAll('/', '\\u002f'), ['escapes']],
    ['variable of a config file', `SIGN_SECRET_KEY="${BARE}"`, ['assignment', 'quotes']],
    ['YAML', `sign-secret-key: ${BARE}`, ['assignment']],
    ['Java source', body.map((line) => `"${line}"`).join(' +\n   '), ['string-concatenation', 'quotes']],
    ['PEM in base64', Buffer.from(PKCS8).toString('base64'), ['base64-twice']],
    ['base64 in base64', Buffer.from(BARE).toString('base64'), ['base64-twice']],
    ['url-safe digits in PEM', PKCS8.replaceAll('+', '-').replaceAll('/', '_'), ['url-safe-alphabet']],
    ['hex with colons', (der(rsa.privateKey, 'pkcs8').toString('hex').match(/../g) ?? []).join(':'), []],
    [
      'bytes behind it',
      Buffer.concat([der(rsa.privateKey, 'pkcs8'), Buffer.alloc(3)]).toString('base64'),
      ['trailing-bytes'],
    ],
  ];

  it.each(cases)('%s', (_, text, repairs) => {
    const read = readKey(text);
    sameKey(read.key, rsa.privateKey);
    expect([...read.repairs].sort()).toEqual([...repairs].sort());
  });

  it('gives the same key however lines are wrapped, indented and quoted', () => {
    const style = fc.record({
      width: fc.integer({ min: 1, max: 1000 }),
      indent: fc.constantFrom('', ' ', '\t', '\u3000'),
      newline: fc.constantFrom('\n', '\r\n', '\\n', '\\r\\n', '\\\\n'),
      quote: fc.constantFrom('', '"', "'", '`', '”'),
      form: fc.constantFrom(...FORMS),
      labels: fc.boolean(),
    });
    fc.assert(
      fc.property(style, ({ width, indent, newline, quote, form, labels }) => {
        const base64 = der(form.key, form.container).toString('base64');
        const lines: string[] = base64.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
        if (labels) {
          lines.unshift('-----BEGIN KEY-----');
          lines.push('-----END KEY-----');
        }
        sameKey(readKey(quote + lines.map((line) => indent + line).join(newline) + quote).key, form.key);
      }),
      { numRuns: 300 },
    );
  });
});

describe('certificates, JWK and several keys', () => {
  // Self-signed P-256 test certificate, valid 2025 to 2125, made for this test.
  const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBdjCCARugAwIBAgIUYbofE/HpOyX5a6ApNu9MSEYrjuowCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjExMDAyMDZaGA8yMTI2MTAyODEwMDIw
NlowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCH6
jksBe0dQIDvTYT+VrYalYDR4n8UwCRExkaOY9/eG9LmIa4xBevlCq8bzT6gsOhSW
v9pn4ggKkEwm5kAzwuajUzBRMB0GA1UdDgQWBBTWugpYrJ12pKXxaNeEGYeqiUym
hDAfBgNVHSMEGDAWgBTWugpYrJ12pKXxaNeEGYeqiUymhDAPBgNVHRMBAf8EBTAD
AQH/MAoGCCqGSM49BAMCA0kAMEYCIQCVaeg2+b+VNZG/71VjZXGS3ZgGljYZhDH7
Osd1WeSmTwIhAIuBh5bRCxUJnxijnKzuTD/0nkASvIeMP+mGaFY807NI
-----END CERTIFICATE-----
`;

  it('takes the public key from a certificate, labelled or bare', () => {
    const expected = new X509Certificate(CERTIFICATE).publicKey;
    for (const text of [CERTIFICATE, CERTIFICATE.replace(/-----.*-----\n/g, '')]) {
      const read = readKey(text);
      sameKey(read.key, expected);
      expect(read).toMatchObject({ container: 'certificate', kind: 'public', family: 'ec', curve: 'P-256' });
    }
  });

  it.each([rsa.privateKey, rsa.publicKey, ec.privateKey, ec.publicKey])('reads a JWK', (key) => {
    const read = readKey(JSON.stringify(key.export({ format: 'jwk' })));
    sameKey(read.key, key);
    expect(read).toMatchObject({ container: 'jwk', encoding: 'jwk', kind: key.type });
  });

  it('takes the first of several', () => {
    sameKey(readKey(pem(ec.publicKey, 'spki') + PKCS8).key, ec.publicKey);
  });
});

describe('fingerprint', () => {
  it('is that of the public half, whatever the container', () => {
    const prints = FORMS.map(({ key, container }) => readKey(pem(key, container)).fingerprint);
    expect(prints[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(new Set(prints.slice(0, 4)).size).toBe(1);
    expect(new Set(prints.slice(4)).size).toBe(1);
    expect(readKey(pem(otherRsa.publicKey, 'spki')).fingerprint).not.toBe(prints[0]);
    expect(prints[0]).not.toBe(prints[4]);
  });
});

describe('what is no usable key', () => {
  const encrypted = rsa.privateKey.export({
    format: 'pem',
    type: 'pkcs8',
    cipher: 'aes-128-cbc',
    passphrase: 'x',
  });
  const legacy = rsa.privateKey.export({
    format: 'pem',
    type: 'pkcs1',
    cipher: 'aes-128-cbc',
    passphrase: 'x',
  });
  const ed25519 = generateKeyPairSync('ed25519');
  const brainpool = generateKeyPairSync('ec', { namedCurve: 'brainpoolP256r1' });
  const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 });
  const pss = generateKeyPairSync('rsa-pss', { modulusLength: 1024 });
  const point = createPublicKey(ec.privateKey).export({ format: 'der', type: 'spki' }).subarray(-65);
  const sm2 =
    '3059301306072a8648ce3d020106082a811ccf5501822d03420004b7bc2d3e1ca0b1d0d3a7e1f36d7ca0a3a2f0f4c0a3b6f0e5f9d2a9b2d6fdd2a3c8e4b0e2c6ad8e3f2b1d9c7a5e4f3b2a1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f';
  it.each([
    ['nothing', ' \n ', { code: 'key-empty' }],
    ['quotes only', '""', { code: 'key-empty' }],
    ['an AES key', '2fdc826ed2d966e2f3fca09516446f75', { code: 'key-not-a-key' }],
    ['a word', 'changeit', { code: 'key-not-a-key' }],
    ['JSON', '{"a":1}', { code: 'key-unsupported', what: 'jwk-type' }],
    ['half JSON', '{"a":', { code: 'key-not-a-key' }],
    [
      'a foreign character',
      `${BARE.slice(0, 70)}…${BARE.slice(71)}`,
      { code: 'key-not-decodable', offset: 70, char: '…' },
    ],
    ['password', String(encrypted), { code: 'key-unsupported', what: 'encrypted' }],
    ['password, old style', String(legacy), { code: 'key-unsupported', what: 'encrypted' }],
    ['Ed25519', pem(ed25519.privateKey, 'pkcs8'), { code: 'key-unsupported', what: 'algorithm' }],
    ['DSA', pem(dsa.publicKey, 'spki'), { code: 'key-unsupported', what: 'algorithm' }],
    ['RSA-PSS', pem(pss.publicKey, 'spki'), { code: 'key-unsupported', what: 'algorithm' }],
    ['brainpool', pem(brainpool.privateKey, 'pkcs8'), { code: 'key-unsupported', what: 'curve' }],
    ['SM2', sm2, { code: 'key-unsupported', what: 'curve' }],
    ['a bare point', point.toString('base64'), { code: 'key-unsupported', what: 'bare-point' }],
    [
      'OpenSSH public',
      'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ me@home',
      { code: 'key-unsupported', what: 'openssh' },
    ],
    [
      'OpenSSH',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE=\n-----END OPENSSH PRIVATE KEY-----',
      { code: 'key-unsupported', what: 'openssh' },
    ],
  ])('%s', (_, text, facts) => {
    expect(problem(text).facts).toEqual(facts);
  });

  it('says how much is missing of a cut key', () => {
    const need = der(rsa.privateKey, 'pkcs8').length;
    for (const cut of [1, 2, 3, 5, 100]) {
      const { facts } = problem(BARE.replace(/=+$/, '').slice(0, -cut));
      expect(facts).toMatchObject({ code: 'key-truncated', need });
      if (facts.code === 'key-truncated') expect(Math.abs(need - facts.have - (cut * 3) / 4)).toBeLessThan(3);
    }
    const missingInside = BARE.slice(0, 100) + BARE.slice(101);
    expect(problem(missingInside).code).toBe('key-truncated');
  });

  it('tells a damaged key from an unsupported one', () => {
    const spki = der(ec.publicKey, 'spki');
    spki[80] = (spki[80] ?? 0) ^ 1;
    expect(problem(spki.toString('base64')).facts).toEqual({ code: 'key-damaged', container: 'spki' });
  });

  it.each([
    '\\',
    '"',
    "' ",
    '-',
    '----- BEGIN ',
    '-----BEGIN A ',
    '=',
    ' ',
    '\\n',
    '" +',
    '-----BEGIN EC PARAMETERS-----',
  ])('is not kept busy by a long run of %j', (unit) => {
    for (const [before, after] of [
      ['x', 'x'],
      ['-----BEGIN X-----', 'x'],
    ]) {
      const text = before + unit.repeat(60_000 / unit.length) + after;
      const start = performance.now();
      expect(problem(text)).toBeInstanceOf(KeyError);
      expect(performance.now() - start).toBeLessThan(2000);
    }
  });

  it('notices a changed number in a private key that loads all the same', () => {
    const rsaJwk = rsa.privateKey.export({ format: 'jwk' });
    const ecJwk = ec.privateKey.export({ format: 'jwk' });
    const stranger = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey.export({
      format: 'jwk',
    });
    const modulus = Buffer.from(rsaJwk.n ?? '', 'base64url');
    modulus[60] = (modulus[60] ?? 0) ^ 1;
    for (const jwk of [
      { ...rsaJwk, n: modulus.toString('base64url') },
      { ...rsaJwk, e: 'Aw' },
      { ...ecJwk, x: stranger.x, y: stranger.y },
    ])
      expect(problem(JSON.stringify(jwk)).facts).toEqual({ code: 'key-damaged', container: 'jwk' });
  });

  it('throws nothing but KeyError, and never with the text in it', () => {
    const sources = FORMS.map(({ key, container }) => pem(key, container));
    const edit = fc.record({
      source: fc.constantFrom(...sources),
      at: fc.nat(900),
      remove: fc.nat(40),
      insert: fc.string({ maxLength: 5 }),
    });
    fc.assert(
      fc.property(edit, ({ source, at, remove, insert }) => {
        const text = source.slice(0, at) + insert + source.slice(at + remove);
        try {
          readKey(text);
        } catch (error) {
          expect(error).toBeInstanceOf(KeyError);
          const said = `${(error as Error).message} ${JSON.stringify((error as KeyError).facts)}`;
          for (let i = 0; i + 12 <= source.length; i += 6)
            expect(said).not.toContain(source.slice(i, i + 12));
        }
      }),
      { numRuns: 400 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 80 }), (text) => {
        expect(() => readKey(text)).toThrow(KeyError);
      }),
      { numRuns: 500 },
    );
  });
});
