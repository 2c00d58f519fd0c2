/** The statements of the compared policies, made ready: whom they are about, and what they demand of each key. */
import { matchPrincipal, type CompiledPolicy, type CompiledStatement } from '../compile.ts';
import type { CompiledCondition } from '../condition.ts';
import { isVariable, type Glob } from '../glob.ts';
import { prepareRequest, variableParts } from '../request.ts';
import { firstBits } from './bits.ts';
import { meetKeys, type KeySet } from './box.ts';
import { LimitReached, type Budget } from './budget.ts';
import type { KnownCaller } from './callers.ts';
import type { Element } from './element-classes.ts';
import { keyDimension, type KeyDimension } from './key-dimension.ts';

/** A statement ready for comparison. */
export interface Part {
  readonly statement: CompiledStatement;
  readonly action: Element;
  readonly resource: Element;
  /** Bit n: the n-th caller. */
  readonly callers: bigint;
  readonly conditions: readonly CompiledCondition[];
  /** Keys that must be there, with one value, for the statement to match at all: variables of negated tests. */
  readonly needed: readonly string[];
}

/** Glob objects by meaning, so that equal patterns of two policies are one. */
export type Intern = (glob: Glob) => Glob;

/** Makes equal globs one object. */
export function newIntern(): Intern {
  const known = new Map<string, Glob>();
  return (glob) => {
    const key = glob.text.includes('${') ? JSON.stringify(glob.tokens) : glob.text;
    const same = known.get(key);
    if (same !== undefined) return same;
    known.set(key, glob);
    return glob;
  };
}

/** What statements are made ready with. */
export interface Workshop {
  readonly callers: readonly KnownCaller[];
  readonly actions: Intern;
  readonly resources: Intern;
  readonly budget: Budget;
}

/** A policy's statements; those that can match nobody are left out. */
export function partsOf(policy: CompiledPolicy, shop: Workshop): Part[] {
  return policy.statements
    .map((statement) => partOf(statement, policy.hasPrincipals, shop))
    .filter((part) => part.callers !== 0n);
}

function partOf(statement: CompiledStatement, hasPrincipals: boolean, shop: Workshop): Part {
  const { callers, actions, resources, budget } = shop;
  const negated = statement.conditions
    .filter((condition) => condition.negated)
    .flatMap((condition) => condition.variables);
  const excluded = statement.isNotResource
    ? (statement.resources ?? []).flatMap((glob) => glob.tokens.filter(isVariable))
    : [];
  const needed = [...negated, ...excluded].map(variableParts).filter(({ fallback }) => fallback === undefined);
  budget.spend(Math.ceil((callers.length * (statement.principals?.length ?? 0)) / 8));
  return {
    statement,
    action: { globs: statement.actions.map(actions), isNot: statement.isNotAction },
    resource: { globs: statement.resources?.map(resources), isNot: statement.isNotResource },
    callers: hasPrincipals ? callerBits(statement, callers) : firstBits(callers.length),
    conditions: statement.conditions,
    needed: [...new Set(needed.map(({ key }) => key))],
  };
}

function callerBits(statement: CompiledStatement, callers: readonly KnownCaller[]): bigint {
  let bits = 0n;
  callers.forEach(({ caller }, index) => {
    const request = { ...blank, caller };
    if (matchPrincipal(statement, request, {}) !== undefined) bits |= 1n << BigInt(index);
  });
  return bits;
}

const blank = prepareRequest({ principal: '*', action: '', resource: '' });

/** Dimensions of the keys that two policies read. */
export interface Keys {
  readonly dimension: (key: string) => KeyDimension;
  readonly conditions: (key: string) => readonly CompiledCondition[];
}

/** Keys that are lists by nature: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const listKeys: ReadonlySet<string> = new Set([
  'aws:tagkeys',
  'aws:principalorgpaths',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:calledvia',
  'aws:principalservicenameslist',
  'dynamodb:attributes',
  'dynamodb:leadingkeys',
]);

/** Gathers the conditions of all parts; dimensions are made when they are first needed. */
export function keysOf(parts: readonly Part[], isMultivalued: (key: string) => boolean, budget: Budget): Keys {
  const byKey = new Map<string, CompiledCondition[]>();
  for (const { conditions } of parts) {
    for (const condition of conditions) {
      const list = byKey.get(condition.key);
      if (list === undefined) byKey.set(condition.key, [condition]);
      else list.push(condition);
    }
  }
  const asVariable = new Set(parts.flatMap((part) => part.needed));
  const made = new Map<string, KeyDimension>();
  const conditions = (key: string): readonly CompiledCondition[] => byKey.get(key) ?? [];
  const make = (key: string): KeyDimension => {
    const own = conditions(key);
    const isMulti = own.some(({ quantifier }) => quantifier !== undefined) || listKeys.has(key) || isMultivalued(key);
    if (isMulti && asVariable.has(key)) throw new LimitReached(`${key} is a list and a policy variable`);
    return keyDimension(key, own, isMulti, budget);
  };
  return {
    conditions,
    dimension: (key) => {
      const known = made.get(key);
      if (known !== undefined) return known;
      const dimension = make(key);
      made.set(key, dimension);
      return dimension;
    },
  };
}

/** Keys that the part reads. */
export function keysRead(part: Part): readonly string[] {
  return [...part.conditions.map(({ key }) => key), ...part.needed];
}

/** What the part demands of a key. */
export function keySetOf(part: Part, dimension: KeyDimension): KeySet {
  let set: KeySet = { absent: !part.needed.includes(dimension.key), all: dimension.universe, some: [] };
  for (const condition of part.conditions) {
    if (condition.key === dimension.key) set = meetKeys(set, conditionSet(condition, dimension));
  }
  return set;
}

/** The states of the key in which the condition holds. */
export function conditionSet(condition: CompiledCondition, dimension: KeyDimension): KeySet {
  const { set, negated, quantifier, ifExists } = condition;
  const { universe, isMulti } = dimension;
  if (set.family === 'unknown') return { absent: false, all: 0n, some: [] };
  if (set.family === 'null') {
    return { absent: set.truths.includes(true), all: set.truths.includes(false) ? universe : 0n, some: [] };
  }
  const listed = dimension.classesOf(condition);
  const good = negated ? universe & ~listed : listed;
  const absent = ifExists || quantifier === 'ForAllValues' || (negated && quantifier === undefined);
  const isEvery = quantifier === 'ForAllValues' || (negated && quantifier === undefined);
  return isEvery || !isMulti ? { absent, all: good, some: [] } : { absent, all: universe, some: [good] };
}
