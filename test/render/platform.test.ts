/** The page of a platform: what must stand in it, and that its example can be worked out with other tools. */
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/language/index.ts';
import { LANGUAGES } from '../../src/language/text.ts';
import { PLATFORMS, platformById } from '../../src/platforms/index.ts';
import { columns } from '../../src/render/columns.ts';
import { attemptTimes, platformText } from '../../src/render/platform.ts';
import { createStyle } from '../../src/render/style.ts';
import { workedExample } from '../../src/render/worked-example.ts';

const steps = (id: string) => {
  const platform = platformById(id);
  if (!platform) throw new Error(id);
  return new Map(workedExample(platform).map(({ step, text }) => [step, text]));
};
const shell = (command: string) => execFileSync('sh', ['-c', command], { encoding: 'utf8' }).trim();

describe('the worked example', () => {
  test.each(['haitouhui', 'lianyou'])('of %s gives the same with md5sum and with cbk', (id) => {
    const found = steps(id);
    const result = found.get('result') ?? '';
    expect(result).toMatch(/^[0-9A-F]{31,32}$/);
    const [digest = ''] = shell(found.get('shell') ?? '').split(' ');
    expect(digest.toUpperCase().replace(/^0+/, '')).toBe(result);
    expect(shell((found.get('cbk') ?? '').replace(/^cbk/, 'node bin/cbk.js'))).toBe(result);
  });

  test('of haitouhui is the documented order: secret, app_id, data, timestamp, version, secret', () => {
    expect(steps('haitouhui').get('string')).toMatch(/^(.+)app_id.*data.*timestamp.*version1\.0\1$/);
  });

  test('of haomiao gives the same with OpenSSL and with cbk', () => {
    const found = steps('haomiao');
    expect(shell(found.get('shell') ?? '')).toBe(found.get('result'));
    expect(shell((found.get('cbk') ?? '').replace(/^cbk/, 'node bin/cbk.js'))).toBe(found.get('given'));
  });

  test('of yunzhimeng fills in the likeliest template', () => {
    expect(steps('yunzhimeng').get('string')).toBe('1763690000000583920174650291837{"waybillNo":"1"}');
  });
});

test('attempts by the documented plans', () => {
  const times = (id: string) =>
    attemptTimes(platformById(id)?.retry ?? { gaps: [], note: { zh: '', en: '' } });
  expect(times('haomiao')).toEqual([0, 60, 1860, 4860]);
  const lianyou = times('lianyou');
  expect(lianyou.slice(0, 5)).toEqual([0, 30, 60, 360, 660]);
  expect((lianyou[20] ?? 0) - (lianyou[19] ?? 0)).toBe(3 * 3600);
  expect(lianyou.at(-1)).toBeLessThanOrEqual(48 * 3600);
  expect(times('yunzhimeng')).toEqual([]);
});

describe.each(LANGUAGES)('the page in %s', (language) => {
  test.each(PLATFORMS.map((p) => [p.id, p] as const))('of %s has all, and aligns', async (_, platform) => {
    const catalogue = await loadCatalogue(language);
    const page = platformText(platform, { catalogue, style: createStyle(false), width: 80 });
    for (const [name, schema] of Object.entries(platform.schemas))
      for (const field of Object.keys((schema['properties'] ?? {}) as object))
        expect(page, `${name}: ${field}`).toContain(field);
    for (const { value, meaning } of platform.answer.codes) {
      expect(page).toContain(value);
      expect(page).toContain(meaning[language]);
    }
    for (const [event, name] of Object.entries(platform.event?.names ?? {})) {
      expect(page).toContain(event);
      expect(page.replace(/\s/g, '')).toContain(name[language].replace(/\s/g, ''));
    }
    expect(page.replace(/\s/g, '')).toContain(platform.answer.success.body.replace(/\s/g, ''));
    const unconfirmed = platform.facts.filter(({ sure }) => sure === 'inferred').length;
    expect(page.split(`[${catalogue.words.sure.inferred}]`).length - 1).toBe(unconfirmed);
    if (platform.checks.some((check) => 'confirmed' in check && !check.confirmed))
      expect(page).toContain(catalogue.dialogue.platformPage.unconfirmedRules);
    expect(page).not.toMatch(/undefined|\[object/);
    // Examples and templates stay on one line, to be copied; prose keeps to the width.
    const steps = Object.values(catalogue.dialogue.platformPage.steps);
    const wide = page
      .split('\n')
      .filter((line) => columns(line) > 80 && !steps.some((s) => line.startsWith(`  ${s} `)));
    expect(wide).toEqual([]);
  });
});
