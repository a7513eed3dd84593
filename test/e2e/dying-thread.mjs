/** Loaded in front of the command: a callback to /die makes its second thread use up its memory. */
import { isMainThread, parentPort } from 'node:worker_threads';

if (!isMainThread) {
  const on = parentPort.on.bind(parentPort);
  parentPort.on = (name, handler) =>
    on(name, (message) => {
      const dies = message.row?.lines.some((line) => line.includes('"url":"/die"'));
      for (const kept = []; dies; ) kept.push(Array.from({ length: 1 << 16 }, () => ({})));
      handler(message);
    });
}
