/** Bytes of a saved AWS answer to text and JSON, with errors that say what is wrong and where. */
import { readJson } from '../document/json.ts';
import { InputError } from '../errors.ts';
import type { Location } from '../finding.ts';

/** UTF-8, with or without a byte order mark; UTF-16 with one, which is what `>` writes in Windows PowerShell. */
export function decodeText(bytes: Uint8Array, name: string): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  let text: string;
  try {
    text = new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${name} is no UTF-8 text`);
  }
  if (text.trim() === '') throw new InputError(`${name} is empty`);
  if (text.includes('\0')) throw new InputError(`${name} is no text: it has NUL characters`);
  return text;
}

/** The value, or an InputError with line and column; never with a text of the file, which may be a secret. */
export function parseJson(text: string, name: string): unknown {
  const { value, syntaxError, duplicates } = readJson(text);
  if (syntaxError) {
    const { expected, location, kind } = syntaxError;
    const what = kind === 'depth' ? 'is nested too deeply' : 'is no valid JSON';
    throw new InputError(`${name} ${what}${where(location)}${expected === undefined ? '' : `: expected ${expected}`}`);
  }
  const [twice] = duplicates;
  if (twice) throw new InputError(`${name} has one name twice in an object${where(twice.second)}: which one counts?`);
  return value;
}

function where({ line, column }: Location): string {
  return line === undefined ? '' : ` (line ${line}, column ${column ?? 1})`;
}
