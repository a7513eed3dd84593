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
      if (!code.includes(load))
        throw new Error(`commander no longer has ${load}: see whether it still loads it`);
      return code.replace(load, '{}');
    },
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
  /[\\/]src[\\/](cli[\\/](explain|progress|rules-in-use)|config[\\/](folder|saved-rules)|diagnose[\\/](index|observations)|crypto[\\/](digest|keys)|encoding[\\/]gbk|rules)\b/;

export default defineConfig({
  input: { cli: 'src/cli/main.ts' },
  platform: 'node',
  // clipboardy starts helper programs that lie beside its own file, so it cannot move into the bundle.
  external: ['clipboardy'],
  // The templates of the completion scripts.
  moduleTypes: { '.bash': 'text', '.zsh': 'text', '.fish': 'text' },
  plugins: [commanderWithoutPrograms],
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    chunkFileNames: '[name]-[hash].js',
    codeSplitting: {
      // At a start, many small files cost more than the few kilobytes of them that a command may not need.
      groups: [
        { name: 'start', test: START, priority: 2 },
        { name: 'callback', test: CALLBACK, priority: 1 },
        { name: 'checked', test: CHECKED, priority: 0 },
      ],
    },
    minify: true,
  },
});
