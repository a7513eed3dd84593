/**
 * How fast the diagnosis tries hypotheses, against how fast the runtime digests the very same strings and does nothing
 * else. Both in one run; the ratio must be at least 0.6 for the search that runs by default, three mistakes deep. The
 * one that stops at two is over in some hundredths of a second, most of which goes into laying out what the third
 * level uses as well; it is shown beside it. `node bench/diagnosis.mjs`
 */
import { createHash, createHmac, hash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'diagnosis-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** What the two kinds of search need of src. */
const ENTRY = `
  export { diagnoseSign } from '${root}src/diagnose/sign/index.ts';
  export { readObserved } from '${root}src/diagnose/sign/observed.ts';
  export { keyVariants } from '${root}src/diagnose/key-change.ts';
  export { fitsDigest, searchSignature } from '${root}src/diagnose/signature/search.ts';
  export { templateDeviations } from '${root}src/diagnose/signature/templates.ts';
  export { parseTemplate } from '${root}src/rules/template.ts';
  export { PLATFORMS } from '${root}src/platforms/index.ts';
  export { readForm, readBody } from '${root}src/request/fields.ts';
`;

/** The same code, with a digest that also keeps what it is given. */
const RECORDING = `
  import { createHmac, hash } from 'node:crypto';
  export function digestHex(algorithm, data, secret = '') {
    globalThis.recorded.add(algorithm, data, secret);
    return algorithm.startsWith('hmac-')
      ? createHmac(algorithm.slice(5), secret).update(data).digest('hex')
      : hash(algorithm, data, 'hex');
  }
`;

/** Sends every digest to the one that records, where some hypotheses need only the end of theirs. */
const ALL_RECORDED = 'export const observedWord = () => undefined;';

async function bundle(name, replaced = {}) {
  const entry = join(folder, `${name}.entry.js`);
  writeFileSync(entry, ENTRY);
  const build = await rolldown({
    input: entry,
    platform: 'node',
    plugins: [
      {
        name: 'replaced',
        load: (id) => replaced[id.slice(root.length)] ?? null,
      },
    ],
  });
  const file = join(folder, `${name}.mjs`);
  await build.write({ file, format: 'esm', codeSplitting: false });
  return import(pathToFileURL(file).href);
}

const DATA =
  '{"order_no":"HT20261121000017","status":"已支付","amount":"1280.50","buyer":"张三","remark":"加急 100% 顺丰+保价 & 签收=本人","items":[{"sku":"A-01","name":"岩茶（礼盒）","num":2}]}';
/** What the diagnosis does without being told otherwise. */
const DEPTH = 3;
const RANDOM = '0123456789ABCDEF0123456789ABCDE7';

function signSearch(src, id, depth) {
  const platform = src.PLATFORMS.find((p) => p.id === id);
  const { rules } = platform.checks.find(({ kind }) => kind === 'sign');
  const fields =
    id === 'haitouhui'
      ? [
          ['version', '1.0'],
          ['app_id', '10002301'],
          ['timestamp', '2026-11-21 09:53:20'],
          ['data', DATA],
          ['sign', RANDOM],
        ]
      : [
          ['type', '1003'],
          ['contract', '0x7Be8076f4EA4A4AD08075C2508e481d6C946D12b'],
          ['tokenstd', 'ERC721'],
          ['block', '15000005'],
          ['transactionHash', '0x9b1c5de0f3a79b1c5de0f3a79b1c5de0f3a7'],
          ['abi', DATA],
          ['sign', RANDOM],
        ];
  const secret = '9f8e7d6c5b4a39281706f5e4d3c2b1a0';
  return src.diagnoseSign(
    {
      fields: fields.map(([name, value]) => ({ name, value })),
      numbers: new Set(),
      known: {
        documented: new Set(fields.map(([name]) => name)),
        constants: [],
        defaults: [],
        query: [],
        signField: 'sign',
      },
      rules,
      secret,
      keys: src.keyVariants(secret),
      observed: src.readObserved(RANDOM),
    },
    { depth, milliseconds: 60_000 },
  );
}

function bodySearch(src, depth) {
  const texts = { timestamp: '1795226000123', nonce: '583920174650291837', event: 'CREATE_WAYBILL' };
  const platform = src.PLATFORMS.find((p) => p.id === 'yunzhimeng');
  const { rules } = platform.checks.find(({ kind }) => kind === 'signature');
  const templates = rules.map(({ canonical }) => canonical);
  return src.searchSignature(
    {
      body: DATA.repeat(2).replace('}{', '},"more":{').concat('}'),
      texts,
      fields: [{ name: 'order_no', value: 'HT20261121000017' }],
      known: templates.map((template) => ({ template, parts: src.parseTemplate(template) })),
      others: src.templateDeviations(Object.keys(texts), templates, false),
      fits: src.fitsDigest('sha256', createHash('sha256').update('nothing').digest()),
    },
    { depth, milliseconds: 60_000 },
  );
}

/** Processor time in milliseconds, which other programs on the machine do not lengthen. */
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/**
 * What was digested, outside of the heap: the collector's work on half a million strings, which a search outside of
 * this benchmark does not keep, would be counted as the search's.
 */
class Recorded {
  count = 0;
  bytes = 0;
  #room = Buffer.alloc(64 << 20);
  #end = 0;
  /** Algorithm and secret of each kind of digest. */
  #kinds = [];

  add(algorithm, data, secret) {
    const bytes = Buffer.from(data);
    const known = this.#kinds.findIndex(([a, s]) => a === algorithm && s === secret);
    const kind = known >= 0 ? known : this.#kinds.push([algorithm, secret]) - 1;
    if (this.#end + 8 + bytes.length > this.#room.length)
      this.#room = Buffer.concat([this.#room], 2 * this.#room.length);
    this.#end = this.#room.writeUInt32LE(kind, this.#end);
    this.#end = this.#room.writeUInt32LE(bytes.length, this.#end);
    this.#end += bytes.copy(this.#room, this.#end);
    this.count++;
    this.bytes += bytes.length;
  }

  /** What the runtime takes for the same digests of the same strings, in milliseconds. */
  digestAll() {
    let time = 0;
    let at = 0;
    while (at < this.#end) {
      const list = [];
      while (at < this.#end && list.length < 1000) {
        const [algorithm, secret] = this.#kinds[this.#room.readUInt32LE(at)];
        const begin = at + 8;
        at = begin + this.#room.readUInt32LE(at + 4);
        list.push([algorithm, this.#room.toString('utf8', begin, at), secret]);
      }
      const begun = cpu();
      for (const [algorithm, data, secret] of list)
        if (algorithm.startsWith('hmac-')) createHmac(algorithm.slice(5), secret).update(data).digest('hex');
        else hash(algorithm, data, 'hex');
      time += cpu() - begun;
    }
    return time;
  }
}

const recording = await bundle('recording', {
  'src/crypto/digest.ts': RECORDING,
  'src/diagnose/sign/observed-word.ts': ALL_RECORDED,
});
const plain = await bundle('plain');
let slowest = Number.POSITIVE_INFINITY;
console.log('search          depth  hypotheses   bytes     search      digests  ratio');
for (const [name, depth, search] of [
  ['haitouhui', 2, (src) => signSearch(src, 'haitouhui', 2)],
  ['haitouhui', 3, (src) => signSearch(src, 'haitouhui', 3)],
  ['lianyou', 2, (src) => signSearch(src, 'lianyou', 2)],
  ['lianyou', 3, (src) => signSearch(src, 'lianyou', 3)],
  ['RSA, SHA-256', 2, (src) => bodySearch(src, 2)],
  ['RSA, SHA-256', 3, (src) => bodySearch(src, 3)],
]) {
  const recorded = new Recorded();
  globalThis.recorded = recorded;
  search(recording);
  const { tried } = search(plain);
  // In turns, so that both meet the same weather on a machine with other work.
  let [time, digests] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < (depth > 2 ? 4 : 30); round++) {
    const begun = cpu();
    search(plain);
    time = Math.min(time, cpu() - begun);
    digests = Math.min(digests, recorded.digestAll());
  }
  // Hypotheses per second over digests per second.
  const ratio = tried / time / (recorded.count / digests);
  if (depth === DEPTH) slowest = Math.min(slowest, ratio);
  const bytes = Math.round(recorded.bytes / recorded.count);
  console.log(
    `${name.padEnd(16)}${String(depth).padStart(5)}${String(tried).padStart(12)}${String(bytes).padStart(8)}${time.toFixed(0).padStart(8)} ms${digests.toFixed(0).padStart(10)} ms${ratio.toFixed(2).padStart(7)}`,
  );
}
if (slowest < 0.6) {
  console.error(`too slow: ${slowest.toFixed(2)} < 0.60`);
  process.exitCode = 1;
}
