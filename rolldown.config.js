import { defineConfig } from 'rolldown';

export default defineConfig({
  input: { cli: 'src/cli/main.ts' },
  platform: 'node',
  // clipboardy starts helper programs that lie beside its own file, so it cannot move into the bundle.
  external: ['clipboardy'],
  // The templates of the completion scripts.
  moduleTypes: { '.bash': 'text', '.zsh': 'text', '.fish': 'text' },
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    chunkFileNames: '[name]-[hash].js',
    minify: { compress: true, mangle: false, codegen: true },
  },
});
