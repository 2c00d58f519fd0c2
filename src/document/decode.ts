/** Bytes of a file to text. The byte order mark stays in the text, so that a fix writes the file back as it was. */
import { Buffer, constants, isUtf8 } from 'node:buffer';

export type Decoded =
  | { readonly text: string }
  | { readonly problem: 'binary' | 'empty' | 'utf-16' | 'too-large'; readonly message: string };

/** Text of a UTF-8 file, or why it has none; `message` is a predicate: "contains NUL bytes ...". */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { problem: 'empty', message: 'is empty' };
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    return { problem: 'utf-16', message: 'is encoded as UTF-16; save it as UTF-8' };
  }
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return { problem: 'binary', message: zipMessage };
  if (bytes.includes(0))
    return { problem: 'binary', message: 'contains NUL bytes, so it is binary and not UTF-8 text' };
  if (!isUtf8(bytes)) return { problem: 'binary', message: 'is binary or in another encoding than UTF-8' };
  if (bytes.length > constants.MAX_STRING_LENGTH) return { problem: 'too-large', message: 'is too large to be read' };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text === '\uFEFF' ? { problem: 'empty', message: 'is empty but for a byte order mark' } : { text };
}

/** What `terraform plan -out` writes is a zip archive too. */
const zipMessage = 'is a zip archive; of a Terraform plan, check what `terraform show -json FILE > plan.json` prints';

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
