/** A look at the texts of two patterns that rules out, for most pairs, that one covers the other. */

/** The texts between the wildcards of a pattern. What comes behind a variable, or a part that only deployment knows, may be anything. */
export function piecesOf(text: string): readonly string[] {
  const end = text.search(/[$\uE000]/);
  return end < 0 ? text.split(/[*?]/) : [text.slice(0, end).split(/[*?]/)[0] ?? '', ''];
}

/**
 * Whether the pattern of these pieces can cover the other: that has each of them, in order, the first at its start and the
 * last at its end.
 */
export function mayCover(pieces: readonly string[], text: string): boolean {
  const start = pieces[0] ?? '';
  if (!text.startsWith(start)) return false;
  let at = start.length;
  for (let index = 1; index < pieces.length; index++) {
    const piece = pieces[index] ?? '';
    const found = index === pieces.length - 1 ? text.length - piece.length : text.indexOf(piece, at);
    if (found < at || !text.startsWith(piece, found)) return false;
    at = found + piece.length;
  }
  return true;
}
