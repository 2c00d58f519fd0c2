/**
 * The patterns of a policy as the evaluator and the comparator use them: token lists in which the wildcards of the first
 * five parts of an ARN do not cross a colon, and policy variables are single tokens.
 */
import { anyMany, anyOne, manyInPart, oneInPart, type Token } from '../policy/glob.ts';
import { compilePattern, fold } from '../policy/pattern.ts';
import { rememberTexts } from '../policy/remember.ts';
import { hasUnknownPart } from '../policy/unknown.ts';

export interface Glob {
  /** As written. */
  readonly text: string;
  /** Code points (folded where letter case does not count), wildcards, and variables as strings. */
  readonly tokens: readonly Token[];
  readonly ignoreCase: boolean;
  /** A pattern of ArnLike: the text must be an ARN, and its parts are compared one by one. */
  readonly isArn: boolean;
  readonly hasVariable: boolean;
  /** Literal text at the start. */
  readonly prefix: string;
  /** `literal` is the prefix alone, `prefix` the prefix and one star that crosses everything. */
  readonly shape: 'literal' | 'prefix' | 'general' | 'nothing';
}

/** Value of a variable token, undefined when the request does not give one. */
export type Resolve = (variable: string) => string | undefined;

const colon = 58;

/** A pattern of Action or NotAction: one glob over the whole name, letter case ignored. */
export function actionGlob(text: string): Glob {
  return globOf(text, compilePattern(text, { ignoreCase: true }).tokens, true, false);
}

/**
 * A pattern of Resource or NotResource. With six parts or more it is matched part by part up to the fifth colon; variables
 * count only behind it (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
 */
export function resourceGlob(text: string, variables: boolean): Glob {
  return variables ? withVariables(text) : withoutVariables(text);
}

const withVariables = rememberTexts((text) => makeResourceGlob(text, true));
const withoutVariables = rememberTexts((text) => makeResourceGlob(text, false));

function makeResourceGlob(text: string, variables: boolean): Glob {
  const head = fifthColon(text);
  if (head < 0) return globOf(text, compilePattern(text, { variables }).tokens, false, false);
  const front = compilePattern(text.slice(0, head + 1)).tokens.map(withinPart);
  return globOf(text, [...front, ...compilePattern(text.slice(head + 1), { variables }).tokens], false, false);
}

/** A value of a string operator. */
export function stringGlob(text: string, options: { like: boolean; ignoreCase: boolean; variables: boolean }): Glob {
  const { like, ignoreCase, variables } = options;
  return globOf(text, compilePattern(text, { literal: !like, ignoreCase, variables }).tokens, ignoreCase, false);
}

/** A value of an ARN operator: six parts, each compared by itself; a text that is no ARN matches nothing. */
export function arnGlob(text: string, variables: boolean): Glob {
  const tokens = compilePattern(text, { variables }).tokens;
  return globOf(text, tokens.some(isVariable) ? tokens : arnTokens(tokens), false, true);
}

/** A glob from tokens. */
export function globOf(text: string, tokens: readonly Token[] | undefined, ignoreCase: boolean, isArn: boolean): Glob {
  if (tokens === undefined) {
    return { text, tokens: [], ignoreCase, isArn, hasVariable: false, prefix: '', shape: 'nothing' };
  }
  let end = 0;
  while (end < tokens.length && isChar(tokens[end])) end++;
  const rest = tokens.length - end;
  const shape = rest === 0 ? 'literal' : rest === 1 && tokens[end] === anyMany ? 'prefix' : 'general';
  const prefix = String.fromCodePoint(...(tokens.slice(0, Math.min(end, 4096)) as number[]));
  const whole = end <= 4096;
  return {
    text,
    tokens,
    ignoreCase,
    isArn,
    hasVariable: tokens.some(isVariable),
    prefix,
    shape: whole ? shape : 'general',
  };
}

function isChar(token: Token | undefined): boolean {
  return typeof token === 'number' && token >= 0;
}

/** Whether a token stands for a policy variable. */
export function isVariable(token: Token): token is string {
  return typeof token === 'string';
}

function withinPart(token: Token): Token {
  return token === anyMany ? manyInPart : token === anyOne ? oneInPart : token;
}

/** Index of the fifth colon, -1 when there is none. What is not known, and may be called `AWS::Partition`, has none. */
export function fifthColon(given: string): number {
  const text = hasUnknownPart(given) ? given.replace(/\uE000[^\uE001]*/g, (part) => '-'.repeat(part.length)) : given;
  let at = -1;
  for (let count = 0; count < 5; count++) {
    at = text.indexOf(':', at + 1);
    if (at < 0) return -1;
  }
  return at;
}

/** Tokens of an ARN pattern matched part by part; undefined when no ARN can match. */
export function arnTokens(tokens: readonly Token[]): readonly Token[] | undefined {
  let colons = 0;
  const out: Token[] = [];
  for (const token of tokens) {
    out.push(colons < 5 ? withinPart(token) : token);
    if (token === colon) colons++;
  }
  if (colons < 5) return undefined;
  const first = out.indexOf(colon);
  const arn = [97, 114, 110];
  return matchTokens(out.slice(0, first), 'arn') ? [...arn, ...out.slice(first)] : undefined;
}

/** Whether `text` matches; `folded` is the text with letter case folded where the glob ignores it. */
export function matchesGlob(glob: Glob, text: string, resolve: Resolve): boolean {
  switch (glob.shape) {
    case 'nothing':
      return false;
    case 'literal':
      return text === glob.prefix;
    case 'prefix':
      return text.startsWith(glob.prefix);
    case 'general':
      if (!text.startsWith(glob.prefix)) return false;
      return glob.hasVariable ? matchesResolved(glob, text, resolve) : matchTokens(glob.tokens, text);
  }
}

function matchesResolved(glob: Glob, text: string, resolve: Resolve): boolean {
  const tokens: Token[] = [];
  for (const token of glob.tokens) {
    if (!isVariable(token)) {
      tokens.push(token);
      continue;
    }
    const value = resolve(token);
    if (value === undefined) return false;
    for (const char of glob.ignoreCase ? fold(value) : value) tokens.push(char.codePointAt(0) ?? 0);
  }
  const parts = glob.isArn ? arnTokens(tokens) : tokens;
  return parts !== undefined && matchTokens(parts, text);
}

/**
 * On a mismatch the last star takes one character more. That is exact here too: stars that do not cross colons all stand
 * before the fifth colon, so the colons fix the parts and no earlier star can help.
 */
export function matchTokens(tokens: readonly Token[], text: string): boolean {
  let at = 0;
  let index = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const token = tokens[index];
    const point = text.codePointAt(at) ?? 0;
    if (token === anyMany || token === manyInPart) {
      star = index++;
      resume = at;
    } else if (token === point || token === anyOne || (token === oneInPart && point !== colon)) {
      index++;
      at += point > 0xffff ? 2 : 1;
    } else if (star >= 0) {
      const next = text.codePointAt(resume) ?? 0;
      if (next === colon && tokens[star] === manyInPart) return false;
      resume += next > 0xffff ? 2 : 1;
      at = resume;
      index = star + 1;
    } else return false;
  }
  while (tokens[index] === anyMany || tokens[index] === manyInPart) index++;
  return index === tokens.length;
}
