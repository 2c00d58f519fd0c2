/**
 * ARNs and the patterns that stand in Action and Resource.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 *
 * A resource pattern of six or more colon-separated parts is matched part by part for the first five, where a wildcard
 * does not cross a colon, and freely in the sixth; a shorter one is one glob over the whole text. The documentation
 * can be read otherwise, but the verdicts AWS publishes for its custom policy checks follow this rule.
 */
import { anyMany, anyOne, manyInPart, oneInPart, tokensIntersect, type Token } from './glob.ts';
import {
  compilePattern,
  covers,
  intersects,
  isStar,
  matches,
  patternOf,
  type Pattern,
  type PatternOptions,
} from './pattern.ts';
import { rememberTexts } from './remember.ts';

export { isKnownPartition, isKnownRegion, looksLikeRegion, partitions, type Partition } from './partition.ts';

export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** May hold colons. */
  readonly resource: string;
}

/** A compiled Resource element or Arn* condition value. */
export interface ArnPattern {
  readonly text: string;
  readonly whole: Pattern;
  /** The six parts; undefined when the pattern has fewer. */
  readonly parts: readonly Pattern[] | undefined;
}

const partCount = 6;
const colon = 58;

/** The parts of an ARN or ARN pattern; undefined without `arn:` and six parts. A colon inside `${...}` splits nothing. */
export function splitArn(text: string): Arn | undefined {
  return text.startsWith('arn:') ? splitKnown(text) : undefined;
}

const splitKnown = rememberTexts((text): Arn | undefined => {
  const partition = partEnd(text, 4);
  const service = partEnd(text, partition + 1);
  const region = partEnd(text, service + 1);
  const account = partEnd(text, region + 1);
  if (account >= text.length) return undefined;
  return {
    partition: text.slice(4, partition),
    service: text.slice(partition + 1, service),
    region: text.slice(service + 1, region),
    account: text.slice(region + 1, account),
    resource: text.slice(account + 1),
  };
});

/** Where the part that begins at `start` ends. */
function partEnd(text: string, start: number): number {
  let isInBraces = false;
  for (let at = start; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x7b && text.charCodeAt(at - 1) === 0x24) isInBraces = true;
    else if (char === 0x7d) isInBraces = false;
    else if (char === colon && !isInBraces) return at;
  }
  return text.length;
}

/** Compiles a resource pattern once, for many questions. */
export function compileResource(text: string, options: PatternOptions = {}): ArnPattern {
  const whole = compilePattern(text, options);
  return { text, whole, parts: partsOf(whole) };
}

function partsOf(whole: Pattern): readonly Pattern[] | undefined {
  const parts: Token[][] = [[]];
  for (const token of whole.tokens) {
    if (token === colon && parts.length < partCount) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  if (parts.length < partCount) return undefined;
  return parts.map((tokens) => patternOf(whole.text, tokens, whole.ignoreCase));
}

/** Whether the resource pattern matches one ARN (or the text `*` of actions without a resource). */
export function matchesResource(pattern: string | ArnPattern, arn: string): boolean {
  const { whole, parts } = arnPattern(pattern);
  if (parts === undefined || isLiteralArn(whole)) return matches(whole, arn);
  if (!arn.startsWith(whole.prefix)) return false;
  const values = splitPlain(arn);
  return values.length === partCount && parts.every((part, index) => matches(part, values[index] ?? ''));
}

function isLiteralArn(whole: Pattern): boolean {
  return !whole.hasWildcard && !whole.hasVariable;
}

/** Splits at the first five colons whatever stands between: request values hold no variables. */
function splitPlain(text: string): string[] {
  const parts = text.split(':', partCount - 1);
  const used = parts.reduce((sum, part) => sum + part.length + 1, 0);
  return used <= text.length ? [...parts, text.slice(used)] : parts;
}

/** Whether every resource of pattern `b` is one of pattern `a`. */
export function coversResource(a: string | ArnPattern, b: string | ArnPattern): boolean {
  const outer = arnPattern(a);
  const inner = arnPattern(b);
  if (outer.whole.ignoreCase === inner.whole.ignoreCase && !inner.whole.prefix.startsWith(outer.whole.prefix))
    return false;
  // A glob over the whole text cannot tell a wildcard of `b` that stops at colons from one that does not.
  if (outer.parts === undefined) return covers(outer.whole, inner.whole);
  // A pattern of fewer than six parts has texts of fewer than six parts.
  const innerParts = inner.parts;
  if (innerParts === undefined) return false;
  // ARNs of two patterns differ in the service more often than in anything before it.
  const service = outer.parts[2];
  const innerService = innerParts[2];
  if (service && innerService && !covers(service, innerService)) return false;
  return outer.parts.every((part, index) => covers(part, innerParts[index] ?? inner.whole));
}

/** Whether some resource matches both patterns. */
export function intersectsResource(a: string | ArnPattern, b: string | ArnPattern): boolean {
  const left = arnPattern(a);
  const right = arnPattern(b);
  if (isStar(left.whole) || isStar(right.whole)) return true;
  const rightParts = right.parts;
  if (left.parts && rightParts) return left.parts.every((part, at) => intersects(part, rightParts[at] ?? right.whole));
  return tokensIntersect(tokensInParts(left), tokensInParts(right));
}

/** The whole pattern's tokens, with wildcards that stop at colons where the pattern has six parts. */
function tokensInParts({ whole, parts }: ArnPattern): readonly Token[] {
  if (parts === undefined) return whole.tokens;
  let colons = 0;
  return whole.tokens.map((token) => {
    if (token === colon) colons++;
    if (colons >= partCount - 1) return token;
    return token === anyMany ? manyInPart : token === anyOne ? oneInPart : token;
  });
}

/**
 * ArnLike and ArnEquals, which are the same: glob for each of the six parts. Undefined when the pattern or the value is
 * no ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function matchesArnLike(pattern: string | ArnPattern, value: string): boolean | undefined {
  const compiled = arnPattern(pattern);
  if (compiled.parts === undefined || splitPlain(value).length < partCount || !value.startsWith('arn:'))
    return undefined;
  return matchesResource(compiled, value);
}

function arnPattern(pattern: string | ArnPattern): ArnPattern {
  return typeof pattern === 'string' ? compileKnown(pattern) : pattern;
}

const compileKnown = rememberTexts((text): ArnPattern => compileResource(text), 2_000);

/** Compiles an Action pattern: letter case does not count. */
export function compileAction(text: string): Pattern {
  return compilePattern(text, { ignoreCase: true });
}

/** Whether the action pattern matches an action such as `s3:GetObject`. */
export function matchesAction(pattern: string | Pattern, action: string): boolean {
  return matches(actionPattern(pattern), action);
}

/** Whether every action of pattern `b`, today's or a future one, is one of pattern `a`. */
export function coversAction(a: string | Pattern, b: string | Pattern): boolean {
  return covers(actionPattern(a), actionPattern(b));
}

/** Whether some action name, real or not, matches both patterns. */
export function intersectsAction(a: string | Pattern, b: string | Pattern): boolean {
  return intersects(actionPattern(a), actionPattern(b));
}

function actionPattern(pattern: string | Pattern): Pattern {
  return typeof pattern === 'string' ? compileAction(pattern) : pattern;
}

/** The partition an ARN names, known or not. */
export function partitionOf(arn: string): string | undefined {
  return splitArn(arn)?.partition;
}
