/**
 * Files of events piece by piece. Log files as delivered are small and read at once; what somebody put together from
 * many of them would take several times its size when all events were there at the same time.
 */
import { broken, isEvent, linesOf, listOf, parse, readEvents, type Records } from './cloudtrail-records.ts';

export interface PieceSizes {
  /** Bytes up to which a file is read at once. */
  readonly whole: number;
  /** Bytes of a piece, about. */
  readonly piece: number;
}

const defaults: PieceSizes = { whole: 24 * 1024 * 1024, piece: 4 * 1024 * 1024 };
const decoder = new TextDecoder();

/** The events of a file that is no longer compressed. After a reason nothing follows. */
export function* readPieces(bytes: Uint8Array, sizes: PieceSizes = defaults): Generator<Records> {
  const start = bytes.length > sizes.whole ? listStart(bytes) : undefined;
  if (start !== undefined) yield* listPieces(bytes, start, sizes.piece);
  else if (bytes.length > sizes.whole && hasLines(bytes)) yield* linePieces(bytes, sizes.piece);
  else yield readEvents(bytes);
}

/** Where the first event of `{"Records": [` or `[` stands. */
function listStart(bytes: Uint8Array): number | undefined {
  const head = decoder.decode(bytes.subarray(0, 1024));
  const [opening] = /^\s*(?:\{\s*"Records"\s*:\s*)?\[/.exec(head) ?? [];
  // Bytes and characters are the same here, but for a byte order mark, which the decoder leaves out.
  return opening === undefined ? undefined : opening.length + (bytes[0] === 0xef ? 3 : 0);
}

function* listPieces(bytes: Uint8Array, start: number, size: number): Generator<Records> {
  let from = start;
  let isFirst = true;
  for (const { at, isLast } of itemEnds(bytes, start)) {
    if (!isLast && at - from < size) continue;
    const events = parse(`[${decoder.decode(bytes.subarray(from, at))}]`);
    if (!Array.isArray(events)) break;
    // Only the first piece tells whether these are events at all.
    yield isFirst ? listOf(events) : { events, unreadable: 0 };
    if (isLast) return;
    isFirst = false;
    from = at + 1;
  }
  yield broken;
}

/** The commas between the items of a list, and the bracket that closes it. */
function* itemEnds(bytes: Uint8Array, start: number): Generator<{ readonly at: number; readonly isLast: boolean }> {
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === 0x22) at = endOfString(bytes, at);
    else if (byte === 0x7b || byte === 0x5b) depth++;
    else if (byte === 0x2c && depth === 0) yield { at, isLast: false };
    else if ((byte === 0x7d || byte === 0x5d) && --depth < 0) {
      if (byte === 0x5d) yield { at, isLast: true };
      return;
    }
  }
}

/** Of the closing quote; the end of the bytes when there is none. */
function endOfString(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0x22, start + 1); at >= 0; at = bytes.indexOf(0x22, at + 1)) {
    let backslashes = 0;
    while (bytes[at - 1 - backslashes] === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return at;
  }
  return bytes.length;
}

/** Whether the first line is an event by itself. */
function hasLines(bytes: Uint8Array): boolean {
  const end = bytes.subarray(0, 1024 * 1024).indexOf(0x0a);
  return end > 0 && isEvent(parse(decoder.decode(bytes.subarray(0, end))));
}

function* linePieces(bytes: Uint8Array, size: number): Generator<Records> {
  for (let from = 0; from < bytes.length;) {
    const found = bytes.indexOf(0x0a, from + size);
    const end = found < 0 ? bytes.length : found;
    yield linesOf(decoder.decode(bytes.subarray(from, end)));
    from = end + 1;
  }
}
