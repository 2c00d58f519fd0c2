/** Finds the expressions in a string of Terraform's JSON syntax, where no grammar has found them. */
import { unknownPart } from '../../policy/unknown.ts';
import type { Piece } from './value.ts';

/** The pieces of a string: what stands for itself, and expressions as unknown parts. */
export function scanTemplate(text: string): Piece[] {
  const pieces: Piece[] = [];
  const mark = /([$%])(?:\1\{|\{)/g;
  let at = 0;
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    if (match.index > at) pieces.push(piece(text.slice(at, match.index), at, match.index, 'verbatim'));
    const isEscape = match[0].length === 3;
    const end = isEscape ? mark.lastIndex : endOfExpression(text, mark.lastIndex);
    const inside = text.slice(match.index + 2, end - 1).trim().replace(/\s+/g, ' '); // prettier-ignore
    const kind = isEscape ? 'escape' : match[1] === '%' ? 'directive' : 'filled';
    pieces.push(piece(isEscape ? match[0].slice(1) : unknownPart(inside), match.index, end, kind));
    mark.lastIndex = at = end;
  }
  if (at < text.length) pieces.push(piece(text.slice(at), at, text.length, 'verbatim'));
  return pieces;
}

function piece(text: string, start: number, end: number, kind: Piece['kind']): Piece {
  return { text, start, end, kind };
}

/** Offset after the brace that closes the expression beginning at `start`. Braces in strings inside it balance too. */
function endOfExpression(text: string, start: number): number {
  let depth = 1;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (inString && char === '\\') at++;
    else if (char === '"') inString = !inString;
    else if (!inString && char === '{') depth++;
    else if (!inString && char === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}
