/** Which known paths a principal's policies open, as far as the policies alone can tell. */
import type { Catalog } from '../catalog/catalog.ts';
import type { CompiledStatement } from '../semantics/compile.ts';
import type { IdentitySets, Possibility } from '../semantics/effective.ts';
import { resourceGlob } from '../semantics/glob.ts';
import { overlappingTargets } from './overlap.ts';
import { requestsOf } from './facts.ts';
import type { EscalationPath, PathStep } from './path.ts';
import { escalationPaths } from './paths.ts';
import { ask, best, judge, spend, type Question } from './question.ts';
import { pathsInQuestion } from './screen.ts';
import { fitsOf, narrowTo, scopeOf, targetPatterns, type Scope } from './targets.ts';

export type { Scope } from './targets.ts';

/** `depends`: some condition decides that the policies alone leave open. */
export type Certainty = Exclude<Possibility, 'no'>;

/** A statement by which a step is allowed. */
export interface StepGrant {
  readonly statement: CompiledStatement;
  /** The statement with no more of its resources than can be the target. */
  readonly narrowed: CompiledStatement;
  readonly certainty: Certainty;
  readonly scope: Scope;
}

export interface StepMatch {
  readonly step: PathStep;
  /** The surest; never empty. */
  readonly grants: readonly StepGrant[];
  readonly certainty: Certainty;
}

export interface PathMatch {
  readonly path: EscalationPath;
  readonly steps: readonly StepMatch[];
  readonly certainty: Certainty;
  /** How far the step reaches on whose target it depends what is gained. */
  readonly scope: Scope;
}

export interface RecogniseOptions {
  /** The principal's account, where it is known. */
  readonly account?: string | undefined;
  /** What the principal is, where it is known: rules out paths that only the other kind can take. */
  readonly holder?: 'user' | 'role' | undefined;
  /** The paths in question, where they are known already. */
  readonly paths?: readonly EscalationPath[] | undefined;
}

/**
 * The paths of which the policies allow every step, each on something that can be its target. The policies are those of
 * one principal; what the account holds beside them (roles, trust policies, running resources) is taken as possible.
 */
export function possiblePaths(
  sets: IdentitySets,
  catalog: Catalog,
  options: RecogniseOptions = {},
): readonly PathMatch[] {
  const identity = sets.identity ?? [];
  const paths = options.paths ?? pathsInQuestion(identity.map(({ source }) => source));
  if (paths.length === 0) return [];
  const question = { ...ask(sets, catalog, options.account), answers: new Map<string, readonly StepGrant[]>() };
  return paths.filter((path) => isOpenTo(path, options.holder)).flatMap((path) => matchPath(path, question) ?? []);
}

function isOpenTo({ needs }: EscalationPath, holder: RecogniseOptions['holder']): boolean {
  return holder === undefined || needs.every(({ kind, value }) => kind !== 'caller-is' || value === holder);
}

interface Asking extends Question {
  /** Grants of a step that several paths have. */
  readonly answers: Map<string, readonly StepGrant[]>;
}

function matchPath(path: EscalationPath, question: Asking): PathMatch | undefined {
  if (path.steps.some(({ action }) => question.allows(action).length === 0)) return undefined;
  const found = new Map<string, readonly StepGrant[]>();
  for (const step of path.steps) {
    let grants = grantsOf(path, step, question);
    const other = path.steps.find(({ action }) => action === step.sameAs);
    if (other !== undefined) grants = sharing(path, step, grants, other, found.get(other.action) ?? [], question);
    if (grants.length === 0) return undefined;
    found.set(step.action, grants);
  }
  const steps = path.steps.map((step) => matchOf(step, found.get(step.action) ?? []));
  const decisive = steps.find(({ step }) => step.action === path.decisive);
  const certainty = steps.some((step) => step.certainty === 'depends') ? 'depends' : 'yes';
  return { path, steps, certainty, scope: widest(decisive?.grants ?? []) };
}

function matchOf(step: PathStep, all: readonly StepGrant[]): StepMatch {
  const certainty = all.some((grant) => grant.certainty === 'yes') ? 'yes' : 'depends';
  return { step, certainty, grants: all.filter((grant) => grant.certainty === certainty) };
}

function widest(grants: readonly StepGrant[]): Scope {
  const scopes = grants.map(({ scope }) => scope);
  return scopes.includes('every') ? 'every' : scopes.includes('some') ? 'some' : 'named';
}

function grantsOf(path: EscalationPath, step: PathStep, question: Asking): readonly StepGrant[] {
  const all = requestsOf(path, step, question.home);
  // Without conditions every request is answered alike, and paths that differ in it alone share the answer.
  const requests = question.isConditional(step.action) ? all : nothingKnown;
  const key = JSON.stringify([step.action, step.target, step.resourceTypes ?? [], step.alsoOn ?? [], requests]);
  let grants = question.answers.get(key);
  if (grants === undefined) question.answers.set(key, (grants = judgeCall(step, requests, question)));
  return grants;
}

const nothingKnown: Requests = [{}];

/** Steps whose call must be allowed on resources of two kinds, as the step for the second kind. */
const secondKind = new Map(
  escalationPaths.flatMap(({ steps }) =>
    steps.flatMap((step): [PathStep, PathStep][] => {
      const { alsoOn, ...rest } = step;
      return alsoOn === undefined ? [] : [[step, { ...rest, resourceTypes: alsoOn }]];
    }),
  ),
);

function judgeCall(step: PathStep, requests: Requests, question: Asking): readonly StepGrant[] {
  const grants = judgeStep(step, requests, question);
  const also = secondKind.get(step);
  if (also === undefined || grants.length === 0) return grants;
  const others = judgeStep(also, requests, question);
  if (others.length === 0) return [];
  if (others.some(({ certainty }) => certainty === 'yes')) return grants;
  return grants.map((grant) => ({ ...grant, certainty: 'depends' }));
}

type Requests = ReturnType<typeof requestsOf>;

function judgeStep(step: PathStep, requests: Requests, question: Asking): readonly StepGrant[] {
  const patterns = targetPatterns(step, question.catalog, question.home);
  const wanted = patterns.map((text) => resourceGlob(text, false));
  return question.allows(step.action).flatMap((statement) => {
    const isAffordable = spend(question, (statement.resources?.length ?? 0) * wanted.length);
    const fits = isAffordable ? fitsOf(statement, step.target, wanted) : undefined;
    const narrowed = narrowTo(statement, fits);
    if (narrowed.resources?.length === 0) return [];
    const answer = best(patterns.map((pattern) => judge(narrowed, step.action, pattern, requests, question)));
    if (answer === 'no') return [];
    const scope = isAffordable ? scopeOf(statement, step.target, fits) : 'some';
    return [{ statement, narrowed, certainty: answer, scope }];
  });
}

/** Of the grants of a step those that can hit the resource of an earlier step. */
function sharing(
  path: EscalationPath,
  step: PathStep,
  grants: readonly StepGrant[],
  earlier: PathStep,
  others: readonly StepGrant[],
  question: Asking,
): readonly StepGrant[] {
  const asks = (one: PathStep, { narrowed }: StepGrant, text: string): boolean =>
    judge(narrowed, one.action, text, requestsOf(path, one, question.home), question) !== 'no';
  return grants.filter((grant) =>
    others.some((other) =>
      overlappingTargets(grant.narrowed, other.narrowed, question).some(
        (text) => text === undefined || (asks(step, grant, text) && asks(earlier, other, text)),
      ),
    ),
  );
}
