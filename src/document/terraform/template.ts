/** Strings and heredocs of HCL, piece by piece, and the JSON that may stand in them. */
import type { Location } from '../../finding.ts';
import type { Path } from '../../policy/place.ts';
import { hasUnknownPart } from '../../policy/unknown.ts';
import { readJson, type JsonDocument } from '../json.ts';
import type { SourceFile } from './source-file.ts';
import type { Syntax } from './syntax.ts';
import { fromJson, type Piece, type Value, type Written } from './value.ts';

/** The pieces of a quoted string or a heredoc. `fill` gives the text of an interpolation. */
export function piecesOf(node: Syntax, file: SourceFile, fill: (interpolation: Syntax) => string): Piece[] {
  const isHeredoc = node.type === 'heredoc_template';
  const [start, end] = isHeredoc ? heredocRange(node, file.text) : [node.start + 1, node.end - 1];
  const pieces: Piece[] = [];
  let at = start;
  for (const child of node.children) {
    if (child.type !== 'template_interpolation' && child.type !== 'template_directive') continue;
    pieces.push(...literalPieces(file.text, at, child.start, isHeredoc));
    const isDirective = child.type === 'template_directive';
    const text = isDirective ? '' : fill(child);
    const kind = isDirective ? 'directive' : 'filled';
    pieces.push({ text, start: child.start, end: child.end, kind });
    at = child.end;
  }
  pieces.push(...literalPieces(file.text, at, end, isHeredoc));
  return pieces;
}

/** From the line after the opening mark to the start of the line of the closing one. */
function heredocRange({ children, start, end }: Syntax, text: string): [number, number] {
  const marks = children.filter(({ type }) => type === 'heredoc_identifier');
  const from = text.indexOf('\n', marks[0]?.end ?? start) + 1;
  const to = text.lastIndexOf('\n', marks[1]?.start ?? end) + 1;
  return [from, Math.max(from, to)];
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
const quotedEscape = /\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|(["\\nrt]))|([$%])\4\{/g;
const heredocEscape = /([$%])\1\{/g;

function literalPieces(text: string, start: number, end: number, isHeredoc: boolean): Piece[] {
  const raw = text.slice(start, end);
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of raw.matchAll(isHeredoc ? heredocEscape : quotedEscape)) {
    if (match.index > at) pieces.push(verbatim(raw.slice(at, match.index), start + at));
    const [all] = match;
    pieces.push({
      text: unescape(all),
      start: start + match.index,
      end: start + match.index + all.length,
      kind: 'escape',
    });
    at = match.index + all.length;
  }
  if (at < raw.length) pieces.push(verbatim(raw.slice(at), start + at));
  return pieces;
}

function verbatim(text: string, start: number): Piece {
  return { text, start, end: start + text.length, kind: 'verbatim' };
}

function unescape(escape: string): string {
  if (!escape.startsWith('\\')) return escape.slice(1);
  const code = Number.parseInt(escape.slice(2), 16);
  if (/^\\[uU]/.test(escape)) return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  return escapes[escape.charAt(1)] ?? escape;
}

export type TextPolicy =
  | { readonly policy: Value; readonly duplicates: readonly { key: string; first: Location; location: Location }[] }
  | { readonly fault: string; readonly location: Location }
  | { readonly unknown: string };

/** The policy in a text as it was written. */
export function readWritten({ pieces, file }: Written): TextPolicy {
  if (pieces.some(({ kind }) => kind === 'directive')) return { unknown: 'its text is made by template directives' };
  const { text, segments } = joinPieces(pieces);
  if (!/^\s*\{/.test(text)) return { unknown: 'its text is not known' };
  const document = readJson(text);
  const { syntaxError } = document;
  if (syntaxError) {
    if (hasUnknownPart(text)) return { unknown: 'its text is not known as a whole' };
    const offset = offsetOf(text, syntaxError.location);
    return {
      fault: syntaxError.message.replace(/ at line \d+, column \d+(?=[.;])/, ''),
      location: file.spot(rangeIn(segments, offset, offset + 1))(),
    };
  }
  return { policy: locatedJson(document, segments, file), duplicates: duplicatesOf(document, text, segments, file) };
}

/** A part of the joined text and the part of the file it comes from. */
interface Segment {
  readonly from: number;
  readonly piece: Piece;
}

/** The JSON text. An unknown part outside of a string becomes a string of its own: it may be any value. */
export function joinPieces(pieces: readonly Piece[]): { text: string; segments: Segment[] } {
  const segments: Segment[] = [];
  const state = { inString: false, isEscaped: false };
  let text = '';
  for (const piece of pieces) {
    segments.push({ from: text.length, piece });
    if (piece.kind !== 'filled') {
      text += piece.text;
      follow(piece.text, state);
      continue;
    }
    for (const part of piece.text.split(/(\uE000[^\uE001]*\uE001)/)) {
      const isUnknown = part.startsWith('\uE000');
      const safe = isUnknown ? JSON.stringify(part).slice(1, -1) : part;
      text += isUnknown && !state.inString ? `"${safe}"` : safe;
      if (!isUnknown) follow(part, state);
    }
  }
  return { text, segments };
}

function follow(text: string, state: { inString: boolean; isEscaped: boolean }): void {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (state.isEscaped) state.isEscaped = false;
    else if (code === 0x5c) state.isEscaped = state.inString;
    else if (code === 0x22) state.inString = !state.inString;
  }
}

function rangeIn(segments: readonly Segment[], from: number, to: number): { start: number; end: number } {
  const first = segmentAt(segments, from);
  const last = segmentAt(segments, Math.max(from, to - 1));
  const start = !first
    ? 0
    : first.piece.kind === 'verbatim'
      ? first.piece.start + from - first.from
      : first.piece.start;
  const end = !last ? start : last.piece.kind === 'verbatim' ? last.piece.start + to - last.from : last.piece.end;
  return { start, end: Math.max(start, Math.min(end, last?.piece.end ?? end)) };
}

function segmentAt(segments: readonly Segment[], offset: number): Segment | undefined {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.from ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return segments[low];
}

function locatedJson(document: JsonDocument, segments: readonly Segment[], file: SourceFile): Value {
  return fromJson(document.value, (path: Path, part) => {
    const [from, to] = document.range(path, part) ?? document.range(path, 'value') ?? [0, 0];
    return file.spot(rangeIn(segments, from, to))();
  });
}

function duplicatesOf(document: JsonDocument, text: string, segments: readonly Segment[], file: SourceFile) {
  const spot = (place: Location): Location => {
    const from = offsetOf(text, place);
    const to = offsetOf(text, { line: place.endLine ?? 1, column: place.endColumn ?? 1 });
    return file.spot(rangeIn(segments, from, to))();
  };
  return document.duplicates.map(({ key, first, second }) => ({ key, first: spot(first), location: spot(second) }));
}

function offsetOf(text: string, { line = 1, column = 1 }: Location): number {
  let start = 0;
  for (let count = 1; count < line; count++) {
    const next = /\r\n|\r|\n/g;
    next.lastIndex = start;
    const end = next.exec(text);
    if (!end) break;
    start = end.index + end[0].length;
  }
  return Math.min(start + column - 1, text.length);
}
