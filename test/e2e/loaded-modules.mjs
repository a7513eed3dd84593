/** Loaded in front of the command: at its end, writes which files and modules of Node it loaded, as JSON on stderr. */
import { register } from 'node:module';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';

const { port1, port2 } = new MessageChannel();
const hooks = `
  let port;
  export function initialize(data) { port = data.port; }
  export async function load(url, context, next) { port.postMessage(url); return next(url, context); }
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`, {
  data: { port: port2 },
  transferList: [port2],
});

const before = new Set(process.moduleLoadList);
process.on('exit', () => {
  const files = [];
  for (let message = receiveMessageOnPort(port1); message; message = receiveMessageOnPort(port1))
    if (message.message.startsWith('file:')) files.push(message.message.split('/').slice(-2).join('/'));
  const builtIns = process.moduleLoadList
    .filter((name) => !before.has(name) && name.startsWith('NativeModule '))
    .map((name) => name.slice('NativeModule '.length));
  process._rawDebug(JSON.stringify({ files, builtIns }));
});
