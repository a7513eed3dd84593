import { defineConfig } from 'rolldown';

/**
 * Commander loads node:child_process (and with it the network modules) at its start, for subcommands that are programs
 * of their own. There are none here, and that load alone costs a tenth of a bare start.
 */
const commanderWithoutPrograms = {
  name: 'commander-without-programs',
  transform: {
    filter: { id: /commander[\\/]lib[\\/]command\.js$/ },
    handler(code) {
      const load = "require('node:child_process')";
      if (!code.includes(load)) throw new Error(`commander no longer has ${load}: see whether it still loads it`);
      return code.replace(load, '{}');
    },
  },
};

export default defineConfig({
  input: { cli: 'src/cli/main.ts' },
  platform: 'node',
  // clipboardy starts helper programs that lie beside its own file, so it cannot move into the bundle.
  external: ['clipboardy'],
  plugins: [commanderWithoutPrograms],
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    chunkFileNames: '[name]-[hash].js',
    minify: { compress: true, mangle: false, codegen: true },
  },
});
