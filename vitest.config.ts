import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    testTimeout: 60_000,
    // On a shared machine a terminal, a tunnel or a socket may be slow once; what is wrong fails twice.
    retry: process.env['CI'] ? 1 : 0,
  },
});
