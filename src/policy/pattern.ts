/**
 * IAM wildcards: `*` is any text, `?` exactly one character, nothing else is special.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * A pattern is compiled once into tokens; a character is a Unicode code point.
 */
import { anyMany, anyOne, tokensCover, tokensIntersect, type Token } from './glob.ts';
import { hasUnknownPart, splitUnknownParts } from './unknown.ts';
import { mayHaveVariables, parseVariables, type Variable } from './variable.ts';

export interface PatternOptions {
  readonly ignoreCase?: boolean | undefined;
  /** `*` and `?` are ordinary characters, as under StringEquals. */
  readonly literal?: boolean | undefined;
  /** `${...}` is a policy variable (version 2012-10-17) rather than literal text. */
  readonly variables?: boolean | undefined;
  /**
   * Value of a single-valued context key of the request, undefined when absent. Given, variables are replaced and
   * wildcards in their values are literal; a variable without value and default stays a variable.
   */
  readonly resolve?: ((key: string) => string | undefined) | undefined;
}

export interface Pattern {
  readonly text: string;
  /** Code points (in lower case when `ignoreCase`), wildcards and variables. */
  readonly tokens: readonly Token[];
  readonly ignoreCase: boolean;
  readonly hasWildcard: boolean;
  readonly hasVariable: boolean;
  /** The literal text the pattern begins with; all of it when the pattern has neither wildcard nor variable. */
  readonly prefix: string;
}

/** Compiles a pattern; any text is a pattern. */
export function compilePattern(text: string, options: PatternOptions = {}): Pattern {
  if (options.resolve !== undefined || text.length > longestKept) return compile(text, options);
  const kind =
    (options.ignoreCase === true ? 1 : 0) + (options.literal === true ? 2 : 0) + (options.variables === true ? 4 : 0);
  const known = kept[kind];
  let pattern = known?.get(text);
  if (!pattern) {
    pattern = compile(text, options);
    if (known && known.size >= mostKept) known.clear();
    known?.set(text, pattern);
  }
  return pattern;
}

/** Policies repeat themselves: the same few hundred patterns are asked for by many rules, in every statement. */
const kept: readonly Map<string, Pattern>[] = Array.from({ length: 8 }, () => new Map<string, Pattern>());
const mostKept = 2_000;
const longestKept = 200;

function compile(text: string, options: PatternOptions): Pattern {
  const tokens: Token[] = [];
  if (hasUnknownPart(text)) {
    for (const part of splitUnknownParts(text)) {
      if (part.isUnknown) tokens.push(unknownToken(part.text));
      else pushPattern(tokens, part.text, options);
    }
  } else pushPattern(tokens, text, options);
  return patternOf(text, tokens, options.ignoreCase === true);
}

/** A part that only deployment knows is like a variable without a value: covered by a star or by itself, equal to anything. */
function unknownToken(expression: string): Token {
  return JSON.stringify([`\uE000${expression}`, null]);
}

function pushPattern(tokens: Token[], text: string, options: PatternOptions): void {
  const isLiteralText = options.literal === true;
  if (options.variables === true && mayHaveVariables(text)) {
    for (const part of parseVariables(text).parts) {
      if (typeof part === 'string') pushText(tokens, part, isLiteralText);
      else if (part.kind === 'escape') pushText(tokens, part.char, true);
      else pushVariable(tokens, part, options.resolve);
    }
  } else pushText(tokens, text, isLiteralText);
}

/** A pattern from tokens, as when a longer one is taken apart. */
export function patternOf(text: string, tokens: readonly Token[], ignoreCase: boolean): Pattern {
  const folded = ignoreCase ? tokens.map(foldToken) : tokens;
  let hasWildcard = false;
  let hasVariable = false;
  let end = folded.length;
  // By index: every text of a policy comes here.
  for (let at = folded.length - 1; at >= 0; at--) {
    const token = folded[at];
    const isVariable = typeof token === 'string';
    if (!isVariable && (token === undefined || token >= 0)) continue;
    end = at;
    if (isVariable) hasVariable = true;
    else if (token === anyMany || token === anyOne) hasWildcard = true;
  }
  return { text, tokens: folded, ignoreCase, hasWildcard, hasVariable, prefix: textOf(folded, end) };
}

function pushText(tokens: Token[], text: string, isLiteralText: boolean): void {
  for (let at = 0; at < text.length;) {
    const point = text.codePointAt(at) ?? 0;
    at += width(point);
    if (isLiteralText || (point !== star && point !== questionMark)) tokens.push(point);
    else if (point === questionMark) tokens.push(anyOne);
    else if (tokens.at(-1) !== anyMany) tokens.push(anyMany);
  }
}

const star = 42;
const questionMark = 63;

function pushVariable(tokens: Token[], variable: Variable, resolve: PatternOptions['resolve']): void {
  const value = resolve && (resolve(variable.key) ?? variable.default);
  if (value !== undefined) pushText(tokens, value, true);
  else tokens.push(JSON.stringify([variable.key.toLowerCase(), variable.default ?? null]));
}

/** Whether the pattern is one fixed text. */
export function isLiteral(pattern: Pattern): boolean {
  return !pattern.hasWildcard && !pattern.hasVariable;
}

/** Whether the pattern is `*`, which covers every other. */
export function isStar(pattern: Pattern): boolean {
  return pattern.tokens.length === 1 && pattern.tokens[0] === anyMany;
}

/** `isStar` of a text, without compiling it. */
export function isStarText(text: string): boolean {
  return text === '*' || (text.startsWith('**') && /^\*+$/.test(text));
}

/**
 * Whether `text` is one of the pattern's texts, whatever value a variable has: a variable matches nothing for certain
 * but itself. (`intersects` with a literal tells whether it may match.)
 */
export function matches(pattern: Pattern, text: string): boolean {
  const folded = pattern.ignoreCase ? fold(text) : text;
  if (isLiteral(pattern)) return folded === pattern.prefix;
  if (!folded.startsWith(pattern.prefix)) return false;
  return matchTokens(pattern.tokens, folded);
}

/** On a mismatch only the last star takes one character more: an earlier one could gain nothing. */
function matchTokens(tokens: readonly Token[], text: string): boolean {
  let at = 0;
  let index = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const token = tokens[index];
    const point = text.codePointAt(at) ?? 0;
    if (token === anyMany) {
      star = index++;
      if (index === tokens.length) return true;
      resume = at;
    } else if (token === anyOne || token === point) {
      index++;
      at += width(point);
    } else if (star >= 0) {
      resume += width(text.codePointAt(resume) ?? 0);
      at = resume;
      index = star + 1;
    } else return false;
  }
  while (tokens[index] === anyMany) index++;
  return index === tokens.length;
}

/**
 * Whether every text of `b` is a text of `a`. Exact for wildcards. A variable is covered by a star or by the same
 * variable (same key, same default), so the answer holds for all its values; `a`'s own variables cover nothing else.
 */
export function covers(a: Pattern, b: Pattern): boolean {
  if (isStar(a)) return true;
  if (a.ignoreCase === b.ignoreCase) {
    // What `a` begins with literally, `b` must begin with too; in most pairs it does not.
    if (!b.prefix.startsWith(a.prefix)) return false;
    if (isPrefixStar(a)) return true;
    // A text without wildcards covers itself alone.
    if (isLiteral(a)) return isLiteral(b) && a.prefix === b.prefix;
  }
  return tokensCover(a.tokens, alignCase(a, b));
}

/** Whether the pattern is a literal text and one star; one with characters beyond U+FFFF may go unnoticed. */
function isPrefixStar({ tokens, prefix }: Pattern): boolean {
  return tokens.length === prefix.length + 1 && tokens[prefix.length] === anyMany;
}

/** The tokens of `b` in terms of `a`'s letter case. */
function alignCase(a: Pattern, b: Pattern): readonly Token[] {
  if (a.ignoreCase === b.ignoreCase) return b.tokens;
  if (a.ignoreCase) return b.tokens.map(foldToken);
  // To a case-sensitive `a`, a letter of either case is one character that no literal covers: just like `?`.
  return b.tokens.map((token) => (isCased(token) ? anyOne : token));
}

/** Whether some text is in both patterns. A variable may have any value, so it counts as a star. */
export function intersects(a: Pattern, b: Pattern): boolean {
  if (a.ignoreCase === b.ignoreCase) {
    // Where both begin literally they must begin alike; in most pairs they do not.
    const startsLikeB = a.prefix.startsWith(b.prefix);
    const startsLikeA = b.prefix.startsWith(a.prefix);
    if (!startsLikeB && !startsLikeA) return false;
    if ((startsLikeA && isPrefixStar(a)) || (startsLikeB && isPrefixStar(b))) return true;
    return tokensIntersect(a.tokens, b.tokens);
  }
  return tokensIntersect(a.tokens.map(foldToken), b.tokens.map(foldToken));
}

/** Whether both patterns have the same texts: `a*?` and `a?*`, `**` and `*`. */
export function equalPatterns(a: Pattern, b: Pattern): boolean {
  return covers(a, b) && covers(b, a);
}

/** Whether the text has `*` or `?`; in a policy with variables, `${*}` and `${?}` do not count. */
export function hasWildcard(text: string, options: PatternOptions = {}): boolean {
  if (!text.includes('*') && !text.includes('?')) return false;
  if (options.literal === true) return false;
  return options.variables !== true || compilePattern(text, options).hasWildcard;
}

/** `matches` on texts. */
export function patternMatches(pattern: string, text: string, ignoreCase = false): boolean {
  if (!hasWildcard(pattern))
    return ignoreCase ? pattern.length === text.length && fold(pattern) === fold(text) : pattern === text;
  return matches(compilePattern(pattern, { ignoreCase }), text);
}

/** `covers` on texts. */
export function patternCovers(a: string, b: string, ignoreCase = false): boolean {
  return covers(compilePattern(a, { ignoreCase }), compilePattern(b, { ignoreCase }));
}

/** `intersects` on texts. */
export function patternIntersects(a: string, b: string, ignoreCase = false): boolean {
  return intersects(compilePattern(a, { ignoreCase }), compilePattern(b, { ignoreCase }));
}

/** The text in lower case, each character staying one character (unlike the full mapping of U+0130). */
export function fold(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
  let folded = '';
  for (const char of text) folded += String.fromCodePoint(foldPoint(char.codePointAt(0) ?? 0));
  return folded;
}

function foldToken(token: Token): Token {
  return typeof token === 'number' && token >= 0 ? foldPoint(token) : token;
}

function foldPoint(point: number): number {
  if (point < 128) return point >= 65 && point <= 90 ? point + 32 : point;
  return onlyPoint(String.fromCodePoint(point).toLowerCase()) ?? point;
}

/** Whether another character folds to the same as this folded one. */
function isCased(token: Token): boolean {
  if (typeof token === 'string' || token < 0) return false;
  const upper = onlyPoint(String.fromCodePoint(token).toUpperCase());
  return upper !== undefined && upper !== token && foldPoint(upper) === token;
}

function onlyPoint(text: string): number | undefined {
  const point = text.codePointAt(0);
  return point !== undefined && text.length === width(point) ? point : undefined;
}

function width(point: number): number {
  return point > 0xffff ? 2 : 1;
}

function textOf(tokens: readonly Token[], end: number): string {
  let text = '';
  for (let at = 0; at < end; at++) text += String.fromCodePoint(tokens[at] as number);
  return text;
}
