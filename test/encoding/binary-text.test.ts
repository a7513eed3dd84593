import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, decodeBinaryText, decodeHex } from '../../src/encoding/binary-text.ts';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((a) => Buffer.from(a));
const wrap = (text: string, width: number, end: string) =>
  (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(end);

describe('decodeBase64', () => {
  it('reads what Buffer writes, in both alphabets, padded or not, wrapped or not', () => {
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom('base64' as const, 'base64url' as const),
        fc.constantFrom('', '\n', '\r\n', ' \r\n\t'),
        fc.boolean(),
        (data, alphabet, end, strip) => {
          const written = strip ? data.toString(alphabet).replace(/=+$/, '') : data.toString(alphabet);
          const text = end ? wrap(written, 64, end) : written;
          const decoded = decodeBase64(text);
          expect(decoded?.bytes).toEqual(data);
          expect(decoded?.wrapped).toBe(text.includes('\n'));
          expect(decoded?.padded).toBe(written.length % 4 === 0);
          if (/[-_]/.test(written)) expect(decoded?.encoding).toBe('base64url');
          else expect(decoded?.encoding).toBe('base64');
        },
      ),
    );
  });

  it('accepts only texts that encoding the bytes again gives back', () => {
    const near = fc.string({ unit: fc.constantFrom(...'ABQRZaghz0189+/-_= \n.%'), maxLength: 12 });
    fc.assert(
      fc.property(near, (text) => {
        const decoded = decodeBase64(text);
        if (decoded === undefined) return;
        const again = decoded.bytes.toString(decoded.encoding as 'base64').replace(/=+$/, '');
        expect(text.replace(/\s/g, '').replace(/=+$/, '')).toBe(again);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['', 'nothing'],
    ['\n', 'only a line end'],
    ['QUJDR', '4n+1 digits'],
    ['QQ=', 'one = where two are due'],
    ['QUJD=', 'one = too many'],
    ['QR==', 'bits left over'],
    ['QUJ=QUJD', 'a = in the middle'],
    ['QU JD', 'a space, which may have been a +'],
    [' QUJD', 'a space in front'],
    ['QU+_', 'both alphabets'],
    ['QUJD中', 'not ASCII'],
    ['QUJ%3D', 'percent-encoded'],
  ])('refuses %j: %s', (text) => expect(decodeBase64(text)).toBeUndefined());
});

describe('decodeHex', () => {
  it('reads both cases and line wraps', () => {
    expect(decodeHex('00fFa0')).toEqual({
      bytes: Buffer.from([0, 255, 160]),
      encoding: 'hex',
      padded: true,
      wrapped: false,
    });
    expect(decodeHex('00ff\r\na0\n')).toMatchObject({ bytes: Buffer.from([0, 255, 160]), wrapped: true });
  });

  it.each(['', '0', '0x00', '00 ff', '0g'])('refuses %j', (text) => expect(decodeHex(text)).toBeUndefined());
});

describe('decodeBinaryText', () => {
  it('prefers hex where both would do', () => {
    expect(decodeBinaryText('deadbeef')?.encoding).toBe('hex');
    expect(decodeBinaryText('deadbeefa')).toBeUndefined();
    expect(decodeBinaryText('deadbee')?.encoding).toBeUndefined();
    expect(decodeBinaryText('deadbeeg')?.encoding).toBe('base64');
  });

  it('stays linear on 64 MB of line ends, spaces and digits', () => {
    const size = 64 << 20;
    for (const noise of ['\n', ' ', 'A', 'A\n', '0']) decodeBinaryText(noise.repeat(size / noise.length));
    expect(decodeBinaryText(' '.repeat(size))).toBeUndefined();
  }, 20_000);
});
