/** What is said of keys that OpenSSL made, whole and damaged; nothing of a key is in what is said. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inspectKeyText, keyFileText, matchingKeys, sampleKeyOf } from '../../src/config/inspect-key.ts';
import { NO_PROFILES, withKey } from '../../src/config/profiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'cbk-keys-'));
const openssl = (...args: string[]) =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
const rsa = openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048');
const ec = openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1');
const rsaPublic = createPublicKey(rsa).export({ format: 'pem', type: 'spki' }).toString();
const bare = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, '');

describe('a key of a pair', () => {
  test('is named', () => {
    expect(inspectKeyText(rsa)).toMatchObject({
      kind: 'pair',
      key: { family: 'rsa', bits: 2048, kind: 'private', container: 'pkcs8', encoding: 'pem', repairs: [] },
    });
    expect(inspectKeyText(bare(rsaPublic))).toMatchObject({
      kind: 'pair',
      key: { family: 'rsa', kind: 'public', container: 'spki', encoding: 'base64' },
    });
    expect(inspectKeyText(ec)).toMatchObject({ kind: 'pair', key: { family: 'ec', curve: 'secp256k1' } });
  });

  test('in a binary file, and in a certificate with its subject and dates', () => {
    writeFileSync(join(folder, 'rsa.pem'), rsa);
    openssl('pkey', '-in', join(folder, 'rsa.pem'), '-outform', 'DER', '-out', join(folder, 'rsa.der'));
    expect(inspectKeyText(keyFileText(readFileSync(join(folder, 'rsa.der'))))).toMatchObject({
      kind: 'pair',
      key: { kind: 'private', bits: 2048 },
    });
    const certificate = openssl(
      'req',
      '-x509',
      '-key',
      join(folder, 'rsa.pem'),
      '-subj',
      '/CN=callback.example',
      '-days',
      '2',
    );
    const report = inspectKeyText(certificate);
    expect(report).toMatchObject({ kind: 'pair', key: { container: 'certificate', kind: 'public' } });
    expect(report.kind === 'pair' && report.certificate?.subject).toBe('CN=callback.example');
    const { from, to } = (report.kind === 'pair' && report.certificate) || {
      from: new Date(0),
      to: new Date(0),
    };
    expect(to.getTime() - from.getTime()).toBe(2 * 86_400_000);
  });

  test.each([
    ['cut off', rsa.slice(0, 900), 'key-truncated'],
    ['a foreign character', bare(rsaPublic).replace('A', '*'), 'key-not-decodable'],
    ['OpenSSH', 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB', 'key-unsupported'],
    ['empty', ' \n', 'key-empty'],
  ])('%s is a damaged key, not a secret', (_, text, code) => {
    expect(inspectKeyText(text)).toMatchObject({ kind: 'problem', problem: { code } });
  });
});

describe('a shared secret', () => {
  test('is read as text, hex and base64, with what each can serve as', () => {
    expect(inspectKeyText('2fdc826ed2d966e2f3fca09516446f75')).toEqual({
      kind: 'secret',
      characters: 32,
      readings: [
        { reading: 'text', bytes: 32, use: 'aes-key' },
        { reading: 'hex', bytes: 16, use: 'aes-key-or-iv' },
        { reading: 'base64', bytes: 24, use: 'aes-key' },
      ],
      edges: [],
    });
  });

  test.each([
    ['secret\n', ['white-space']],
    ['"secret"', ['quotes']],
    [' “secret” ', ['white-space', 'quotes']],
    ['\u200bsecret', ['invisible']],
    ['secret', []],
  ])('%j: what clings to it', (text, edges) => {
    expect(inspectKeyText(text)).toMatchObject({ kind: 'secret', characters: 6, edges });
  });

  test('of a documentation is known', () => {
    expect(sampleKeyOf('"xdm2fl24e0m3yo9c"\n')).toEqual({ platform: 'haomiao', slot: 'iv' });
    expect(sampleKeyOf('xdm2fl24e0m3yo9d')).toBeUndefined();
  });
});

test('stored keys are recognised in any form, and the other half of a pair too', () => {
  const { privateKey: other } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const profiles = [
    ['test', 'yunzhimeng.sign-secret-key', rsa],
    ['production', 'yunzhimeng.sign-secret-key', other.export({ format: 'pem', type: 'pkcs8' }).toString()],
    ['test', 'haitouhui.secret', 'abc'],
  ].reduce((p, [name = '', address = '', value = '']) => withKey(p, name, address, value), NO_PROFILES);
  const match = (text: string) => matchingKeys(text, inspectKeyText(text), profiles);
  const address = 'yunzhimeng.sign-secret-key';
  expect(match(bare(rsa))).toEqual([{ profile: 'test', address, same: 'same' }]);
  expect(match(rsaPublic)).toEqual([{ profile: 'test', address, same: 'other-half' }]);
  expect(match(' abc\n')).toEqual([{ profile: 'test', address: 'haitouhui.secret', same: 'same' }]);
  expect(match('abd')).toEqual([]);
});

describe('as commands', () => {
  const env = { PATH: process.env['PATH'] ?? '', CBK_CONFIG_DIR: join(folder, 'config') };
  const cbk = (args: readonly string[], input?: string, cwd = process.cwd()) =>
    spawnSync(process.execPath, [join(process.cwd(), 'bin/cbk.js'), ...args], {
      encoding: 'utf8',
      env,
      cwd,
      ...(input !== undefined && { input }),
    });
  const leaks = (text: string, key: string) =>
    bare(key)
      .match(/.{16}/g)
      ?.some((part) => text.includes(part)) ?? false;

  test.each(['en', 'zh'])(
    'inspect in %s shows no part of the key, and repairs it into a file of its own',
    (language) => {
      const broken = `sign_secret_key = "${rsa.trim().replaceAll('\n', '\\n')}"`;
      const out = join(folder, `clean-${language}.pem`);
      const { status, stdout, stderr } = cbk(
        ['keys', 'inspect', '-', '--out', out, '--lang', language],
        broken,
      );
      expect(status).toBe(0);
      expect(stdout).toContain(language === 'en' ? 'put real line ends there' : '请换成真正的换行');
      expect(leaks(stdout + stderr, rsa)).toBe(false);
      expect(readFileSync(out, 'utf8')).toBe(rsa);
      expect((statSync(out).mode & 0o777).toString(8)).toBe('600');
      expect(cbk(['keys', 'inspect', '-', '--out', out], broken).status).toBe(2);
      expect(readFileSync(out, 'utf8')).toBe(rsa);
    },
  );

  test('inspect of a damaged key: exit status 1 and what to do', () => {
    const { status, stdout } = cbk(['keys', 'inspect', '-'], rsa.slice(0, 900));
    expect(status).toBe(1);
    expect(stdout).toContain('cut off');
  });

  test.each([
    [['--type', 'rsa'], 'RSA', /Public-Key: \(2048 bit\)/],
    [['--type', 'ec'], 'EC', /NIST CURVE: P-256/],
    [['--curve', 'secp256k1'], 'EC', /secp256k1/],
  ])('generate %j makes files that OpenSSL reads, the private one with mode 0600', (args, _, printed) => {
    const place = mkdtempSync(join(folder, 'pair-'));
    const { status, stdout, stderr } = cbk(['keys', 'generate', 'yunzhimeng', ...args], undefined, place);
    expect(status).toBe(0);
    const secret = readFileSync(join(place, 'sign_secret_key.txt'), 'utf8');
    expect((statSync(join(place, 'sign_secret_key.txt')).mode & 0o777).toString(8)).toBe('600');
    expect(stdout).toBe(readFileSync(join(place, 'sign_public_key.txt'), 'utf8'));
    expect(leaks(stdout + stderr, secret)).toBe(false);
    const der = Buffer.from(secret, 'base64');
    const text = execFileSync('openssl', ['pkey', '-inform', 'DER', '-pubout', '-outform', 'DER'], {
      input: der,
    });
    expect(text.toString('base64')).toBe(stdout.trim());
    expect(
      execFileSync('openssl', ['pkey', '-pubin', '-inform', 'DER', '-text', '-noout'], {
        input: text,
        encoding: 'utf8',
      }),
    ).toMatch(printed);
    // A second time nothing is overwritten.
    expect(cbk(['keys', 'generate', 'yunzhimeng', ...args], undefined, place).status).toBe(2);
    expect(readFileSync(join(place, 'sign_secret_key.txt'), 'utf8')).toBe(secret);
  });

  test('generate --save stores the private key, and only its public half is shown', () => {
    const { status, stdout } = cbk([
      'keys',
      'generate',
      'yunzhimeng',
      '--type',
      'ec',
      '--save',
      '--profile',
      'new',
    ]);
    expect(status).toBe(0);
    const shown = cbk(['profile', 'show', 'new', '--json']).stdout;
    expect(JSON.parse(shown)).toMatchObject({
      name: 'new',
      keys: [{ key: 'yunzhimeng.sign-secret-key', kind: 'private' }],
    });
    expect(cbk(['keys', 'inspect', stdout.trim()]).stdout).toContain(
      'the other half of yunzhimeng.sign-secret-key in the profile new',
    );
  });

  test('the order of keys: option, variable, profile; --profile, CBK_PROFILE, project file, use', () => {
    const place = mkdtempSync(join(folder, 'order-'));
    for (const name of ['a', 'b', 'c'])
      expect(cbk(['profile', 'set', 'haitouhui.secret', `secret-${name}`, '--profile', name]).status).toBe(0);
    const signOf = (args: readonly string[], more = {}) =>
      spawnSync(
        process.execPath,
        [join(process.cwd(), 'bin/cbk.js'), 'sign', 'a=1', '-p', 'haitouhui', '-q', ...args],
        {
          encoding: 'utf8',
          env: { ...env, ...more },
          cwd: place,
        },
      ).stdout;
    const by = (secret: string) => signOf(['--secret', secret]);
    expect(cbk(['profile', 'use', 'a']).status).toBe(0);
    expect(signOf([])).toBe(by('secret-a'));
    writeFileSync(join(place, '.cbk.json'), '{"profile":"b"}');
    expect(signOf([])).toBe(by('secret-b'));
    expect(signOf([], { CBK_PROFILE: 'c' })).toBe(by('secret-c'));
    expect(signOf(['--profile', 'a'], { CBK_PROFILE: 'c' })).toBe(by('secret-a'));
    expect(signOf(['--profile', 'a'], { CBK_HAITOUHUI_SECRET: 'x' })).toBe(by('x'));
    writeFileSync(join(place, '.cbk.json'), '{"haitouhui":{"secret":"x"}}');
    const refused = cbk(['sign', 'a=1', '-p', 'haitouhui'], '', place);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('holds a key at /haitouhui/secret');
  });

  test('list, show, remove, path; a file that others may read is warned of; no key is ever shown', () => {
    const config = { ...env, CBK_CONFIG_DIR: join(folder, 'other') };
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['bin/cbk.js', 'profile', ...args], { encoding: 'utf8', env: config });
    const key = 'TopSecretValue1234';
    expect(run('set', 'haitouhui.secret', key, '--profile', '测试').status).toBe(0);
    expect(run('set', 'haomiao.key', 'x'.repeat(32), '--profile', '测试').status).toBe(0);
    expect(run('use', '测试').status).toBe(0);
    const shown = run('show');
    expect(shown.stdout).toMatch(/haitouhui\.secret {2}•+ {2}[0-9a-f]{8} {2}18 characters/);
    const path = run('path').stdout.trim();
    expect(path).toBe(join(folder, 'other', 'profiles.json'));
    spawnSync('chmod', ['644', path]);
    expect(run('list').stderr).toContain(`chmod 600 ${path}`);
    expect(run('remove', 'haitouhui.secret').status).toBe(0);
    expect(run('list').stdout).toBe('* 测试  haomiao.key\n');
    expect(run('remove', 'haitouhui.secret').status).toBe(2);
    expect(run('remove', '测试').status).toBe(0);
    expect(run('list').stdout).toBe('');
    expect(run('show', 'x').status).toBe(2);
    for (const text of [shown.stdout, shown.stderr]) expect(text).not.toContain(key.slice(0, 6));
  });
});
