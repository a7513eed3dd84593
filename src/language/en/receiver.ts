import type { ReceiverWords } from '../receiver-words.ts';

const words: ReceiverWords = {
  listening: (url) => `listening on ${url}`,
  enter: 'callback addresses to enter in the back office',
  query: 'wallet query',
  recordedIn: (folder) => `every delivery is recorded in ${folder}`,
  keys: 'keys: r replay the last · / filter · c copy as curl · p pause · q quit',
  forwarding: (to) => `forwarding to ${to}`,
  answer: 'Answer',
  noAnswer: 'closed without an answer',
  forwardFailed: (to, reason) =>
    `${to} gives no answer (${reason}): is it running? The platform was asked to send again`,
  clientOf: (address, scheme) => `sent by ${address}${scheme ? ` over ${scheme}` : ''}`,
  probe: 'probe',
  queried: 'wallet query',
  refused: {
    'body-too-large': 'the body is too large (413)',
    'unpacked-too-large': 'the body unpacks to too much (413)',
    'encoding-unknown': 'unknown content encoding (415)',
    'encoding-broken': 'the body is not what its content encoding says (400)',
    'headers-too-large': 'the headers are too large (431)',
    'headers-too-many': 'too many headers (431)',
    'too-slow': 'the request came too slowly (408)',
    'too-many-connections': 'too many connections (503)',
    'not-http': 'not an HTTP/1.1 request (400)',
    'not-recorded': 'the delivery could not be recorded (507)',
  },
  refusedFrom: (what, remote) => `refused a request from ${remote}: ${what}`,
  historyNearlyFull: (used, limit) =>
    `the history has ${used} of ${limit}: delete old days with cbk history prune --older 30d, or nothing more is taken at the limit`,
  historyNotRecorded: (reason) =>
    reason === 'limit'
      ? 'the history has reached its limit, so the delivery was refused with 507: cbk history prune --older 30d'
      : `the delivery could not be written (${reason}), so it was refused with 507`,
  damaged: (path, line) => `${path}: line ${line} is damaged and was skipped`,
  paused: 'paused: deliveries are still answered and recorded; p goes on',
  resumed: (count) => `going on; ${count} deliveries came meanwhile: cbk history`,
  filterPrompt: 'filter (e.g. platform=haomiao verdict=invalid path~notify): ',
  filterSet: (filter) => `showing only ${filter}`,
  filterOff: 'showing everything',
  filterWrong: (found) => `cannot read the filter at ${found}`,
  nothingYet: 'nothing has come yet',
  copiedCurl: 'copied as curl',
  failedInside: (reason) => `internal error, answered with 500: ${reason}`,
  noTime: 'no time left for that',
  notShown: (count, reason) =>
    `${count === 1 ? '1 delivery is' : `${count} deliveries are`} on record but not checked or shown: ${reason}`,
  summary: (c) =>
    `${c.callbacks} callbacks: ${c.valid} genuine, ${c.invalid} not, ${c.unknown} not verified; ${c.repeats} repeated, ${c.refused} refused`,
  replaying: (id, to) => `replaying ${id} to ${to}`,
  tunnelStarting: (command) => `starting the tunnel: ${command}`,
  tunnelUp: 'public address',
  tunnelDown: (reason, seconds) => `the tunnel is down (${reason}); starting it again in ${seconds} s`,
  tunnelUnnamed: 'the tunnel runs, but has not said its public address; give it with --public-url',
  historyEmpty: 'there is nothing in the history',
  pruned: (files, size) => `deleted ${files} days, ${size}`,
  masked: 'credentials are masked; --with-secrets keeps them',
  sent: (method, url) => `sent ${method} ${url}`,
  waiting: (duration, attempt) => `attempt ${attempt} in ${duration}`,
  timeline: 'Timeline',
  attempt: 'attempt',
  refusedWell: () => 'refused, as it should be',
  takenThough: (tamper) => `taken although it is wrong (${tamper}): the receiver does not check this`,
  bothAllowed: () => 'answered as a message that was seen before; make sure that it is processed once only',
  planEnds: 'the plan ends here: the platform would give up',
};
export default words;
