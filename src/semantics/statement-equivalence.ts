/** Statements of a policy that are met by exactly the same requests, however they are written. */
import type { ActionPattern, ResourcePattern, Statement, Text } from '../policy/model.ts';
import { compilePattern, covers, hasWildcard } from '../policy/pattern.ts';
import { mayCover, piecesOf } from '../policy/pieces.ts';
import { isEquivalent } from './access.ts';

export interface SamePair {
  readonly statement: Statement;
  /** The earlier one. */
  readonly first: Statement;
}

/** Pairs proven in one policy, and patterns of a statement, at most: beyond it nothing is said. */
const mostPairs = 60;
const mostPatterns = 100;
const mostStatements = 200;

const limits = { maxStates: 1000, maxBoxes: 1000, maxClasses: 300, maxSteps: 50_000 };

/** Later statements that mean the same as an earlier one of their group. Groups are those of `kindOf`, of one policy. */
export function findEquivalent(groups: readonly (readonly Statement[])[]): readonly SamePair[] {
  if (groups.reduce((sum, { length }) => sum + length, 0) > mostStatements) return [];
  const found: SamePair[] = [];
  let pairs = 0;
  for (const group of groups) {
    const kept: Statement[] = [];
    for (const one of group) {
      if (one.isAllow === undefined || sizeOf(one) > mostPatterns) continue;
      const same = kept.find((other) => seemAlike(other, one) && ++pairs <= mostPairs && meanTheSame(other, one));
      if (same) found.push({ statement: one, first: same });
      else kept.push(one);
    }
  }
  return found;
}

/** Whether the same requests meet both, whatever the effect. */
function meanTheSame(a: Statement, b: Statement): boolean {
  if (demandOther(a, b)) return false;
  const alone = (statement: Statement) => ({
    ...statement.policy,
    statements: [{ ...statement, isAllow: true }],
  });
  return isEquivalent(alone(a), alone(b), { limits }) === true;
}

/**
 * A cheap proof for the usual pair: for two values of one key, such as `iam:PassedToService`, the same is allowed. What
 * all requests carry, and what depends on the caller, is left to the proof by sets.
 */
function demandOther(a: Statement, b: Statement): boolean {
  const [own, others] = [demandedValues(a), demandedValues(b)];
  if (!own || !others || a.conditions[0]?.key.text !== b.conditions[0]?.key.text) return false;
  return own.some((value) => !others.includes(value));
}

/** The values of a statement's only condition, when some request meets it with each of them. */
function demandedValues({
  action,
  resource,
  principal,
  notPrincipal,
  conditions,
}: Statement): readonly string[] | undefined {
  const [condition, ...more] = conditions;
  if (!condition || more.length > 0 || condition.key.text.toLowerCase().startsWith('aws:')) return undefined;
  if (condition.operator.text !== 'StringEquals' || principal || notPrincipal) return undefined;
  if (!action?.values.some(({ text }) => /^[a-z0-9-]+:\w+$/i.test(text))) return undefined;
  if (!resource?.values.some(({ text }) => text === '*' || /^arn:[^$?]*$/.test(text))) return undefined;
  const values = condition.values.map(({ text }) => text);
  return values.every((text) => /^[\w.:/-]+$/.test(text)) ? values : undefined;
}

/** Each pattern of the one has a pattern of the other that seems to hold it. Most pairs differ in the first they list. */
function seemAlike(a: Statement, b: Statement): boolean {
  const actions = actionsOf(a);
  const others = actionsOf(b);
  const resources = resourcesOf(a);
  const targets = resourcesOf(b);
  return (
    mayHoldFirst(actions, others) &&
    mayHoldFirst(others, actions) &&
    holdsAll(targets, resources, asWritten) &&
    holdsAll(resources, targets, asWritten) &&
    holdsAll(others, actions, inLowerCase) &&
    holdsAll(actions, others, inLowerCase)
  );
}

function actionsOf({ action, notAction }: Statement): readonly ActionPattern[] {
  return (action ?? notAction)?.values ?? [];
}

function resourcesOf({ resource, notResource }: Statement): readonly ResourcePattern[] {
  return (resource ?? notResource)?.values ?? [];
}

const asWritten = (text: string): string => text;
const inLowerCase = (text: string): string => text.toLowerCase();

/** A look at one action, which most often belongs to another service, or is not in the other list. */
function mayHoldFirst(actions: readonly ActionPattern[], others: readonly ActionPattern[]): boolean {
  const first = actions[0];
  if (!first) return true;
  const lower = first.text.toLowerCase();
  for (const { text, name, service } of others) {
    const isNear = service === first.service || service === undefined || hasWildcard(service);
    if (isNear && (hasWildcard(name) || text.toLowerCase() === lower)) return true;
  }
  return false;
}

type Spell = typeof asWritten;

function holdsAll(outer: readonly Text[], inner: readonly Text[], spell: Spell): boolean {
  const texts = new Set<string>();
  for (const { text } of outer) texts.add(spell(text));
  let wild: readonly string[] | undefined;
  for (const { text } of inner) {
    const spelt = spell(text);
    if (texts.has(spelt)) continue;
    wild ??= [...texts].filter((one) => hasWildcard(one));
    if (!wild.some((one) => mayCover(piecesOf(one), spelt) && covers(compilePattern(one), compilePattern(spelt))))
      return false;
  }
  return true;
}

function sizeOf({ action, notAction, resource, notResource, conditions }: Statement): number {
  const lists = [action, notAction, resource, notResource, ...conditions];
  return lists.reduce((sum, list) => sum + (list?.values.length ?? 0), 0);
}
