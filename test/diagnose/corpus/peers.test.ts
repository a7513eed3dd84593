/** What was recorded of PHP and Python is what they say today. */
import { describe, expect, it } from 'vitest';
import { peer } from '../../peers/peer.ts';
import { runScript } from '../../peers/scripts.ts';
import { type Language, recorded } from './peers.ts';

describe.each(['php', 'python'] satisfies Language[])('%s', (language) => {
  it.skipIf(!peer(language))('says what was recorded', () => {
    const mine = recorded.filter((r) => r.language === language);
    const now = runScript(
      language,
      mine.map(({ call }) => call),
    );
    expect(now.map((result) => result.toString('base64'))).toEqual(mine.map(({ result }) => result));
  });
});
