import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findProject, readProjectText } from '../../src/config/project-file.ts';

const read = (value: unknown) => readProjectText(JSON.stringify(value), '/project/.cbk.json');

test('names a profile and settings that are no secret; paths count from the file', () => {
  expect(
    read({
      profile: '测试',
      platform: 'haitouhui',
      rules: { haitouhui: './rules/own.json', lianyou: 'java-sample' },
      canonical: { yunzhimeng: '{body}{timestamp}{nonce}' },
    }),
  ).toEqual({
    path: '/project/.cbk.json',
    profile: '测试',
    platform: 'haitouhui',
    rules: new Map([
      ['haitouhui', '/project/rules/own.json'],
      ['lianyou', 'java-sample'],
    ]),
    canonical: new Map([['yunzhimeng', '{body}{timestamp}{nonce}']]),
  });
});

test('is looked for in the folders above', () => {
  const top = mkdtempSync(join(tmpdir(), 'cbk-project-'));
  mkdirSync(join(top, 'a', 'b'), { recursive: true });
  expect(findProject(join(top, 'a', 'b'))).toBeUndefined();
  writeFileSync(join(top, '.cbk.json'), '\uFEFF{"profile":"above"}');
  expect(findProject(join(top, 'a', 'b'))).toMatchObject({ profile: 'above', path: join(top, '.cbk.json') });
  writeFileSync(join(top, 'a', '.cbk.json'), '{"profile":"near"}');
  expect(findProject(join(top, 'a', 'b'))?.profile).toBe('near');
});

test.each([
  [{ haitouhui: { secret: 'x' } }, '/haitouhui/secret'],
  [{ 'haitouhui.secret': 'x' }, '/haitouhui.secret'],
  [{ profile: 'test', sign_secret_key: 'x' }, '/sign_secret_key'],
  [{ keys: { 'ivs-public-key': 'x' } }, '/keys/ivs-public-key'],
  [{ key: 'x' }, '/key'],
  [{ clientSecret: 'x' }, '/clientSecret'],
  [{ password: 'x' }, '/password'],
  [{ canonical: { yunzhimeng: `MII${'EvQIBADANBgkqhkiG9w0BAQ'.repeat(4)}` } }, '/canonical/yunzhimeng'],
  [{ rules: { haitouhui: '-----BEGIN PRIVATE KEY-----\nMIIE' } }, '/rules/haitouhui'],
])('%j holds a key and is refused', (value, at) => {
  expect(() => read(value)).toThrow(
    expect.objectContaining({ code: 'project-file-secret', facts: { path: '/project/.cbk.json', at } }),
  );
});

test.each([
  [{ profil: 'test' }, '/profil'],
  [{ profile: 5 }, '/profile'],
  [{ profile: '../x' }, '/profile'],
  [{ platform: 'alipay' }, '/platform'],
  [{ rules: { alipay: 'x' } }, '/rules/alipay'],
  [{ canonical: 'x' }, '/canonical'],
  [[], ''],
])('%j is no project file', (value, at) => {
  expect(() => read(value)).toThrow(
    expect.objectContaining({ code: 'project-file-invalid', facts: expect.objectContaining({ at }) }),
  );
});
