/** One fact, one finding: paths that follow from each other, or that one statement opens, belong together. */
import type { Statement } from '../policy/model.ts';
import type { PathGain } from './path.ts';
import { rootOf } from './paths.ts';
import type { PathMatch, Scope, StepGrant } from './recognise.ts';

/** What is gained, as coarse as a person wants to know it first. */
export type Outcome = 'anything' | 'passed-role' | 'carried-role' | 'other-identity' | 'withheld';

/** Paths that one statement opens to one outcome. */
export interface OpenPaths {
  readonly outcome: Outcome;
  /** Of the step that decides what is gained. */
  readonly statement: Statement;
  /** The path that stands for all of them comes first. */
  readonly matches: readonly PathMatch[];
}

const outcomes: Readonly<Record<PathGain, Outcome>> = {
  anything: 'anything',
  'passed-role': 'passed-role',
  'carried-role': 'carried-role',
  'target-role': 'other-identity',
  'target-user': 'other-identity',
  'target-group': 'other-identity',
  withheld: 'withheld',
  'older-version': 'withheld',
};

/** Of a path and its variants the one to name: known to the catalogue, complete, and with the fewest steps. */
function isBefore(one: PathMatch, other: PathMatch): boolean {
  const left = rankOf(one);
  const right = rankOf(other);
  for (let index = 0; index < left.length; index++) {
    const a = left[index] ?? 0;
    const b = right[index] ?? 0;
    if (a !== b) return a < b;
  }
  return one.path.id < other.path.id;
}

function rankOf({ path, scope, certainty }: PathMatch): readonly number[] {
  return [
    scopes.indexOf(scope),
    certainty === 'yes' ? 0 : 1,
    path.isPartial ? 1 : 0,
    path.isCatalogued ? 0 : 1,
    path.isOwnId ? 1 : 0,
    path.group === 'self-escalation' ? 0 : 1,
    path.parent !== undefined && rootOf(path).isCatalogued ? 1 : 0,
    path.steps.length,
  ];
}

const scopes: readonly Scope[] = ['every', 'some', 'named'];

/** The matches by what they lead to and by the statement that makes it possible, in the order of the statements. */
export function groupPaths(matches: readonly PathMatch[]): readonly OpenPaths[] {
  const groups = new Map<Statement, Map<Outcome, PathMatch[]>>();
  for (const match of matches) {
    const statement = decisiveGrant(match)?.statement.source;
    if (statement === undefined) continue;
    const byOutcome = groups.get(statement) ?? new Map<Outcome, PathMatch[]>();
    groups.set(statement, byOutcome);
    const outcome = outcomes[match.path.gains];
    byOutcome.set(outcome, [...(byOutcome.get(outcome) ?? []), match]);
  }
  return [...groups].flatMap(([statement, byOutcome]) =>
    [...foldOutcomes(byOutcome)].map(([outcome, list]) => ({ outcome, statement, matches: sorted(list) })),
  );
}

/** Who can have any permission gains nothing more by acting as others. */
function foldOutcomes(byOutcome: ReadonlyMap<Outcome, readonly PathMatch[]>): Map<Outcome, readonly PathMatch[]> {
  const all = new Map(byOutcome);
  const anything = all.get('anything');
  if (anything === undefined) return all;
  const weaker = [...(all.get('other-identity') ?? []), ...(all.get('withheld') ?? [])];
  all.set('anything', [...sorted(anything), ...weaker]);
  all.delete('other-identity');
  all.delete('withheld');
  return all;
}

function sorted(matches: readonly PathMatch[]): readonly PathMatch[] {
  const isAnything = ({ path }: PathMatch): number => (path.gains === 'anything' ? 0 : 1);
  return matches.toSorted((one, other) => isAnything(one) - isAnything(other) || (isBefore(one, other) ? -1 : 1));
}

/** Of the step on whose target it depends what is gained, the grant that reaches furthest. */
export function decisiveGrant({ path, steps }: PathMatch): StepGrant | undefined {
  const grants = steps.find(({ step }) => step.action === path.decisive)?.grants ?? [];
  return scopes.flatMap((scope) => grants.filter((grant) => grant.scope === scope))[0];
}
