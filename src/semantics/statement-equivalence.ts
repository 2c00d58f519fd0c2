/** Statements of a policy that are met by exactly the same requests, however they are written. */
import type { Statement } from '../policy/model.ts';
import { compilePattern, covers, hasWildcard } from '../policy/pattern.ts';
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

/** Later statements that mean the same as an earlier one. Damaged ones are left out. */
export function findEquivalent(statements: readonly Statement[]): readonly SamePair[] {
  if (statements.length > mostStatements) return [];
  const groups = new Map<string, Statement[]>();
  for (const statement of statements) {
    if (statement.isDamaged || statement.isAllow === undefined || sizeOf(statement) > mostPatterns) continue;
    const key = outlineOf(statement);
    const group = groups.get(key);
    if (group) group.push(statement);
    else groups.set(key, [statement]);
  }
  const found: SamePair[] = [];
  let pairs = 0;
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const kept: Profile[] = [];
    for (const one of group.map(profileOf)) {
      const same = kept.find((other) => seemAlike(other, one) && ++pairs <= mostPairs && meanTheSame(other, one));
      if (same) found.push({ statement: one.statement, first: same.statement });
      else kept.push(one);
    }
  }
  return found;
}

/** Whether the same requests meet both, whatever the effect. */
function meanTheSame(a: Profile, b: Profile): boolean {
  const alone = ({ statement }: Profile) => ({
    ...statement.policy,
    statements: [{ ...statement, isAllow: true }],
  });
  return isEquivalent(alone(a), alone(b), { limits }) === true;
}

/** The patterns of a list, ready for a cheap look before the proof. */
interface List {
  readonly texts: ReadonlySet<string>;
  /** Those with wildcards; compiled when they are compared, which few are. */
  readonly wild: readonly string[];
}

interface Profile {
  readonly statement: Statement;
  readonly actions: List;
  readonly resources: List;
}

function profileOf(statement: Statement): Profile {
  const { action, notAction, resource, notResource } = statement;
  const actions = (action ?? notAction)?.values.map(({ text }) => text.toLowerCase()) ?? [];
  const resources = (resource ?? notResource)?.values.map(({ text }) => text) ?? [];
  return { statement, actions: listOf(actions), resources: listOf(resources) };
}

function listOf(texts: readonly string[]): List {
  return { texts: new Set(texts), wild: texts.filter((text) => hasWildcard(text)) };
}

/** Each pattern of the one has a pattern of the other that seems to hold it. */
function seemAlike(a: Profile, b: Profile): boolean {
  return (
    holdsAll(a.resources, b.resources) &&
    holdsAll(b.resources, a.resources) &&
    holdsAll(a.actions, b.actions) &&
    holdsAll(b.actions, a.actions)
  );
}

function holdsAll(outer: List, inner: List): boolean {
  for (const text of inner.texts) {
    if (outer.texts.has(text)) continue;
    if (outer.wild.length === 0) return false;
    const pattern = compilePattern(text);
    if (!outer.wild.some((other) => covers(compilePattern(other), pattern))) return false;
  }
  return true;
}

/** Equal for statements that could mean the same in a policy that a person wrote. */
function outlineOf({ isAllow, action, principal, resource, notResource, conditions }: Statement): string {
  const hasResource = resource !== undefined || notResource !== undefined;
  const forms = [isAllow, action !== undefined, principal !== undefined, hasResource].map(Number).join('');
  const keys = conditions.map(({ key }) => key.text.toLowerCase());
  return conditions.length === 0 ? forms : `${forms} ${[...new Set(keys)].sort().join()}`;
}

function sizeOf({ action, notAction, resource, notResource, conditions }: Statement): number {
  const lists = [action, notAction, resource, notResource, ...conditions];
  return lists.reduce((sum, list) => sum + (list?.values.length ?? 0), 0);
}
