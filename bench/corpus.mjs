/**
 * The table of the corpus: for each cause how many callbacks were made by breaking a good one, how many of them are
 * named rightly, and what the search took. `node bench/corpus.mjs`; exit status 1 when one is named wrongly.
 */
import { fileURLToPath } from 'node:url';
import { createViteServer } from 'vitest/node';

const root = fileURLToPath(new URL('..', import.meta.url));
const server = await createViteServer({
  root,
  configFile: false,
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, ws: false, watch: null },
});
const { CORPUS } = await server.ssrLoadModule('/test/diagnose/corpus/index.ts');
const { run, namedRightly } = await server.ssrLoadModule('/test/diagnose/corpus/run.ts');

const rows = new Map();
const wrong = [];
for (const [section, cases] of Object.entries(CORPUS))
  for (const c of cases) {
    const result = await run(c);
    const right = namedRightly(c, result);
    if (!right) wrong.push(`${c.platform}: ${c.name}`);
    const [first = []] = c.expected;
    const cause = section === 'pairs' ? '(pairs)' : first.length === 0 ? '(cannot be known)' : first[0];
    const row = rows.get(cause) ?? { cases: 0, right: 0, tried: [], milliseconds: [] };
    row.cases++;
    if (right) row.right++;
    row.tried.push(result.explanation.tried);
    row.milliseconds.push(result.milliseconds);
    rows.set(cause, row);
  }

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
const line = (cells) =>
  cells.map((cell, i) => (i === 0 ? String(cell).padEnd(22) : String(cell).padStart(9))).join(' | ');
console.log(line(['cause', 'cases', 'rightly', 'wrongly', 'tried', 'ms']));
for (const [cause, { cases, right, tried, milliseconds }] of rows)
  console.log(line([cause, cases, right, cases - right, median(tried), median(milliseconds).toFixed(1)]));
const total = [...rows.values()];
const sum = (key) => total.reduce((n, row) => n + row[key], 0);
console.log(line(['all', sum('cases'), sum('right'), sum('cases') - sum('right'), '', '']));
for (const name of wrong) console.log(`wrong: ${name}`);
await server.close();
if (wrong.length > 0) process.exitCode = 1;
