/** The place of this thread in the queue for a processor. */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/** By as much as programs are nicer that work in the background; a larger number would starve it on a busy machine. */
const NICER = 10;

/**
 * Lets the other threads of the process go first where they want the same processor: a platform waits for its answer,
 * nobody waits for what is shown. Only Linux has priorities of threads; elsewhere all are equal.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    // `1234/task/1240`: the process, and the thread that asks.
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    if (thread > 0) setPriority(thread, NICER);
  } catch {
    // A system without /proc, or one that forbids it: the threads are equal.
  }
}
