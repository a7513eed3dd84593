/**
 * The table of the corpus: for each cause how many callbacks were made by breaking a good one, how many of them are
 * named rightly, what the search took, and the platforms. `node bench/corpus.mjs`; exit status 1 when one is named
 * wrongly, or a cause has fewer than three cases of its own.
 */
import { fileURLToPath } from 'node:url';
import { createViteServer } from 'vitest/node';
import { median } from './median.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const server = await createViteServer({
  root,
  configFile: false,
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, ws: false, watch: null },
});
const { CORPUS, tooFew } = await server.ssrLoadModule('/test/diagnose/corpus/index.ts');
const { run, named, namedRightly } = await server.ssrLoadModule('/test/diagnose/corpus/run.ts');
const { receiver, namedByReceiver } = await server.ssrLoadModule('/test/diagnose/corpus/cases/receiver.ts');

const rows = new Map();
const wrong = [];
function note(cause, { platform, name }, right, { got = [], tried, milliseconds, several = false }) {
  if (!right) wrong.push(`${platform}: ${name}: ${got.join(' + ') || 'nothing'} for ${cause}`);
  const row = rows.get(cause) ?? { cases: 0, right: 0, several: 0, tried: [], ms: [], platforms: new Map() };
  row.cases++;
  if (right) row.right++;
  if (several) row.several++;
  if (tried !== undefined) row.tried.push(tried);
  row.ms.push(milliseconds);
  row.platforms.set(platform, (row.platforms.get(platform) ?? 0) + 1);
  rows.set(cause, row);
}

for (const [section, cases] of Object.entries(CORPUS))
  for (const c of cases) {
    const result = await run(c);
    const [first = []] = c.expected;
    const cause = section === 'pairs' ? '(pairs)' : (first[0] ?? '(cannot be known)');
    note(cause, c, namedRightly(c, result), {
      got: [...named(result, true), ...named(result, false)],
      tried: result.explanation.tried,
      milliseconds: result.milliseconds,
      several: c.expected.length > 1,
    });
  }
for (const c of receiver) {
  const begun = performance.now();
  const got = namedByReceiver(c);
  const milliseconds = performance.now() - begun;
  note(c.cause, c, got.join() === c.cause, { got, milliseconds });
}

const WIDTHS = [22, 5, 7, 7, 7, 7, 8];
const line = (cells) =>
  cells
    .map((cell, i) =>
      i === 0 || i > 6 ? String(cell).padEnd(WIDTHS[i] ?? 0) : String(cell).padStart(WIDTHS[i]),
    )
    .join(' | ');
console.log(line(['cause', 'cases', 'rightly', 'wrongly', 'several', 'tried', 'ms', 'platforms']));
for (const [cause, { cases, right, several, tried, ms, platforms }] of rows) {
  const where = [...platforms].map(([platform, count]) => `${platform} ${count}`).join(', ');
  console.log(
    line([
      cause,
      cases,
      right,
      cases - right,
      several || '',
      median(tried) ?? '',
      median(ms).toFixed(1),
      where,
    ]),
  );
}
const sum = (key) => [...rows.values()].reduce((n, row) => n + row[key], 0);
console.log(
  line(['all', sum('cases'), sum('right'), sum('cases') - sum('right'), sum('several'), '', '', '']),
);
console.log('several: accepts more than one set of causes. tried, ms: medians of hypotheses and of time.');
for (const name of wrong) console.log(`wrong: ${name}`);
const few = tooFew();
for (const cause of few)
  console.log(`fewer than three cases of its own: ${cause} (${rows.get(cause)?.cases ?? 'none'})`);
await server.close();
if (wrong.length > 0 || few.length > 0) process.exitCode = 1;
