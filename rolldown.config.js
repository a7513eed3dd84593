import crypto from 'node:crypto';
import { defineConfig } from 'rolldown';

/** Takes out of a library what costs a tenth of a bare start and is not used here; fails when it is no longer there. */
const without = (name, id, code, replacement) => ({
  name,
  transform: {
    filter: { id },
    handler(source) {
      if (!source.includes(code))
        throw new Error(`${id} no longer has ${code}: see whether that is still needed`);
      return source.replace(code, replacement);
    },
  },
});

const LIGHTER = [
  // Commander loads it (and with it the network modules) for subcommands that are programs of their own.
  without(
    'commander-without-programs',
    /commander[\\/]lib[\\/]command\.js$/,
    "require('node:child_process')",
    '{}',
  ),
  // Picocolors opens stdout to guess whether colour is wanted; each style is told.
  without('picocolors-without-guess', /picocolors[\\/]picocolors\.js$/, '(p.stdout || {}).isTTY', 'false'),
];

/**
 * An import of node:crypto lists all that it exports, and with that loads web cryptography. This takes the module as
 * it is, which saves a tenth of a bare start.
 */
const CRYPTO = '\0node-crypto';
const cryptoAsItIs = {
  name: 'crypto-as-it-is',
  resolveId: (id) => (id === 'node:crypto' ? CRYPTO : null),
  load(id) {
    if (id !== CRYPTO) return null;
    // A getter would load what it gives.
    const names = Object.entries(Object.getOwnPropertyDescriptors(crypto))
      .filter(([name, { get }]) => !get && /^[A-Za-z]\w*$/.test(name))
      .map(([name]) => `export const ${name} = /* @__PURE__ */ crypto.${name};`);
    return ["const crypto = process.getBuiltinModule('node:crypto');", ...names].join('\n');
  },
};

/** What every run needs, `--version` and `--help` included. */
const START =
  /[\\/]src[\\/](cli[\\/](main|io|program|commands|key-options|write-now)|language[\\/](index|text|examples|(en|zh)[\\/]help)|platforms[\\/]key-slots|render[\\/](columns|safe|wrap-help))\.ts$/;

/** What every command needs that works on a callback; no cryptography, no schema validator, no questions. */
const CALLBACK =
  /[\\/]src[\\/](checks[\\/](context|examine|required-keys)|cli[\\/](files|input|nearest|output|raw-terminal|report-parts|rule-option|run|secrets|session|settings|settings-notes|write-problem)|config[\\/](folder|profile-file|profile-text|profiles|project-file)|encoding[\\/]text|language[\\/]duration|findings|input|json|platforms|render(?![\\/](attempts|delivery|key|platform|size|worked-example)\b)|request)\b/;

/** What the commands need besides that decrypt or verify: keys, digests, and what can be observed without a search. */
const CHECKED =
  /node-crypto|[\\/]src[\\/](checks[\\/](cipher|context|freshness|sign)|cli[\\/](commands[\\/](decrypt|sign|verify)|explain|progress|rules-in-use)|config[\\/](folder|saved-rules)|diagnose[\\/](index|observations)|crypto[\\/](digest|keys)|encoding[\\/]gbk|rules)\b/;

const COMMON = {
  platform: 'node',
  // clipboardy starts helper programs that lie beside its own file, so it cannot move into the bundle.
  external: ['clipboardy'],
  plugins: [...LIGHTER, cryptoAsItIs],
};
const OUTPUT = { format: 'esm', chunkFileNames: '[name]-[hash].js', minify: true };

export default defineConfig([
  {
    ...COMMON,
    input: { cli: 'src/cli/main.ts' },
    // The templates of the completion scripts.
    moduleTypes: { '.bash': 'text', '.zsh': 'text', '.fish': 'text' },
    output: {
      ...OUTPUT,
      dir: 'dist',
      cleanDir: true,
      codeSplitting: {
        // At a start, many small files cost more than the few kilobytes of them that a command may not need.
        groups: [
          { name: 'start', test: START, priority: 2 },
          { name: 'callback', test: CALLBACK, priority: 1 },
          { name: 'checked', test: CHECKED, priority: 0 },
        ],
      },
    },
  },
  {
    ...COMMON,
    // By itself: what both share would be taken apart into more files, which each command would load at its start.
    input: { main: 'src/cli/thread/main.ts' },
    output: { ...OUTPUT, dir: 'dist/thread' },
  },
]);
