/** Columns that text takes on a terminal, and cutting and wrapping by them. Text is expected to be harmless already. */

const zeroWidth = /[\p{Mn}\p{Me}\p{Cf}]/u;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Columns of one character: 0 for combining marks, 2 for East Asian wide characters and emoji. */
function charWidth(char: string): number {
  if (char >= ' ' && char <= '~') return 1;
  if (zeroWidth.test(char)) return 0;
  return wide.test(char) ? 2 : 1;
}

/** Columns of a text. */
export function textWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

/** The longest start of a text that fits, with `…` when something is left out. */
export function fitStart(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  return `${takeColumns(text, columns - 1)}…`;
}

/** The longest end of a text that fits, after `…` when something is left out. */
export function fitEnd(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  const chars = Array.from(text);
  let width = 0;
  let at = chars.length;
  while (at > 0) {
    width += charWidth(chars[at - 1] ?? '');
    if (width > columns - 1) break;
    at--;
  }
  return `…${chars.slice(at).join('')}`;
}

function takeColumns(text: string, columns: number): string {
  let width = 0;
  let end = 0;
  for (const char of text) {
    width += charWidth(char);
    if (width > columns) break;
    end += char.length;
  }
  return text.slice(0, end);
}

/** Lines of at most so many columns (at least 2), broken at blanks, else inside a word, there best behind `/ - , _`. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (textWidth(joined) <= columns) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = breakWord(word, columns);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  return [...lines, line];
}

function breakWord(word: string, columns: number): string[] {
  const pieces: string[] = [];
  let rest = word;
  while (textWidth(rest) > columns) {
    // A single character wider than the column still has to go somewhere.
    const fits = takeColumns(rest, columns) || (rest.match(/^./su)?.[0] ?? rest);
    const seam = Math.max(...['/', '-', ',', '_'].map((mark) => fits.lastIndexOf(mark))) + 1;
    const piece = seam > fits.length / 3 ? fits.slice(0, seam) : fits;
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...pieces, rest];
}
