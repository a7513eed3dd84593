import { spawn } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { changeProfiles } from '../../src/config/change-profiles.ts';
import { configFolder } from '../../src/config/folder.ts';
import { profilesPath, readProfiles, wideMode } from '../../src/config/profile-file.ts';
import { readProfilesText, writeProfilesText } from '../../src/config/profile-text.ts';
import { knownKeys, NO_PROFILES, withKey, withoutKey, withoutProfile } from '../../src/config/profiles.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cbk-profiles-'));
});

describe('the settings folder', () => {
  test.each([
    ['linux', { XDG_CONFIG_HOME: '/x' }, '/x/callback-kit'],
    ['linux', {}, '/home/li/.config/callback-kit'],
    ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/li/.config/callback-kit'],
    ['darwin', {}, '/home/li/Library/Application Support/callback-kit'],
    ['darwin', { XDG_CONFIG_HOME: '/x' }, '/x/callback-kit'],
    ['linux', { CBK_CONFIG_DIR: '/own', XDG_CONFIG_HOME: '/x' }, '/own'],
  ])('on %s with %j', (system, env, expected) => {
    expect(configFolder({ system, home: '/home/li', env })).toBe(expected);
  });

  test('on Windows', () => {
    const home = 'C:\\Users\\li';
    expect(configFolder({ system: 'win32', home, env: { APPDATA: 'D:\\Roaming' } })).toBe(
      'D:\\Roaming\\callback-kit',
    );
    expect(configFolder({ system: 'win32', home, env: {} })).toBe(
      'C:\\Users\\li\\AppData\\Roaming\\callback-kit',
    );
  });
});

describe('profiles as text', () => {
  test('survive being written and read, whatever the keys hold', () => {
    const name = fc.constantFrom('test', 'production', '测试', 'prod', 'a.b-c_1');
    const address = fc.constantFrom('haitouhui.secret', 'haomiao.key', '__proto__');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, address, fc.string({ unit: 'binary' }))), (entries) => {
        const profiles = entries.reduce((p, [n, a, v]) => withKey(p, n, a, v), NO_PROFILES);
        expect(readProfilesText(writeProfilesText(profiles))).toEqual(profiles);
      }),
    );
  });

  test.each([
    ['', ''],
    ['{"version":1,"profiles":{"a":{"k":"topsecret"}', ''],
    ['[]', ''],
    ['{"version":2,"profiles":{}}', '/version'],
    ['{"version":1}', '/profiles'],
    ['{"version":1,"profiles":{"-x":{}}}', '/profiles/-x'],
    ['{"version":1,"profiles":{"a":{"haitouhui.secret":5}}}', '/profiles/a/haitouhui.secret'],
    ['{"version":1,"current":"","profiles":{}}', '/current'],
  ])('%j is refused at %j, and no key is in the error', (text, at) => {
    expect(() => readProfilesText(text)).toThrow(expect.objectContaining({ name: 'ProfilesTextError', at }));
    try {
      readProfilesText(text);
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toContain('topsecret');
    }
  });
});

test('changes leave the other keys and profiles alone', () => {
  const two = withKey(
    withKey(NO_PROFILES, 'test', 'haitouhui.secret', 'a'),
    'production',
    'haitouhui.secret',
    'b',
  );
  const used = { ...two, current: 'test' };
  expect(withoutKey(used, 'test', 'haitouhui.secret').byName.get('production')?.get('haitouhui.secret')).toBe(
    'b',
  );
  expect(withoutProfile(used, 'test')).toMatchObject({ current: 'default' });
  expect(withoutProfile(used, 'production').current).toBe('test');
});

test('known keys: all of the platform, the profile in use first, no value in a label', () => {
  const all = [
    ['test', 'haitouhui.secret', 'one'],
    ['production', 'haitouhui.secret', 'two'],
    ['production', 'haomiao.key', 'three'],
  ].reduce((p, [n = '', a = '', v = '']) => withKey(p, n, a, v), NO_PROFILES);
  expect(knownKeys({ ...all, current: 'production' }, 'haitouhui')).toEqual([
    { label: 'profile production: secret', slot: 'secret', value: 'two' },
    { label: 'profile test: secret', slot: 'secret', value: 'one' },
  ]);
});

describe('the file', () => {
  test('is made with mode 0600 in a folder of mode 0700, and stays so', async () => {
    const path = profilesPath(join(folder, 'new', 'callback-kit'));
    await changeProfiles(path, (p) => withKey(p, 'test', 'haitouhui.secret', 's'));
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    expect((statSync(dirname(path)).mode & 0o777).toString(8)).toBe('700');
    expect(wideMode(path, 'linux')).toBeUndefined();
    chmodSync(path, 0o644);
    expect(wideMode(path, 'linux')).toBe('644');
    await changeProfiles(path, (p) => p);
    expect(wideMode(path, 'linux')).toBeUndefined();
    expect(readdirSync(dirname(path))).toEqual(['profiles.json']);
  });

  test('that is not there holds nothing', () => {
    expect(readProfiles(join(folder, 'none.json'))).toEqual(NO_PROFILES);
  });

  test('that is damaged is named, and is not overwritten', async () => {
    const path = join(folder, 'profiles.json');
    writeFileSync(path, '{"version":1,"profiles":');
    await expect(changeProfiles(path, (p) => withKey(p, 'a', 'b', 'c'))).rejects.toMatchObject({
      code: 'profiles-invalid',
    });
    expect(readFileSync(path, 'utf8')).toBe('{"version":1,"profiles":');
    expect(readdirSync(folder)).toEqual(['profiles.json']);
  });

  test('behind a symbolic link is replaced where it is', async () => {
    const target = join(folder, 'dotfiles.json');
    const path = join(folder, 'profiles.json');
    writeFileSync(target, writeProfilesText(NO_PROFILES));
    symlinkSync(target, path);
    await changeProfiles(path, (p) => withKey(p, 'test', 'haitouhui.secret', 's'));
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readProfiles(target).byName.get('test')?.size).toBe(1);
  });

  test('keeps every change when many are made at once', async () => {
    const path = join(folder, 'profiles.json');
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        changeProfiles(path, (p) => withKey(p, 'test', `haomiao.key${i}`, 'x')),
      ),
    );
    expect(readProfiles(path).byName.get('test')?.size).toBe(20);
  });

  test('keeps every change when processes make them at once', async () => {
    const path = join(folder, 'callback-kit');
    const codes = await Promise.all(
      ['haomiao.key', 'haomiao.iv', 'lianyou.key', 'haitouhui.secret'].map(
        (address) =>
          new Promise((resolve) => {
            const env = { ...process.env, CBK_CONFIG_DIR: path };
            spawn(process.execPath, ['bin/cbk.js', 'profile', 'set', address, 'v'], { env }).on(
              'close',
              resolve,
            );
          }),
      ),
    );
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(readProfiles(profilesPath(path)).byName.get('default')?.size).toBe(4);
  });

  test('a lock that a killed process left behind is broken', async () => {
    const path = join(folder, 'profiles.json');
    mkdirSync(`${path}.lock`);
    const longAgo = Date.now() / 1000 - 60;
    utimesSync(`${path}.lock`, longAgo, longAgo);
    await changeProfiles(path, (p) => withKey(p, 'test', 'haitouhui.secret', 's'));
    expect(readProfiles(path).byName.size).toBe(1);
  });
});
