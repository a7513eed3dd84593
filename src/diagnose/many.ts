/** Mistakes with very many forms: which of several spaces was a `+`, which numbers lost zeros. Tried last, by themselves. */
import { changeNumbers, numbersOf, withPlaces } from './text-change.ts';

/** At most so many forms of one text. */
const MOST_FORMS = 6561;
/** A choice of more spaces than this is not gone through. */
const MOST_SPACES = 12;

/** Every choice of some, not all, spaces as `+`; all of them is a change of its own. */
export function* somePluses(text: string): Generator<string> {
  const places = [...text.matchAll(/ /g)].map(({ index }) => index);
  if (places.length < 2 || places.length > MOST_SPACES) return;
  for (let chosen = 1; chosen < 2 ** places.length - 1; chosen++) {
    const characters = text.split('');
    for (const [bit, at] of places.entries()) if (chosen & (1 << bit)) characters[at] = '+';
    yield characters.join('');
  }
}

/** The numbers of a JSON text with zeros behind the point that a parser may have dropped: none, or up to one or two places. */
export function* someDecimals(text: string): Generator<string> {
  // Longer whole numbers are ids and times.
  const open = numbersOf(text).flatMap((digits, index) =>
    /^-?(?:\d{1,9}|\d+\.\d)$/.test(digits) ? [{ index }] : [],
  );
  const used = open.slice(0, Math.floor(Math.log(MOST_FORMS) / Math.log(3)));
  for (let form = 1; form < 3 ** used.length; form++) {
    const places = new Map(used.map(({ index }, i) => [index, Math.floor(form / 3 ** i) % 3]));
    yield changeNumbers(text, (digits, index) => withPlaces(digits, places.get(index) ?? 0));
  }
}
