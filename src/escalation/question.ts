/** The policies of one principal, ready to be asked about single calls, with a limit on the work. */
import type { Catalog } from '../catalog/catalog.ts';
import { fold } from '../policy/pattern.ts';
import { hasUnknownPart } from '../policy/unknown.ts';
import { matchesAction, type CompiledPolicy, type CompiledStatement } from '../semantics/compile.ts';
import type { CompiledCondition } from '../semantics/condition.ts';
import { mayAct, type IdentitySets, type Possibility } from '../semantics/effective.ts';
import type { RequestFacts } from './facts.ts';
import { homeOf, isEverything, type Home } from './targets.ts';

export interface Question {
  readonly catalog: Catalog;
  readonly home: Home;
  readonly sets: IdentitySets;
  /** Statements of the identity policies about an action. */
  readonly allows: (action: string) => readonly CompiledStatement[];
  readonly denials: (action: string) => readonly CompiledStatement[];
  /** Whether a condition of any of them, or of a limit, may ask for what the request carries. */
  readonly isConditional: (action: string) => boolean;
  /** Number of statements that limit every call: of the boundary, the session and the organization. */
  readonly limits: number;
  readonly budget: { left: number };
}

/** Real policies cost some thousands; this is for policies made to cost time. */
const mostComparisons = 500_000;

export function ask(sets: IdentitySets, catalog: Catalog, account: string | undefined): Question {
  const identity = sets.identity ?? [];
  const home = homeOf(textsOf(identity));
  const about = statementsAbout(identity);
  const filters = [sets.boundary ?? [], sets.session ?? [], ...(sets.scp ?? [])].flat();
  return {
    catalog,
    home: account === undefined ? home : { ...home, account },
    sets,
    allows: (action) => about(action).allows,
    denials: (action) => about(action).denials,
    isConditional: (action) =>
      filters.length > 0 || [...about(action).allows, ...about(action).denials].some(hasConditions),
    limits: filters.reduce((sum, { statements }) => sum + statements.length, 0),
    budget: { left: mostComparisons },
  };
}

function hasConditions({ conditions, resources }: CompiledStatement): boolean {
  return conditions.length > 0 || resources?.some(({ hasVariable }) => hasVariable) === true;
}

function* textsOf(policies: readonly CompiledPolicy[]): Generator<string> {
  for (const { statements } of policies) {
    for (const { resources, source } of statements) {
      for (const { text } of resources ?? []) yield text;
      for (const { values } of source.conditions) for (const { text } of values) yield text;
    }
  }
}

interface About {
  readonly allows: readonly CompiledStatement[];
  readonly denials: readonly CompiledStatement[];
}

function statementsAbout(identity: readonly CompiledPolicy[]): (action: string) => About {
  const known = new Map<string, About>();
  return (action) => {
    let found = known.get(action);
    if (found === undefined) known.set(action, (found = readAbout(identity, fold(action))));
    return found;
  };
}

/** Statements without a resource are refused by AWS in an identity policy. */
function readAbout(identity: readonly CompiledPolicy[], action: string): About {
  const service = action.slice(0, action.indexOf(':'));
  const statements = identity
    .flatMap((policy) => policy.forService(service))
    .filter((one) => one.resources !== undefined && !one.source.isDamaged && matchesAction(one, action))
    .map(leaveOpen);
  return {
    allows: statements.filter(({ isAllow }) => isAllow),
    denials: statements.filter(({ isAllow }) => !isAllow),
  };
}

/** A condition on a value that only deployment knows is decided for no request: it gets a key that none has. */
function leaveOpen(statement: CompiledStatement): CompiledStatement {
  const { conditions } = statement;
  const isOpen = ({ source }: CompiledCondition): boolean => source.values.some(({ text }) => hasUnknownPart(text));
  if (!conditions.some(isOpen)) return statement;
  return { ...statement, conditions: conditions.map((one) => (isOpen(one) ? { ...one, key: '\uE000' } : one)) };
}

/** What a statement allows once denials, boundary and organization have had their say; in doubt it may. */
export function judge(
  statement: CompiledStatement,
  action: string,
  resource: string,
  requests: readonly RequestFacts[],
  question: Question,
): Possibility {
  const denials = question.denials(action);
  const targets = 1 + (statement.resources?.length ?? 0);
  const others = 1 + question.limits + denials.reduce((sum, { resources }) => sum + 1 + (resources?.length ?? 0), 0);
  if (!spend(question, targets * others * requests.length)) return 'depends';
  const isFree = denials.length === 0 && isOpenToAll(statement) && !hasLimits(question.sets);
  if (isFree && requests.length > 0) return 'yes';
  const all = [statement, ...denials];
  const { policy } = statement.source;
  const identity = [{ source: policy, hasPrincipals: false, statements: all, forService: () => all }];
  return best(requests.map((context) => mayAct({ ...question.sets, identity }, action, resource, { context })));
}

/** An Allow on everything without conditions, as most are. */
function isOpenToAll({ conditions, resources, isNotResource }: CompiledStatement): boolean {
  return conditions.length === 0 && !isNotResource && resources?.some(isEverything) === true;
}

function hasLimits({ boundary, session, scp }: IdentitySets): boolean {
  return boundary !== undefined || session !== undefined || scp !== undefined;
}

/** False when the work would be too much. */
export function spend({ budget }: Question, comparisons: number): boolean {
  budget.left -= comparisons;
  return budget.left >= 0;
}

/** The most that one of several ways allows. */
export function best(answers: readonly Possibility[]): Possibility {
  return answers.includes('yes') ? 'yes' : answers.includes('depends') ? 'depends' : 'no';
}
