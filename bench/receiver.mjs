/**
 * The receiver under load, with history and checks on, beside a bare node:http server, mockttp and Mockoon, all in
 * the same run on the same machine: requests a second and latency, with connections that are kept and with a new one
 * for each callback. Fails when the receiver has less than half of the bare server's rate, or is behind a peer. All run
 * the whole time and get their load in turn, in short rounds, for a machine may be faster in one minute than in the
 * next; rates and shares are the median of the rounds, times are those of all requests.
 * The two peers are installed into a folder of the system's temporary files, for they are no dependency.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median } from './median.mjs';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
/** Before the first round, for the code to be compiled; and after each, for what is still to be checked. */
const WARM_UP_SECONDS = 2;
const REST_MS = 200;
const CONNECTIONS = 64;
const MODES = [
  ['one connection for many callbacks', true],
  ['a connection for each callback', false],
];
const PEERS = { mockttp: '4.6.5', '@mockoon/cli': '9.9.0' };

const root = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'cbk-bench-'));
const peers = join(tmpdir(), 'cbk-bench-peers');

/**
 * Different messages: each has an order number, an amount and a sign of its own. A platform does not send the same one
 * again as long as it is answered well, and at the rates of today hardly one comes twice.
 */
const POOL = 400_000;

/** A genuine notification of haitouhui, so that every check of the receiver has work to do. */
function notification(number) {
  const secret = 'helloworld';
  const now = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const order = `HT20251121${String(number).padStart(6, '0')}`;
  const data = `{"order_no":"${order}","status":"已支付","amount":"${1000 + (number % 9000)}.50","buyer":"张三"}`;
  const fields = { version: '1.0', app_id: '10002301', timestamp: now, data };
  const joined = Object.keys(fields)
    .sort()
    .map((name) => name + fields[name])
    .join('');
  const sign = createHash('md5')
    .update(secret + joined + secret)
    .digest('hex')
    .toUpperCase();
  const body = Buffer.from(new URLSearchParams({ ...fields, sign }).toString());
  const head = `POST /notify HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** One message after the other. */
function messages(pool) {
  let turn = 0;
  return { next: () => pool[turn++ % pool.length], sent: () => turn };
}

const ANSWER = '{"ret_code":20000,"ret_message":"OK"}';

const BARE = `
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  request.on('data', () => {});
  request.on('end', () => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': ${ANSWER.length} });
    response.end(${JSON.stringify(ANSWER)});
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;

const MOCKTTP = `
import { createRequire } from 'node:module';
const { getLocal } = createRequire(${JSON.stringify(join(peers, 'package.json'))})('mockttp');
const server = getLocal({ recordTraffic: false });
await server.start();
await server.forPost('/notify').thenReply(200, ${JSON.stringify(ANSWER)}, { 'Content-Type': 'application/json', 'Content-Length': '${ANSWER.length}' });
console.log(server.port);`;

function mockoonFile(port) {
  const uuid = (n) => `00000000-0000-4000-8000-00000000000${n}`;
  return JSON.stringify({
    uuid: uuid(1),
    lastMigration: 33,
    name: 'bench',
    port,
    hostname: '127.0.0.1',
    endpointPrefix: '',
    latency: 0,
    folders: [],
    routes: [
      {
        uuid: uuid(2),
        type: 'http',
        documentation: '',
        method: 'post',
        endpoint: 'notify',
        responses: [
          {
            uuid: uuid(3),
            body: ANSWER,
            latency: 0,
            statusCode: 200,
            label: '',
            headers: [{ key: 'Content-Type', value: 'application/json' }],
            bodyType: 'INLINE',
            filePath: '',
            databucketID: '',
            sendFileAsBody: false,
            rules: [],
            rulesOperator: 'OR',
            disableTemplating: true,
            fallbackTo404: false,
            default: true,
            crudKey: 'id',
            callbacks: [],
          },
        ],
        responseMode: null,
        streamingMode: null,
        streamingInterval: 0,
      },
    ],
    rootChildren: [{ type: 'route', uuid: uuid(2) }],
    proxyMode: false,
    proxyHost: '',
    proxyRemovePrefix: false,
    tlsOptions: {
      enabled: false,
      type: 'CERT',
      pfxPath: '',
      certPath: '',
      keyPath: '',
      caPath: '',
      passphrase: '',
    },
    cors: false,
    headers: [],
    proxyReqHeaders: [],
    proxyResHeaders: [],
    data: [],
    callbacks: [],
  });
}

function installPeers() {
  if (existsSync(join(peers, 'node_modules', '@mockoon', 'cli'))) return;
  mkdirSync(peers, { recursive: true });
  writeFileSync(join(peers, 'package.json'), '{"private":true}');
  const wanted = Object.entries(PEERS).map(([name, version]) => `${name}@${version}`);
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', peers, ...wanted], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the peers could not be installed');
}

/** Starts a server program, its output in a file, and waits for the port that it prints. */
async function start(args, portOf) {
  const log = join(work, `output-${performance.now()}`);
  const out = openSync(log, 'w');
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', out, out],
    env: { ...process.env, LANG: 'C' },
  });
  closeSync(out);
  for (let waited = 0; waited < 20_000; waited += 50) {
    await delay(50);
    const printed = readFileSync(log, 'utf8');
    const port = portOf(printed);
    if (port !== undefined) return { child, port, log };
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${printed}`);
  }
  throw new Error('does not start');
}

const lastNumber = (text) => (/^\d+\s*$/m.test(text) ? Number(/^(\d+)\s*$/m.exec(text)[1]) : undefined);

/** A port that nobody listens on, below those that the system gives to outgoing connections. */
async function freePort() {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const server = createServer();
    const free = await new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

const BARE_NAME = 'bare node:http';
const OWN_NAME = 'cbk listen';

const startOwn = (...options) =>
  start(
    [
      join(root, 'bin/cbk.js'),
      'listen',
      '--port',
      '0',
      '--json',
      // As in the README's first example; which platform calls is not found out each time.
      '-p',
      'haitouhui',
      '--secret',
      'helloworld',
      '--history',
      join(work, `history-${performance.now()}`),
      ...options,
    ],
    (text) => Number(/listening on http:.*:(\d+)/.exec(text)?.[1]) || undefined,
  );

const SERVERS = {
  [BARE_NAME]: () => start(['--input-type=module', '-e', BARE], lastNumber),
  // The others show nothing of what they answer; this one shows what is wrong, and checks and records everything.
  [OWN_NAME]: () => startOwn('--filter', 'verdict=invalid'),
  'cbk, all shown': () => startOwn(),
  mockttp: () => start(['--input-type=module', '-e', MOCKTTP], lastNumber),
  'Mockoon CLI': async () => {
    const mockoonPort = await freePort();
    const file = join(work, 'mockoon.json');
    writeFileSync(file, mockoonFile(mockoonPort));
    return start(
      [
        join(peers, 'node_modules/@mockoon/cli/bin/run.js'),
        'start',
        '--data',
        file,
        '--disable-log-to-file',
        '--repair',
      ],
      (text) => (/started/i.test(text) ? mockoonPort : undefined),
    );
  },
};

/**
 * One request after the other on each of the connections for a while, kept open or with a new connection for each
 * request, which is how most platforms call. Counts the answers whose status is not 200.
 */
async function load(port, requests, seconds, keepAlive) {
  const latencies = [];
  let failed = 0;
  const end = performance.now() + seconds * 1000;
  const one = () =>
    new Promise((resolve) => {
      const begun = performance.now();
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let sent = begun;
      let got = '';
      let usual = -1;
      const send = () => socket.write(requests.next());
      const answered = () => {
        const now = performance.now();
        latencies.push(now - sent);
        sent = now;
        if (keepAlive && sent < end) send();
        else socket.destroy();
      };
      socket.on('connect', send);
      socket.on('data', (chunk) => {
        // Reading each answer would take the processor that the server needs: one as long as the last is one like it.
        if (got === '' && chunk.length === usual && isGood(chunk)) return answered();
        got += chunk.toString('latin1');
        if (!isWhole(got)) return;
        usual = got.length;
        if (!got.startsWith('HTTP/1.1 200')) failed++;
        got = '';
        answered();
      });
      socket.on('error', () => failed++);
      socket.on('close', resolve);
    });
  const lane = async () => {
    do await one();
    while (performance.now() < end);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  return { latencies, failed };
}

const GOOD = Buffer.from('HTTP/1.1 200');
const isGood = (chunk) => chunk.compare(GOOD, 0, GOOD.length, 0, GOOD.length) === 0;

/** True for a whole answer: as long as it says, or to the last chunk. */
function isWhole(answer) {
  const split = answer.indexOf('\r\n\r\n');
  if (split < 0) return false;
  const length = /content-length: *(\d+)/i.exec(answer)?.[1];
  return length === undefined ? answer.endsWith('0\r\n\r\n') : answer.length >= split + 4 + Number(length);
}

/** Processor time that a process, or a thread of it, has used; not a number where the system has no /proc. */
function processorSeconds(path) {
  try {
    const fields = readFileSync(`/proc/${path}/stat`, 'latin1').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** One round of load on a server: its rate, the times of its answers in milliseconds, the processor time it took. */
async function measure({ child, port, requests }, keepAlive) {
  // The thread that answers has the number of its process.
  const paths = [`${child.pid}`, `${child.pid}/task/${child.pid}`];
  const before = paths.map(processorSeconds);
  const { latencies, failed } = await load(port, requests, SECONDS, keepAlive);
  await delay(REST_MS);
  const [processor, answering] = paths.map((path, i) => processorSeconds(path) - before[i]);
  return { rate: latencies.length / SECONDS, latencies, failed, processor, answering };
}

/** The rounds of a server, all of one mode, and those of the bare server beside them, in one line of figures. */
function summary(rounds, bare) {
  const latencies = Float64Array.from(rounds.flatMap((round) => round.latencies)).sort();
  const at = (share) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  const total = (name) => rounds.reduce((sum, round) => sum + round[name], 0);
  const micros = (name) => (total(name) * 1e6) / latencies.length;
  return {
    rate: median(rounds.map(({ rate }) => rate)),
    share: bare && median(rounds.map(({ rate }, round) => rate / bare[round].rate)),
    p50: at(0.5),
    p99: at(0.99),
    processor: micros('processor'),
    answering: micros('answering'),
    failed: total('failed'),
  };
}

async function stop({ child }) {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  setTimeout(() => child.kill('SIGKILL'), 3000).unref();
  await gone;
}

/** What the receiver says at its end of all callbacks that it got: each must have been checked, and found genuine. */
function uncheckedBy({ log, requests }) {
  const file = openSync(log, 'r');
  const end = Buffer.alloc(1000);
  readSync(file, end, 0, end.length, Math.max(0, statSync(log).size - end.length));
  closeSync(file);
  const genuine = Number(/ callbacks: (\d+) genuine/.exec(end.toString('latin1'))?.[1]);
  return genuine === requests.sent() ? undefined : `${genuine} of ${requests.sent()} were found genuine`;
}

/** What is wrong with the receiver's figures beside those of the others. */
function shortcomings(own, results) {
  return [
    own.failed > 0 && 'requests failed',
    own.share < 0.5 && "less than half of the bare server's rate",
    ...['mockttp', 'Mockoon CLI'].map(
      (peer) => results.has(peer) && own.rate <= results.get(peer).rate && `behind ${peer}`,
    ),
  ].filter(Boolean);
}

function print(name, { rate, share, p50, p99, processor, answering, failed }) {
  const percent = share === undefined ? '' : `${(100 * share).toFixed(0).padStart(4)} %`;
  console.log(
    `  ${name.padEnd(16)} ${rate.toFixed(0).padStart(7)} /s ${percent}  p50 ${p50.toFixed(2)} ms  p99 ${p99.toFixed(2)} ms  processor ${processor.toFixed(0).padStart(4)} µs, ${answering.toFixed(0)} of them to answer  failed ${failed}`,
  );
}

const only = process.argv.slice(2);
const names = Object.keys(SERVERS).filter((name) => only.length === 0 || only.some((o) => name.includes(o)));
if (names.some((name) => name.startsWith('mock') || name.startsWith('Mock'))) installPeers();
const pool = Array.from({ length: POOL }, (_, number) => notification(number));
console.log(
  `POST of different notifications of ${pool[0].length} bytes, ${CONNECTIONS} at a time, ${ROUNDS} rounds of ${SECONDS} s, Node ${process.version}; cbk listen with history and all checks`,
);
const running = new Map();
try {
  for (const name of names) running.set(name, { ...(await SERVERS[name]()), requests: messages(pool) });
  for (const [mode, keepAlive] of MODES) {
    const rounds = new Map(names.map((name) => [name, []]));
    for (const { port, requests } of running.values()) await load(port, requests, WARM_UP_SECONDS, keepAlive);
    for (let round = 0; round < ROUNDS; round++)
      for (const [name, server] of running) rounds.get(name).push(await measure(server, keepAlive));
    const bare = rounds.get(BARE_NAME);
    const results = new Map(names.map((name) => [name, summary(rounds.get(name), bare)]));
    console.log(mode);
    for (const [name, result] of results) print(name, result);
    const own = results.get(OWN_NAME);
    const wrong = own ? shortcomings(own, results) : [];
    for (const text of wrong) console.log(`  ✗ ${OWN_NAME}: ${text}`);
    if (wrong.length > 0) process.exitCode = 1;
  }
} finally {
  for (const [name, server] of running) {
    await stop(server);
    const unchecked = name.startsWith('cbk') ? uncheckedBy(server) : undefined;
    if (unchecked) {
      console.log(`✗ ${name}: ${unchecked}`);
      process.exitCode = 1;
    }
  }
  rmSync(work, { recursive: true, force: true });
}
