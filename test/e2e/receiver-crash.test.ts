/**
 * Kills the receiver at random moments under load and counts: every callback that got its answer must be in the
 * history, and nothing that the history calls recorded may be damaged.
 */
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readLast } from '../../src/receiver/history/reader.ts';
import { listen, newFolder } from './listener.ts';

const ROUNDS = Number(process.env['CBK_CRASH_ROUNDS'] || 12);
const CONNECTIONS = 16;
/** Longer than a page, so that the system could stop in the middle of one. */
const FILLER = 'x'.repeat(6000);

/** Sends callbacks one after the other on one connection; adds the number of each that is answered with 200. */
function hammer(port: number, name: string, answered: Set<string>, sent: Set<string>): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let count = 0;
    let order = '';
    let got = '';
    const send = () => {
      order = `${name}-${count++}`;
      sent.add(order);
      const body = JSON.stringify({ type: 1003, contract: order, sign: FILLER });
      socket.write(
        `POST /lianyou HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
    };
    socket.on('connect', send);
    socket.on('data', (chunk: Buffer) => {
      got += chunk.toString('latin1');
      // The whole answer has to be there for it to count.
      if (!got.includes('"SUCCESS"}')) return;
      if (got.startsWith('HTTP/1.1 200')) answered.add(order);
      got = '';
      send();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
}

describe('kill -9 under load', () => {
  it('loses no callback that was answered', { timeout: 20_000 + ROUNDS * 5000 }, async () => {
    const folder = newFolder();
    const answered = new Set<string>();
    const sent = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const listener = await listen([], { folder });
      const hammers = Array.from({ length: CONNECTIONS }, (_, i) =>
        hammer(listener.port, `${round}-${i}`, answered, sent),
      );
      await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 500));
      await listener.stop('SIGKILL');
      await Promise.all(hammers);
    }
    const { entries } = await readLast(folder, Number.MAX_SAFE_INTEGER);
    const recorded = new Set(
      entries.map(({ delivery }) => {
        const body = JSON.parse(delivery.request.body.toString('utf8')) as { contract: string; sign: string };
        expect(body.sign).toBe(FILLER);
        return body.contract;
      }),
    );
    const lost = [...answered].filter((order) => !recorded.has(order));
    console.log(
      `${ROUNDS} kills: ${sent.size} sent, ${answered.size} answered, ${answered.size - lost.length} of these recorded, ${recorded.size} recorded in all`,
    );
    expect(lost).toEqual([]);
    expect(answered.size).toBeGreaterThan(ROUNDS * 50);
    for (const order of recorded) expect(sent.has(order)).toBe(true);
  });
});
