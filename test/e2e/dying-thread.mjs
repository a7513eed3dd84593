/** Loaded in front of the command: its second thread dies of a callback to /die. */
import { isMainThread, parentPort } from 'node:worker_threads';

if (!isMainThread) {
  const on = parentPort.on.bind(parentPort);
  parentPort.on = (name, handler) =>
    on(name, (message) => {
      if (message.row?.lines.some((line) => line.includes('"url":"/die"'))) throw new RangeError('dead');
      handler(message);
    });
}
