/** String formats beyond those of JSON Schema that the platforms' schemas name. Other validators ignore them. */
import { tryReadJson } from '../json/read.ts';

export const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  /** A JSON text inside a string. */
  json: (text) => tryReadJson(text) !== undefined,
  /** yyyy-MM-dd HH:mm:ss, a day that the calendar has. */
  'local-date-time': isLocalDateTime,
};

function isLocalDateTime(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text);
  if (!match) return false;
  const iso = `${text.slice(0, 10)}T${text.slice(11)}.000Z`;
  const time = Date.parse(iso);
  // Date.parse moves 30 February into March; a real day comes back as it was written.
  return !Number.isNaN(time) && new Date(time).toISOString() === iso;
}
