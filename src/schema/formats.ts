/** String formats beyond those of JSON Schema that the platforms' schemas name. Other validators ignore them. */
import { tryReadJson } from '../json/read.ts';

export const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  /** A JSON text inside a string. */
  json: (text) => tryReadJson(text) !== undefined,
  /** yyyy-MM-dd HH:mm:ss, a day that the calendar has. */
  'local-date-time': isLocalDateTime,
};

const LOCAL_DATE_TIME = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

function isLocalDateTime(text: string): boolean {
  const match = LOCAL_DATE_TIME.exec(text);
  if (!match) return false;
  const day = Number(match[3]);
  // Every month has 28 days; day 0 of the next month is the last of this one.
  return day <= 28 || day <= new Date(Date.UTC(Number(match[1]), Number(match[2]), 0)).getUTCDate();
}
