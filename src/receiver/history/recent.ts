/** What the history remembers of recent messages, so that a restart does not turn a retry into a first attempt. */
import { arrivalTime } from '../../request/request.ts';
import { Attempts } from '../attempts.ts';
import { listDays } from './files.ts';
import { readDay } from './reader.ts';

/** The longest retry plan runs for two days; a start must not take long, so larger files are not read. */
const DAYS = 3;
const MOST_BYTES = 32 << 20;

/** The attempts of the last days, oldest first. */
export async function recentAttempts(folder: string): Promise<Attempts> {
  const attempts = new Attempts();
  let bytes = 0;
  const days = (await listDays(folder)).slice(-DAYS).reverse();
  const read = days.filter((day) => {
    bytes += day.bytes;
    return bytes <= MOST_BYTES;
  });
  for (const { path } of read.reverse()) {
    const { entries } = await readDay(path);
    for (const { delivery, answered } of entries) {
      if (delivery.kind !== 'callback') continue;
      attempts.note(delivery, arrivalTime(delivery.request) ?? Number.NaN);
      if (answered?.accepted) attempts.accepted(delivery);
    }
  }
  return attempts;
}
