/** The words of JSON (RFC 8259), and what to say where the text holds something else. */

/** A departure from the JSON grammar; caught by json.ts, never seen outside. */
export class Fault extends Error {
  readonly expected: string;
  readonly found: string;
  readonly start: number;
  readonly end: number;

  constructor(expected: string, found: string, start: number, end: number) {
    super(`Expected ${expected}, but found ${found}`);
    this.expected = expected;
    this.found = found;
    this.start = start;
    this.end = end;
  }
}

/** Offset of the next character that is no JSON white space. */
export function skipSpace(text: string, from: number): number {
  for (let at = from; ; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
  }
}

/** End of the string, number, `true`, `false` or `null` that must start at `at`. */
export function readScalar(text: string, at: number, expected: string): number {
  if (text.startsWith('"', at)) return readString(text, at);
  const number = matchAt(/[-\d.][\d.eE+-]*/y, text, at);
  if (number !== '') {
    if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(number)) return at + number.length;
    throw new Fault('a number as JSON writes it', 'a malformed number', at, at + number.length);
  }
  const word = matchAt(/\w+/y, text, at);
  if (word === 'true' || word === 'false' || word === 'null') return at + word.length;
  throw faultAt(text, at, expected);
}

/** End of the string that starts at `start`. */
export function readString(text: string, start: number): number {
  for (let at = start + 1; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code === 0x5c) at += escapeLength(text, at);
    else if (code >= 0x20) at++;
    else if (code === 0x0a || code === 0x0d) throw new Fault(closingQuote, 'the end of the line', start, at);
    else throw faultAt(text, at, 'a \\u escape in a string');
  }
  throw new Fault(closingQuote, 'the end of the file', start, text.length);
}

const closingQuote = "the closing '\"' of a string";

function escapeLength(text: string, at: number): number {
  const escape = matchAt(/\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y, text, at);
  if (escape !== '') return escape.length;
  const end = Math.min(at + 2, text.length);
  throw new Fault('an escape such as \\n, \\" or \\u0041', 'a backslash before something else', at, end);
}

/** The fault of finding whatever stands at `at` instead of what is expected. */
export function faultAt(text: string, at: number, expected: string): Fault {
  const [found, length] = describe(text, at);
  return new Fault(expected, found, at, Math.min(at + length, text.length));
}

/**
 * What stands at an offset, in words, and its length. Text of the file is repeated only where it can be neither a secret
 * nor a control sequence.
 */
function describe(text: string, at: number): readonly [string, number] {
  const code = text.codePointAt(at);
  if (code === undefined) return ['the end of the file', 0];
  const char = String.fromCodePoint(code);
  if (char === '"') return ['a string', matchAt(/"(?:[^"\\\r\n]|\\.)*"?/y, text.slice(at, at + 1000), 0).length];
  const comment = matchAt(/\/\/[^\r\n]*|\/\*/y, text, at);
  if (comment !== '') return [comment === '/*' ? 'a comment (/*)' : 'a comment (//)', comment.length];
  if (/[-\d]/.test(char)) return ['a number', matchAt(/[\d.eE+-]+/y, text, at).length];
  const word = matchAt(/\w+/y, text, at);
  if (word !== '') return [/^[A-Za-z]{1,12}$/.test(word) ? `'${word}'` : 'text without quotes', word.length];
  if (code === 0xfeff) return ['a byte order mark', 1];
  return [code > 0x20 && code < 0x7f ? `'${char}'` : `the character ${codePointName(code)}`, char.length];
}

function codePointName(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function matchAt(sticky: RegExp, text: string, at: number): string {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0] ?? '';
}
