import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { clientOf, trustIn } from '../../src/receiver/client.ts';

const from = (remoteAddress: string, headers: IncomingHttpHeaders, trusted = ['loopback']) =>
  clientOf({ headers, socket: { remoteAddress } } as unknown as IncomingMessage, trustIn(trusted));

describe('the sender behind a proxy', () => {
  it('is believed from a trusted hop only', () => {
    const headers = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' };
    expect(from('127.0.0.1', headers)).toEqual({ address: '203.0.113.7', scheme: 'https' });
    expect(from('::ffff:127.0.0.1', headers)).toEqual({ address: '203.0.113.7', scheme: 'https' });
    expect(from('198.51.100.1', headers)).toBeUndefined();
    expect(from('198.51.100.1', headers, ['198.51.100.0/24'])).toMatchObject({ address: '203.0.113.7' });
  });

  it('is the last one that no trusted proxy has named, for anyone can write the first', () => {
    expect(from('127.0.0.1', { 'x-forwarded-for': '1.2.3.4, 203.0.113.7' })).toEqual({
      address: '203.0.113.7',
    });
    expect(
      from('127.0.0.1', { 'x-forwarded-for': '203.0.113.7, 10.0.0.2' }, ['loopback', '10.0.0.0/8']),
    ).toEqual({
      address: '203.0.113.7',
    });
    expect(from('127.0.0.1', { forwarded: 'for=1.2.3.4, for="[2001:db8::7]:4711";proto=https' })).toEqual({
      address: '2001:db8::7',
      scheme: 'https',
    });
  });

  it('Cloudflare names it in a header of its own', () => {
    expect(from('127.0.0.1', { 'cf-connecting-ip': '203.0.113.9', 'x-forwarded-proto': 'https' })).toEqual({
      address: '203.0.113.9',
      scheme: 'https',
    });
  });

  it('nonsense is no address and no scheme', () => {
    expect(
      from('127.0.0.1', { 'x-forwarded-for': '\u001b[31mx', 'x-forwarded-proto': 'javascript' }),
    ).toBeUndefined();
    expect(from('127.0.0.1', {})).toBeUndefined();
  });
});
