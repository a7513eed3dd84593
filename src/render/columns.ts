/** How many terminal columns text takes: Chinese characters and emoji two, marks that sit on others none. */
import { eastAsianWidth } from 'get-east-asian-width';

/** Combining marks, format characters and controls move no cursor. */
const NO_COLUMN = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;
/** Asks for the emoji form of the character before it. */
const EMOJI_STYLE = '\uFE0F';

/** Columns of a text without escape sequences. Plain ASCII, which is most text, costs no table. */
export function columns(text: string): number {
  if (!/[^ -~]/.test(text)) return text.length;
  let width = 0;
  let last = 0;
  for (const character of text) {
    if (character === EMOJI_STYLE && last === 1) {
      width += 1;
      last = 2;
    } else if (
      character < '\u0300' ? character >= ' ' && character !== '\u007f' : !NO_COLUMN.test(character)
    ) {
      last = eastAsianWidth(character.codePointAt(0) ?? 0);
      width += last;
    }
  }
  return width;
}
