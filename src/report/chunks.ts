/** Pieces of a text put together to chunks worth writing. */

const least = 65_536;

/** The same text in chunks of at least 64 KiB, but for the last. */
export function* inChunks(parts: Iterable<string>): Generator<string> {
  let chunk: string[] = [];
  let length = 0;
  for (const part of parts) {
    chunk.push(part);
    length += part.length;
    if (length < least) continue;
    yield chunk.join('');
    chunk = [];
    length = 0;
  }
  if (length > 0) yield chunk.join('');
}
