import { defineConfig } from 'vitest/config';
import { TRACING } from './scripts/vitest.mjs';

const END_TO_END = 'test/e2e/**/*.test.ts';
const shared = { testTimeout: 60_000, execArgv: process.env['CI'] ? [TRACING] : [] };

export default defineConfig({
  test: {
    globalSetup: 'test/global-setup.ts',
    projects: [
      { test: { ...shared, name: 'rooms', include: ['test/**/*.test.ts'], exclude: [END_TO_END] } },
      {
        test: {
          ...shared,
          name: 'end to end',
          include: [END_TO_END],
          // On a shared machine a terminal, a tunnel or a socket may be slow once; what is wrong fails twice.
          retry: process.env['CI'] ? 1 : 0,
        },
      },
    ],
  },
});
