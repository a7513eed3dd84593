/** The tunnel clients that are known by name, as data: how they start, how they say their address, where they come from. */
import type { Bilingual } from '../../language/text.ts';

export interface TunnelClient {
  readonly id: string;
  readonly program: string;
  /** `{port}` stands for the receiver's port. */
  readonly args: readonly string[];
  /** Finds the public address in what the client prints; the first group, else all of it. */
  readonly address: RegExp;
  readonly install: Bilingual;
}

export const TUNNEL_CLIENTS: readonly TunnelClient[] = [
  {
    id: 'cloudflared',
    program: 'cloudflared',
    args: ['tunnel', '--no-autoupdate', '--url', 'http://127.0.0.1:{port}'],
    address: /https:\/\/[a-z0-9-]+\.trycloudflare\.com/,
    install: {
      zh: '请先安装：https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/downloads/（macOS：brew install cloudflared）',
      en: 'install it from https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/downloads/ (macOS: brew install cloudflared)',
    },
  },
  {
    id: 'ngrok',
    program: 'ngrok',
    args: ['http', '{port}', '--log', 'stdout', '--log-format', 'logfmt'],
    address: /\burl=(https:\/\/[^\s"]+)/,
    install: {
      zh: '请从 https://ngrok.com/download 安装，再执行 ngrok config add-authtoken',
      en: 'install it from https://ngrok.com/download, then run ngrok config add-authtoken',
    },
  },
  {
    id: 'localtunnel',
    program: 'lt',
    args: ['--port', '{port}'],
    address: /your url is: (https?:\/\/\S+)/,
    install: { zh: '请先安装：npm install -g localtunnel', en: 'install it with npm install -g localtunnel' },
  },
  {
    id: 'ssh',
    program: 'ssh',
    args: [
      '-T',
      '-o',
      'ExitOnForwardFailure=yes',
      '-o',
      'ServerAliveInterval=30',
      '-o',
      'StrictHostKeyChecking=accept-new',
      '-R',
      '80:127.0.0.1:{port}',
      'nokey@localhost.run',
    ],
    address: /https:\/\/(?!admin\.)[a-z0-9.-]+\.(?:lhr\.life|localhost\.run)/,
    install: {
      zh: '请安装 OpenSSH 客户端（Debian、Ubuntu：apt install openssh-client）',
      en: 'install the OpenSSH client (Debian, Ubuntu: apt install openssh-client)',
    },
  },
];
