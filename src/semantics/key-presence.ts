/** Whether a condition can hold at all, and whether it can fail, as far as the policy's text proves it. */
import type { Catalog } from '../catalog/catalog.ts';
import { parseOperator } from '../policy/condition.ts';
import { cidrContains, cidrsOverlap } from '../policy/ip.ts';
import type { Condition, Statement } from '../policy/model.ts';
import { resolveKey } from './condition-key.ts';
import { familyOf, hasVariable, isWholeInternet, knowsVariables } from './condition-value.ts';
import { hasUnknownPart } from '../policy/unknown.ts';
import { compileCondition, isInSet, type CompiledCondition, type ValueSet } from './condition.ts';
import { canHoldTogether, isMetByAll } from './condition-sets.ts';
import { lowerKey } from './request.ts';

/**
 * Keys that AWS documents as part of every request, also of one without credentials.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const alwaysPresent: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:requestedregion',
  'aws:securetransport',
]);

/** Whether every request holds the key. */
export function isAlwaysPresent(key: string): boolean {
  return alwaysPresent.has(key.toLowerCase());
}

/** Whether the condition is true whatever the request. `*` under StringLike is a matter of its own rule. */
export function isAlwaysTrue(condition: Condition): boolean {
  const family = familyOf(condition);
  if (family === undefined || (family === 'string' && condition.values.some(({ text }) => text === '*'))) return false;
  // Most conditions fail when the key is absent, and most keys can be.
  const isPresent = isAlwaysPresent(condition.key.text);
  const { operator } = condition;
  const { base, ifExists, qualifier } = operator;
  if (!isPresent && !ifExists && qualifier !== 'ForAllValues' && !base.includes('Not')) return false;
  if (!mayCoverEverything(condition, family)) return false;
  const compiled = compileCondition(condition, true);
  // What of the internet is left out of a list of blocks is easier to see without classes of addresses.
  if (compiled.set.family === 'ip')
    return ifExists && !compiled.negated && qualifier === undefined && isWholeInternet(compiled.set.blocks);
  return isMetByAll(compiled, false, isPresent);
}

/** A cheap look before the proof: what a value leaves out, some other value must take in. */
function mayCoverEverything({ values, operator }: Condition, family: ReturnType<typeof familyOf>): boolean {
  if (family === 'null' || family === 'ip') return true;
  if (operator.base.includes('Not')) return false;
  if (family === 'string' || family === 'arn') return values.some(({ text }) => /^(?:arn:)?[*?]/.test(text));
  return values.length > 1;
}

/** Whether the condition alone is false whatever the request. */
export function isNeverTrue(condition: Condition): boolean {
  if (familyOf(condition) !== 'null' || !isAlwaysPresent(condition.key.text)) return false;
  return demandsAbsence(compileCondition(condition, true));
}

/** More conditions on one key are no policy a person wrote, and comparing each pair would take long. */
const mostTogether = 100;

/** Conditions on one key that no request meets together. */
export interface Conflict {
  readonly condition: Condition;
  /** The earlier one that it excludes; of three or more that only all together exclude each other, the first. */
  readonly other: Condition;
  /** They are more than these two. */
  readonly isOfMany: boolean;
}

/** Conditions of a statement on one key that no request can meet together: the later one of each pair, and the earlier. */
export function findConflicts(catalog: Catalog, statement: Statement): readonly Conflict[] {
  if (statement.conditions.length < 2) return [];
  const byKey = new Map<string, Condition[]>();
  for (const condition of statement.conditions) {
    const key = lowerKey(condition.key.text);
    const group = byKey.get(key);
    if (group) group.push(condition);
    else byKey.set(key, [condition]);
  }
  const variables = knowsVariables(statement.policy);
  return [...byKey.values()].flatMap((group) => (group.length < 2 ? [] : conflictsIn(catalog, group, variables)));
}

function conflictsIn(catalog: Catalog, conditions: readonly Condition[], variables: boolean): Conflict[] {
  if (conditions.length > mostTogether) return [];
  const group = conditions.map((condition) => compileCondition(condition, variables));
  const conflicts: Conflict[] = [];
  group.forEach((later, index) => {
    const earlier = group
      .slice(0, index)
      .find((other) => excludes(catalog, later, other) || excludes(catalog, other, later));
    if (earlier) conflicts.push({ condition: later.source, other: earlier.source, isOfMany: false });
  });
  return conflicts.length > 0 || group.length < 3 ? conflicts : conflictOfAll(catalog, group);
}

/** Conditions of which any two can be met, but not all. */
function conflictOfAll(catalog: Catalog, group: readonly CompiledCondition[]): Conflict[] {
  const certain = group.filter((condition) => isProvable(condition));
  const first = certain[0];
  const last = certain.at(-1);
  if (first === undefined || last === undefined || canHoldTogether(certain, isMulti(catalog, first))) return [];
  return [{ condition: last.source, other: first.source, isOfMany: true }];
}

function isMulti(catalog: Catalog, { source }: CompiledCondition): boolean {
  return resolveKey(catalog, source.key.text).arity !== 'single';
}

/** A Null test has no values that could be wrong; of the others each value must be certain. */
function isProvable(condition: CompiledCondition): boolean {
  const { family } = condition.set;
  if (family === 'unknown' || condition.source.values.length === 0) return false;
  return family === 'null' || !isUncertain(condition);
}

function excludes(catalog: Catalog, a: CompiledCondition, b: CompiledCondition): boolean {
  if (!demandsPresence(a)) return false;
  if (demandsAbsence(b)) return true;
  if (isPresenceAlone(a) && isMetByItsValues(b)) return false;
  const isSingle = !isMulti(catalog, a);
  if (!a.quantifier && !b.quantifier && isSingle && !a.negated && areDisjoint(a, b)) return true;
  return isProvable(a) && isProvable(b) && !canHoldTogether([a, b], !isSingle);
}

function demandsPresence({ set, ifExists, quantifier, negated, source }: CompiledCondition): boolean {
  if (source.values.length === 0) return false;
  if (set.family === 'null') return onlyHas(set.truths, false);
  return set.family !== 'unknown' && !ifExists && (quantifier ? quantifier === 'ForAnyValue' : !negated);
}

/** `"Null": "false"`, the usual companion of another condition on the key. */
function isPresenceAlone({ set }: CompiledCondition): boolean {
  return set.family === 'null';
}

/** Whether one of the values listed meets the condition: a request that carries it alone. */
function isMetByItsValues(condition: CompiledCondition): boolean {
  return !condition.negated && condition.set.family !== 'null' && isProvable(condition);
}

function demandsAbsence({ set, quantifier }: CompiledCondition): boolean {
  return set.family === 'null' && quantifier === undefined && onlyHas(set.truths, true);
}

function onlyHas(truths: readonly boolean[], truth: boolean): boolean {
  return truths.length > 0 && truths.every((one) => one === truth);
}

const mostPairs = 100_000;

/** Whether no single value is accepted by both; `a` is not negated. */
function areDisjoint(a: CompiledCondition, b: CompiledCondition): boolean {
  if (a.set.family !== b.set.family || [a, b].some(isUncertain)) return false;
  if (a.source.values.length * b.source.values.length > mostPairs) return false;
  if (a.set.family === 'ip' && b.set.family === 'ip') {
    const { blocks } = b.set;
    return a.set.blocks.every((block) =>
      b.negated
        ? blocks.some((other) => cidrContains(other, block))
        : !blocks.some((other) => cidrsOverlap(other, block)),
    );
  }
  if (a.set.family === 'numeric' && b.set.family === 'numeric') return !b.negated && rangesPart(a.set, b.set);
  if (a.set.family === 'date' && b.set.family === 'date') return !b.negated && rangesPart(a.set, b.set);
  const accepted = fixedValues(a);
  return accepted !== undefined && accepted.every((value) => isInSet(b.set, value, () => undefined) === b.negated);
}

/** A value that is damaged or depends on the request proves nothing. */
function isUncertain({ set, source, variables }: CompiledCondition): boolean {
  const count = 'blocks' in set ? set.blocks.length : 'numbers' in set ? set.numbers.length : source.values.length;
  const texts = source.values.map(({ text }) => text);
  return (
    count === 0 ||
    count < texts.length ||
    variables.length > 0 ||
    texts.some((text) => hasVariable(text) || hasUnknownPart(text))
  );
}

/** The values an operator accepts, when they can be listed. */
function fixedValues({ set, source }: CompiledCondition): readonly string[] | undefined {
  const { base } = parseOperator(source.operator.text);
  if (set.family === 'bool') return set.truths.length === source.values.length ? set.truths.map(String) : undefined;
  return base === 'StringEquals' ? source.values.map(({ text }) => text) : undefined;
}

type Range = Extract<ValueSet, { family: 'numeric' | 'date' }>;

/** Two ranges that open in different directions, or points outside the other. */
function rangesPart(a: Range, b: Range): boolean {
  if (a.order === '=') return a.numbers.every((value) => !isWithin(b, value));
  if (b.order === '=') return b.numbers.every((value) => !isWithin(a, value));
  if (a.order.startsWith('<') === b.order.startsWith('<')) return false;
  const [under, over] = a.order.startsWith('<') ? [a, b] : [b, a];
  const most = under.numbers.reduce((x, y) => Math.max(x, y));
  const least = over.numbers.reduce((x, y) => Math.min(x, y));
  return most < least || (most === least && (under.order === '<' || over.order === '>'));
}

function isWithin({ order, numbers }: Range, value: number): boolean {
  return numbers.some((limit) => {
    if (value === limit) return order !== '<' && order !== '>';
    return order.startsWith('<') ? value < limit : order.startsWith('>') && value > limit;
  });
}
