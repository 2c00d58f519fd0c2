/**
 * Policy variables: `${key}`, `${key, 'default'}` and the escapes `${*}`, `${?}`, `${$}`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 * They exist in policies of version 2012-10-17 only; elsewhere the same text is literal, so callers decide.
 */

export interface Variable {
  readonly kind: 'variable';
  /** As written, without surrounding white space; keys compare without letter case. */
  readonly key: string;
  readonly default?: string;
  readonly start: number;
  readonly end: number;
}

export interface Escape {
  readonly kind: 'escape';
  readonly char: '*' | '?' | '$';
  readonly start: number;
  readonly end: number;
}

export interface VariableProblem {
  readonly kind: 'missing-brace' | 'missing-quote' | 'space' | 'empty' | 'symbol';
  readonly start: number;
  readonly end: number;
}

export interface ParsedVariables {
  /** Literal text, variables and escapes in order; malformed variables without a usable key stay literal text. */
  readonly parts: readonly (string | Variable | Escape)[];
  /** In text order, at most one of each kind for a variable. */
  readonly problems: readonly VariableProblem[];
}

/** Whether `text` starts a variable or an escape anywhere, well formed or not. */
export function mayHaveVariables(text: string): boolean {
  return text.includes('${');
}

/** Splits `text` into literal text, variables and escapes. Linear in its length. */
export function parseVariables(text: string): ParsedVariables {
  const parts: (string | Variable | Escape)[] = [];
  const problems: VariableProblem[] = [];
  let done = 0;
  let start = text.indexOf('${');
  while (start >= 0) {
    const { part, end } = readVariable(text, start, problems);
    if (part !== undefined) {
      if (start > done) parts.push(text.slice(done, start));
      parts.push(part);
      done = end;
    }
    start = text.indexOf('${', end);
  }
  if (done < text.length) parts.push(text.slice(done));
  return { parts, problems };
}

interface Reading {
  /** Undefined when the text stays literal. */
  readonly part: Variable | Escape | undefined;
  readonly end: number;
}

function readVariable(text: string, start: number, problems: VariableProblem[]): Reading {
  const char = text[start + 2];
  if ((char === '*' || char === '?' || char === '$') && text[start + 3] === '}') {
    return { part: { kind: 'escape', char, start, end: start + 4 }, end: start + 4 };
  }
  const comma = findEnd(text, start + 2, true);
  const quoted = text[comma] === ',' ? readDefault(text, comma + 1) : undefined;
  const brace = quoted?.end ?? (text[comma] === ',' ? findEnd(text, comma + 1, false) : comma);
  if (text[brace] !== '}') {
    problems.push({ kind: 'missing-brace', start, end: brace });
    return { part: undefined, end: brace };
  }
  const end = brace + 1;
  const name = text.slice(start + 2, comma);
  const key = name.trim();
  if (key === '') {
    problems.push({ kind: 'empty', start, end });
    return { part: undefined, end };
  }
  if (/\s/.test(name)) problems.push({ kind: 'space', start, end });
  if (!keyCharacters.test(key)) problems.push({ kind: 'symbol', start, end });
  if (text[comma] === ',' && quoted === undefined) problems.push({ kind: 'missing-quote', start, end });
  return { part: { kind: 'variable', key, ...(quoted && { default: quoted.value }), start, end }, end };
}

/** What context keys and the tag keys inside them are made of; white space has its own problem. */
const keyCharacters = /^[\p{L}\p{M}\p{N}\s_.:/=+\-@]*$/u;

/** Index of the closing brace (or, where asked, the comma); of the next `${` or the text's end when there is none. */
function findEnd(text: string, from: number, atComma: boolean): number {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '}' || (atComma && char === ',')) return at;
    if (char === '$' && text[at + 1] === '{') return at;
  }
  return text.length;
}

/** A default in single quotes; `end` is where the closing brace stands. Undefined when a quote is missing. */
function readDefault(text: string, from: number): { value: string; end: number } | undefined {
  const open = skipSpace(text, from);
  if (text[open] !== "'") return undefined;
  const close = text.indexOf("'", open + 1);
  if (close < 0) return undefined;
  const end = skipSpace(text, close + 1);
  return text[end] === '}' ? { value: text.slice(open + 1, close), end } : undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}
