import { appendFileSync, chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Delivery, dayOfId, newId } from '../../src/receiver/delivery.ts';
import { dayPath, listDays, pruneBefore, type Sink } from '../../src/receiver/history/files.ts';
import { findEntry, readDay, readLast } from '../../src/receiver/history/reader.ts';
import { recentAttempts } from '../../src/receiver/history/recent.ts';
import { HistoryWriter, NotRecorded } from '../../src/receiver/history/writer.ts';
import { answerLine, deliveryLine, readRecord, takenLine } from '../../src/receiver/record.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const DAY = '2026-11-21';
const folder = () => join(temporaryFolder('history'), 'inner');

const open = (path: string, more: Partial<Parameters<typeof HistoryWriter.start>[0]> = {}) =>
  HistoryWriter.start({ folder: path, limitBytes: 1 << 20, onNearlyFull: () => undefined, ...more });

function record(id: string, body = 'x', extra: object = {}): string {
  return JSON.stringify({
    ...JSON.parse(
      deliveryLine({
        id,
        kind: 'callback',
        request: {
          method: 'POST',
          url: '/n',
          headers: [['Host', 'h']],
          body: Buffer.from(body),
          receivedAt: `${DAY}T10:00:00.000Z`,
        },
        remote: '127.0.0.1',
        verdict: 'unknown',
      }),
    ),
    ...extra,
  });
}

function readRecordOf(line: string): Delivery {
  const read = readRecord(line);
  if (!read || !('delivery' in read)) throw new Error(`no delivery: ${line}`);
  return read.delivery;
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 5000; !holds(); await new Promise((resolve) => setTimeout(resolve, 5)))
    if (Date.now() > end) throw new Error('waited in vain');
}

/** Resolves when the line is recorded; throws when it is not. */
const append = (writer: HistoryWriter, day: string, line: string) =>
  new Promise<void>((resolve, reject) => {
    writer.append(day, line, (failure) => (failure ? reject(failure) : resolve()));
  });

const idAt = (tail: string) => `261121-100000-${tail}`;

describe('recording', () => {
  it('gives every line back, in order, from files of mode 0600 in a folder of mode 0700', async () => {
    const path = folder();
    const writer = await open(path);
    const ids = Array.from({ length: 200 }, () => newId(`${DAY}T10:00:00.000Z`));
    await Promise.all(ids.map((id) => append(writer, DAY, record(id))));
    await writer.close();
    const { entries, damaged } = await readDay(dayPath(path, DAY));
    expect(entries.map(({ delivery }) => delivery.id)).toEqual(ids);
    expect(damaged).toEqual([]);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(dayPath(path, DAY)).mode & 0o777).toBe(0o600);
  });

  it('takes a wider mode back', async () => {
    const path = folder();
    let writer = await open(path);
    await append(writer, DAY, record(idAt('00001')));
    await writer.close();
    chmodSync(dayPath(path, DAY), 0o644);
    writer = await open(path);
    await append(writer, DAY, record(idAt('00002')));
    await writer.close();
    expect(statSync(dayPath(path, DAY)).mode & 0o777).toBe(0o600);
  });

  it('keeps any bytes and headers', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 5 }),
        fc.string(),
        (body, headers, url) => {
          const delivery = {
            id: idAt('00001'),
            kind: 'callback' as const,
            request: {
              method: 'POST',
              url,
              headers,
              body: Buffer.from(body),
              receivedAt: `${DAY}T10:00:00.000Z`,
            },
            remote: '::1',
            verdict: 'valid' as const,
          };
          const line = deliveryLine(delivery);
          expect(line).not.toContain('\n');
          expect(readRecord(line)).toEqual({ delivery });
        },
      ),
    );
  });

  it('what the checks say comes with the answer; a note goes out by itself, or before the file is closed', async () => {
    const path = folder();
    const writer = await open(path);
    const taken = (id: string) => takenLine({ ...readRecordOf(record(id)), id });
    const answered = { status: 200, headers: [], body: Buffer.from('OK'), by: 'rule', ms: 1 } as const;
    const checked = { verdict: 'valid', identity: 'i', bytes: 'b' } as const;
    const ids = ['00001', '00002', '00003'].map(idAt);
    for (const id of ids) await append(writer, DAY, taken(id));
    writer.note(DAY, answerLine({ ...answered, id: idAt('00001'), accepted: true }, checked));
    await until(() => readFileSync(dayPath(path, DAY), 'utf8').includes('"answer"'));
    writer.note(DAY, answerLine({ ...answered, id: idAt('00002'), accepted: false }, { verdict: 'invalid' }));
    await writer.close();
    const { entries } = await readDay(dayPath(path, DAY));
    expect(entries.map(({ delivery: { verdict, identity, bytes } }) => [verdict, identity, bytes])).toEqual([
      ['valid', 'i', 'b'],
      ['invalid', undefined, undefined],
      ['unknown', undefined, undefined],
    ]);
    expect(entries.map(({ answered: given }) => given?.accepted)).toEqual([true, false, undefined]);
  });

  it('each day has its own file', async () => {
    const path = folder();
    const writer = await open(path);
    await Promise.all([
      append(writer, '2026-11-20', record('261120-235959-00001')),
      append(writer, DAY, record(idAt('00002'))),
    ]);
    await writer.close();
    expect((await listDays(path)).map(({ day }) => day)).toEqual(['2026-11-20', DAY]);
    expect((await pruneBefore(path, DAY)).map(({ day }) => day)).toEqual(['2026-11-20']);
    expect((await listDays(path)).map(({ day }) => day)).toEqual([DAY]);
  });
});

describe('damage', () => {
  it('a torn last line is skipped and named, and what follows it is whole', async () => {
    const path = folder();
    let writer = await open(path);
    await append(writer, DAY, record(idAt('00001')));
    await writer.close();
    const torn = record(idAt('00002'), 'y'.repeat(100));
    appendFileSync(dayPath(path, DAY), torn.slice(0, torn.length / 2));
    writer = await open(path);
    await append(writer, DAY, record(idAt('00003')));
    await writer.close();
    const { entries, damaged } = await readDay(dayPath(path, DAY));
    expect(entries.map(({ delivery }) => delivery.id)).toEqual([idAt('00001'), idAt('00003')]);
    expect(damaged).toEqual([{ path: dayPath(path, DAY), line: 2 }]);
  });

  it('a record behind a torn one on the same line is found', async () => {
    const path = folder();
    const writer = await open(path);
    await append(writer, DAY, record(idAt('00001')));
    const torn = record(idAt('00002'), 'y'.repeat(100));
    // Another process died here while this one has the file open.
    appendFileSync(dayPath(path, DAY), torn.slice(0, 80));
    await append(writer, DAY, record(idAt('00003')));
    await writer.close();
    const { entries } = await readDay(dayPath(path, DAY));
    expect(entries.map(({ delivery }) => delivery.id)).toEqual([idAt('00001'), idAt('00003')]);
  });

  it('cut anywhere, the file loses nothing but the line that is cut', async () => {
    const path = folder();
    const writer = await open(path);
    const ids = ['00001', '00002', '00003'].map(idAt);
    for (const id of ids) await append(writer, DAY, record(id));
    await writer.close();
    const whole = readFileSync(dayPath(path, DAY));
    const each = whole.length / 3;
    for (let cut = 0; cut <= whole.length; cut++) {
      writeFileSync(dayPath(path, DAY), whole.subarray(0, cut));
      const { entries } = await readDay(dayPath(path, DAY));
      // A line that lacks only its line end is whole.
      const left = Math.floor((cut + 1) / each);
      expect(entries.map(({ delivery }) => delivery.id)).toEqual(ids.slice(0, left));
    }
  });
});

describe('a disk that is full', () => {
  /** A file on a disk with so much room, which takes at most `chunk` bytes at a time. */
  function smallDisk(room: number, chunk: number): { open: () => Promise<Sink>; text: () => string } {
    let text = '';
    return {
      text: () => text,
      open: async () => ({
        write: (bytes, offset) => {
          const part = bytes.subarray(offset, offset + Math.min(chunk, room - text.length));
          if (part.length === 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
          text += part.toString('utf8');
          return part.length;
        },
        sync: async () => undefined,
        close: async () => undefined,
        torn: false,
      }),
    };
  }

  it('calls recorded exactly what is there whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2500 }),
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: 1, max: 12 }),
        async (room, chunk, count) => {
          const disk = smallDisk(room, chunk);
          const writer = await open(folder(), { openDay: disk.open });
          const ids = Array.from({ length: count }, (_, i) => idAt(String(i).padStart(5, '0')));
          const results = await Promise.allSettled(ids.map((id) => append(writer, DAY, record(id))));
          const recorded = ids.filter((_, i) => results[i]?.status === 'fulfilled');
          const whole = disk
            .text()
            .split('\n')
            .slice(0, -1)
            .flatMap((line) => readRecord(line) ?? [])
            .map((read) => ('delivery' in read ? read.delivery.id : ''));
          expect(recorded).toEqual(whole);
          for (const result of results)
            if (result.status === 'rejected') {
              expect(result.reason).toBeInstanceOf(NotRecorded);
              expect((result.reason as NotRecorded).reason).toBe('ENOSPC');
            }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('a real one refuses with ENOSPC', async () => {
    const path = temporaryFolder('full');
    symlinkSync('/dev/full', dayPath(path, DAY));
    const writer = await open(path);
    await expect(append(writer, DAY, record(idAt('00001')))).rejects.toMatchObject({ reason: 'ENOSPC' });
    await expect(append(writer, DAY, record(idAt('00002')))).rejects.toMatchObject({ reason: 'ENOSPC' });
    await writer.close();
  });

  it('warns once at four fifths of the limit and stops at the limit', async () => {
    const line = record(idAt('00001'));
    const warnings: number[] = [];
    const path = folder();
    const writer = await open(path, {
      limitBytes: (line.length + 1) * 10,
      onNearlyFull: (bytes) => warnings.push(bytes),
    });
    for (let count = 0; count < 10; count++) await append(writer, DAY, line);
    await expect(append(writer, DAY, line)).rejects.toMatchObject({ reason: 'limit' });
    await writer.close();
    expect(warnings).toEqual([(line.length + 1) * 8]);
    const full = await open(path, { limitBytes: 10 });
    await expect(append(full, DAY, line)).rejects.toMatchObject({ reason: 'limit' });
    await full.close();
  });
});

describe('finding', () => {
  it('an id names its day', () => {
    const id = newId('2026-11-21T10:13:01.000Z');
    expect(id).toMatch(/^261121-101301-[0-9a-z]{5}$/);
    expect(dayOfId(id)).toBe(DAY);
    expect(dayOfId('../../etc/passwd')).toBeUndefined();
    expect(new Set(Array.from({ length: 1000 }, () => newId('2026-11-21T10:13:01.000Z'))).size).toBe(1000);
  });

  it('by id, and the last callback that is no probe; with its answer', async () => {
    const path = folder();
    const writer = await open(path);
    await append(writer, '2026-11-20', record('261120-100000-00001'));
    await append(writer, DAY, record(idAt('00002')));
    await append(
      writer,
      DAY,
      JSON.stringify({
        type: 'answer',
        id: idAt('00002'),
        status: 200,
        headers: [],
        body_b64: 'T0s=',
        by: 'rule',
        ms: 3,
        accepted: true,
      }),
    );
    await append(writer, DAY, record(idAt('00003'), '', { kind: 'probe' }));
    await writer.close();
    expect((await findEntry(path, '261120-100000-00001'))?.delivery.id).toBe('261120-100000-00001');
    const last = await findEntry(path, 'last');
    expect(last?.delivery.id).toBe(idAt('00002'));
    expect(last?.answered).toMatchObject({ status: 200, accepted: true, body: Buffer.from('OK') });
    expect(await findEntry(path, '261122-100000-00001')).toBeUndefined();
    expect(await findEntry(path, '../x')).toBeUndefined();
    const two = await readLast(path, 2);
    expect(two.entries.map(({ delivery }) => delivery.id)).toEqual([idAt('00002'), idAt('00003')]);
    expect(await readLast(join(path, 'none'), 2)).toEqual({ entries: [], damaged: [] });
  });

  it('a restart remembers the attempts', async () => {
    const path = folder();
    const writer = await open(path);
    await append(writer, DAY, record(idAt('00001'), 'x', { identity: 'same' }));
    await writer.close();
    const attempts = await recentAttempts(path);
    const again = attempts.note({ id: idAt('00002'), identity: 'same' }, Date.parse(`${DAY}T10:01:00.000Z`));
    expect(again).toMatchObject({ attempt: 2, previous: { first: idAt('00001'), afterSeconds: 60 } });
  });
});
