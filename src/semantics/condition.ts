/**
 * Condition operators, compiled once.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 * A key that is present without values behaves in every operator like one that is absent.
 */
import { parseOperator, type OperatorFamily } from '../policy/condition.ts';
import { parseCidr, type Cidr } from '../policy/ip.ts';
import type { Condition } from '../policy/model.ts';
import { fold } from '../policy/pattern.ts';
import { parseBinary, parseBool, parseDate, parseNumber } from '../policy/value.ts';
import { arnGlob, isVariable, matchesGlob, stringGlob, type Glob, type Resolve } from './glob.ts';
import { lowerKey, type Prepared } from './request.ts';

/** The set of single values that one of the listed values accepts, before negation. */
export type ValueSet =
  | {
      readonly family: 'string' | 'arn';
      readonly globs: readonly Glob[];
      readonly ignoreCase: boolean;
      readonly exact: ReadonlySet<string> | undefined;
    }
  | { readonly family: 'numeric' | 'date'; readonly order: Order; readonly numbers: readonly number[] }
  | { readonly family: 'bool'; readonly truths: readonly boolean[] }
  | { readonly family: 'binary'; readonly bytes: ReadonlySet<string> }
  | { readonly family: 'ip'; readonly blocks: readonly Cidr[] }
  | { readonly family: 'null'; readonly truths: readonly boolean[] }
  | { readonly family: 'unknown' };

export type Order = '=' | '<' | '<=' | '>' | '>=';

export interface CompiledCondition {
  /** Folded. */
  readonly key: string;
  readonly source: Condition;
  readonly quantifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
  readonly negated: boolean;
  readonly set: ValueSet;
  /** The same operator and values in any order are the same set: for comparing two policies. */
  readonly identity: string;
  /** Tokens of the variables among the values. */
  readonly variables: readonly string[];
}

/** Compiles one operator and key; `variables` says whether the policy's version knows policy variables. */
export function compileCondition(condition: Condition, variables: boolean): CompiledCondition {
  const operator = parseOperator(condition.operator.text);
  const texts = condition.values.map((value) => value.text);
  const usable = operator.family !== 'null' || !operator.ifExists;
  const set = usable ? valueSet(operator.family, operator.base, texts, variables) : ({ family: 'unknown' } as const);
  const names = 'globs' in set ? set.globs.flatMap((glob) => glob.tokens.filter(isVariable)) : [];
  return {
    key: lowerKey(condition.key.text),
    source: condition,
    quantifier: operator.qualifier,
    ifExists: operator.ifExists,
    negated: operator.negated,
    set,
    identity: JSON.stringify([
      operator.base.replace('Not', ''),
      variables && names.length > 0,
      [...new Set(texts)].sort(),
    ]),
    variables: [...new Set(names)],
  };
}

function valueSet(
  family: OperatorFamily | undefined,
  base: string,
  texts: readonly string[],
  variables: boolean,
): ValueSet {
  switch (family) {
    case 'string':
      return stringSet(base, texts, variables);
    case 'arn':
      return { family, globs: texts.map((text) => arnGlob(text, variables)), ignoreCase: false, exact: undefined };
    case 'numeric':
      return { family, order: orderOf(base), numbers: texts.flatMap((text) => parseNumber(text) ?? []) };
    case 'date':
      return { family, order: orderOf(base), numbers: texts.flatMap((text) => parseDate(text)?.ms ?? []) };
    case 'bool':
    case 'null':
      return { family, truths: texts.flatMap((text) => parseBool(text) ?? []) };
    case 'binary':
      return { family, bytes: new Set(texts.flatMap((text) => parseBinary(text) ?? [])) };
    case 'ip':
      return { family, blocks: texts.flatMap((text) => parseCidr(text) ?? []) };
    case undefined:
      return { family: 'unknown' };
  }
}

function stringSet(base: string, texts: readonly string[], variables: boolean): ValueSet {
  const ignoreCase = base.endsWith('IgnoreCase');
  const globs = texts.map((text) => stringGlob(text, { like: base.endsWith('Like'), ignoreCase, variables }));
  const isExact = globs.every((glob) => glob.shape === 'literal');
  return {
    family: 'string',
    globs,
    ignoreCase,
    exact: isExact ? new Set(globs.map((glob) => glob.prefix)) : undefined,
  };
}

function orderOf(base: string): Order {
  if (base.endsWith('LessThan')) return '<';
  if (base.endsWith('LessThanEquals')) return '<=';
  if (base.endsWith('GreaterThan')) return '>';
  return base.endsWith('GreaterThanEquals') ? '>=' : '=';
}

/** Whether a single value is in the set. */
export function isInSet(set: ValueSet, value: string, resolve: Resolve): boolean {
  switch (set.family) {
    case 'string':
    case 'arn': {
      const text = set.ignoreCase ? fold(value) : value;
      if (set.exact !== undefined) return set.exact.has(text);
      return set.globs.some((glob) => matchesGlob(glob, text, resolve));
    }
    case 'numeric':
      return isOrdered(set.order, parseNumber(value), set.numbers);
    case 'date':
      return isOrdered(set.order, parseDate(value)?.ms, set.numbers);
    case 'bool': {
      const truth = parseBool(value);
      return truth !== undefined && set.truths.includes(truth);
    }
    case 'binary': {
      const bytes = parseBinary(value);
      return bytes !== undefined && set.bytes.has(bytes);
    }
    case 'ip':
      return isInBlocks(set.blocks, value);
    case 'null':
    case 'unknown':
      return false;
  }
}

function isInBlocks(blocks: readonly Cidr[], value: string): boolean {
  const address = addressOf(value);
  if (address === undefined) return false;
  return blocks.some(
    (block) => block.version === address.version && block.first <= address.first && address.last <= block.last,
  );
}

const addresses = new Map<string, Cidr | undefined>();

/** Addresses repeat from request to request; the cache is bounded. */
function addressOf(value: string): Cidr | undefined {
  const known = addresses.get(value);
  if (known !== undefined) return known;
  const address = parseCidr(value);
  if (addresses.size >= 1000) addresses.clear();
  if (address !== undefined) addresses.set(value, address);
  return address;
}

function isOrdered(order: Order, value: number | undefined, limits: readonly number[]): boolean {
  if (value === undefined) return false;
  return limits.some((limit) => {
    switch (order) {
      case '=':
        return value === limit;
      case '<':
        return value < limit;
      case '<=':
        return value <= limit;
      case '>':
        return value > limit;
      case '>=':
        return value >= limit;
    }
  });
}

/** Whether the condition holds for the request. */
export function holds(condition: CompiledCondition, request: Prepared): boolean {
  const { set, negated, quantifier } = condition;
  const values = request.values.get(condition.key);
  const isAbsent = values === undefined || values.length === 0;
  if (set.family === 'unknown') return false;
  if (set.family === 'null') return set.truths.includes(isAbsent);
  // A variable that the request cannot fill makes a negated test undecidable; the statement does not match then.
  if (negated && condition.variables.some((variable) => request.resolve(variable) === undefined)) return false;
  if (isAbsent) return condition.ifExists || quantifier === 'ForAllValues' || (negated && quantifier === undefined);
  // Several values under an operator without qualifier: any of them, or with a negated one none of them.
  const isEvery = quantifier === 'ForAllValues' || (negated && quantifier === undefined);
  for (const value of values) {
    const accepts = isInSet(set, value, request.resolve) !== negated;
    if (accepts !== isEvery) return accepts;
  }
  return isEvery;
}
