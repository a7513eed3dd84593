import { describe, expect, it } from 'vitest';
import { Rows } from '../../src/receiver/rows.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function arrange() {
  const taken: number[][] = [];
  return { taken, rows: new Rows<number>((row) => taken.push([...row])) };
}

describe('what comes together', () => {
  it('in one turn of the event loop is a row', async () => {
    const { taken, rows } = arrange();
    for (let i = 0; i < 15; i++) rows.add(i);
    expect(taken).toEqual([]);
    await turn();
    await turn();
    expect(taken).toEqual([Array.from({ length: 15 }, (_, i) => i)]);
  });

  it('is more than one row when it is many, one after the other', async () => {
    const { taken, rows } = arrange();
    for (let i = 0; i < 40; i++) rows.add(i);
    for (let i = 0; i < 4; i++) await turn();
    expect(taken.flat()).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect(taken.map(({ length }) => length)).toEqual([16, 16, 8]);
  });

  it('in the turns after it as well, until one in which nothing comes', async () => {
    const { taken, rows } = arrange();
    rows.add(1);
    await turn();
    rows.add(2);
    await turn();
    await turn();
    rows.add(3);
    await turn();
    await turn();
    expect(taken).toEqual([[1, 2], [3]]);
  });

  it('is a row when it is long enough, though more comes', async () => {
    const { taken, rows } = arrange();
    for (let i = 0; i < 200; i++) {
      rows.add(i);
      await turn();
    }
    await turn();
    await turn();
    expect(taken.flat()).toEqual(Array.from({ length: 200 }, (_, i) => i));
    for (const row of taken) expect(row.length).toBeLessThanOrEqual(16);
  });
});
