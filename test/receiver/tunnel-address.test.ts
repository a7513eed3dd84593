import { describe, expect, it } from 'vitest';
import { publicAddress } from '../../src/receiver/tunnel/address.ts';

describe('the public address in what a client prints', () => {
  it.each([
    [
      'cloudflared',
      '2026-11-21T10:00:00Z INF Thank you for trying Cloudflare Tunnel. https://developers.cloudflare.com/x\n2026-11-21T10:00:01Z INF |  https://quick-brown-fox.trycloudflare.com                     |\n',
      'https://quick-brown-fox.trycloudflare.com',
    ],
    [
      'ngrok',
      't=2026-11-21T10:00:00 lvl=info msg="started tunnel" obj=tunnels name=command_line addr=http://localhost:4000 url=https://1a2b.ngrok-free.app\n',
      'https://1a2b.ngrok-free.app',
    ],
    ['lt', 'your url is: https://fancy-cat-1.loca.lt\n', 'https://fancy-cat-1.loca.lt'],
    [
      'ssh',
      'Welcome to localhost.run!\n** https://admin.localhost.run/docs **\nabc123.lhr.life tunneled with tls termination, https://abc123.lhr.life\n',
      'https://abc123.lhr.life',
    ],
    [
      'any',
      'forwarding http://127.0.0.1:4000 to https://x.example.org/base.\n',
      'https://x.example.org/base',
    ],
    ['coloured', '\u001b[32mhttps://x.example.org\u001b[0m\n', 'https://x.example.org'],
  ])('%s', (_, printed, expected) => expect(publicAddress(printed, 'client', 4000)).toBe(expected));

  it('ssh -R 0 names a port on the host', () => {
    const said = 'Allocated port 40123 for remote forward to 127.0.0.1:4000\n';
    expect(publicAddress(said, 'ssh -N -R 0:127.0.0.1:4000 me@relay.example.org', 4000)).toBe(
      'http://relay.example.org:40123',
    );
  });

  it('none yet', () => {
    expect(publicAddress('starting http://localhost:4000\n', 'client', 4000)).toBeUndefined();
    expect(publicAddress('https://\u0000\n', 'client', 4000)).toBeUndefined();
  });
});
