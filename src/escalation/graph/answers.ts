/** Answers to "who can become whom": for the command line and the library. */
import type { Account } from '../../account/model.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { ResourceRef } from '../../finding.ts';
import type { Actor } from './actors.ts';
import { addBit, hasBit, noBits } from './bits.ts';
import { doubtEnd, isDoubtful } from './certainty.ts';
import { administratorGoal, findWays, reachableFrom, wayOf, type Goal, type Hop, type Ways } from './chains.ts';
import { cheapestCut } from './cut.ts';
import { countUses, cutEvidence, hopEvidence, type CutEvidence, type HopEvidence } from './evidence.ts';
import { surest, type Sureness } from './edge-index.ts';
import { explainHop } from './explain.ts';
import { buildGraph, type Graph } from './graph.ts';

export interface PathsQuestion {
  /** Only ways that begin here. */
  readonly from?: string | undefined;
  /** ARN of a role or user to become; absent: an administrator. */
  readonly to?: string | undefined;
  /** With `from` and without `to`: not whom else it can become. */
  readonly onlyAdministrators?: boolean;
}

/** A way of one principal. */
export interface PathAnswer {
  readonly from: ResourceRef;
  /** Absent: an administrator without being somebody else. */
  readonly to?: ResourceRef;
  readonly toAdministrator: boolean;
  readonly certainty: 'confirmed' | 'possible';
  readonly hops: readonly HopEvidence[];
  readonly reasons: readonly string[];
  readonly cut?: CutEvidence;
  /** Who outside the account can be the principal that the way begins with. */
  readonly entryPoints: readonly EntryPoint[];
}

export interface EntryPoint {
  readonly kind: 'account' | 'identity-provider' | 'public';
  readonly name: string;
  readonly role: string;
  readonly certainty: 'confirmed' | 'possible';
}

export interface PathAnswers {
  readonly paths: readonly PathAnswer[];
  readonly administrators: readonly ResourceRef[];
  /** Who may be one: under a condition, or within a boundary that the snapshot does not carry. */
  readonly possibleAdministrators: readonly ResourceRef[];
  /** Ways into the account from outside whose role is an administrator or becomes one; all of them without a goal. */
  readonly entryPoints: readonly EntryPoint[];
  readonly gaps: readonly string[];
}

/** The graph, with what it answers. */
export function answerPaths(account: Account, catalog: Catalog, question: PathsQuestion): PathAnswers {
  const graph = buildGraph(account, catalog);
  const { actors } = graph.world;
  const start = question.from === undefined ? undefined : actors.find(({ entity }) => entity.arn === question.from);
  const ways = surest.map((sure) => findWays(graph, goalOf(graph, question.to, sure)));
  const asked = start ? [start] : actors.filter(({ isKeptByAws }) => !isKeptByAws);
  const toGoal = asked.flatMap((actor) => answerOf(graph, ways, actor, question.to === undefined) ?? []);
  const others =
    start && question.to === undefined && question.onlyAdministrators !== true
      ? otherAnswers(graph, start, toGoal)
      : [];
  return {
    paths: [...toGoal, ...others],
    administrators: refsOf(actors.filter((actor) => isAdministrator(graph, actor, 'yes'))),
    possibleAdministrators: refsOf(actors.filter((actor) => isDoubtful(graph.world, actor))),
    entryPoints: actors
      .filter((actor) => (question.to === undefined ? reachesGoal(ways, actor) : false) && !actor.isKeptByAws)
      .flatMap((actor) => entryPointsOf(graph, actor)),
    gaps: graph.gaps,
  };
}

function refsOf(actors: readonly Actor[]): readonly ResourceRef[] {
  return actors.map(({ entity }) => entity.ref);
}

function isAdministrator({ world }: Graph, { kind, at }: Actor, sure: 'yes' | 'maybe'): boolean {
  return hasBit(world.administrators[kind][sure], at);
}

function reachesGoal(ways: readonly Ways[], actor: Actor): boolean {
  return ways.some(({ distance }) => (distance[actor.index] ?? -1) >= 0);
}

function goalOf(graph: Graph, to: string | undefined, sure: Sureness): Goal {
  if (to === undefined) return administratorGoal(graph, sure);
  const { users, roles } = graph.world;
  const user = noBits(users.size);
  const role = noBits(roles.size);
  const at = { user: users.indexOf(to), role: roles.indexOf(to) };
  if (at.user !== undefined) addBit(user, at.user);
  if (at.role !== undefined) addBit(role, at.role);
  return { user, role, anything: false, sure };
}

/** Asked for somebody by name, it does not matter whether that is an administrator. */
function answerOf(graph: Graph, ways: readonly Ways[], actor: Actor, asksAdmin: boolean): PathAnswer | undefined {
  for (const one of ways) {
    const way = wayOf(graph, one, actor);
    if (way && way.length > 0) return asksAdmin ? describe(graph, doubtEnd(graph, way)) : describe(graph, way, 'yes');
  }
  return undefined;
}

/** Whom else the principal can become; whoever is on a way that was told already is not told again. */
function otherAnswers(graph: Graph, start: Actor, told: readonly PathAnswer[]): readonly PathAnswer[] {
  const ends = new Set(told.flatMap(({ to }) => to?.arn ?? []));
  return [...reachableFrom(graph, start)]
    .filter(([actor]) => !ends.has(actor.entity.arn))
    .map(([, way]) => describe(graph, doubtEnd(graph, way)));
}

function describe(graph: Graph, way: readonly Hop[], administrator: 'yes' | 'maybe' = 'maybe'): PathAnswer {
  const explained = way.map((hop) => explainHop(graph, hop));
  const [first] = explained;
  const last = way.at(-1);
  const cut = first && cheapestCut(first, countUses(explained));
  const from = (first?.hop.actor.entity.ref ?? { type: '', name: '' }) satisfies ResourceRef;
  return {
    from,
    ...(last?.to && { to: last.to.entity.ref }),
    toAdministrator:
      last !== undefined &&
      (last.edge.outcome === 'administrator' ||
        (last.to !== undefined && isAdministrator(graph, last.to, administrator))),
    certainty: way.every(({ edge }) => edge.certainty === 'confirmed') ? 'confirmed' : 'possible',
    hops: explained.map((one) => hopEvidence(graph, one)),
    reasons: [...new Set(explained.flatMap(({ reasons }) => reasons))],
    ...(cut && { cut: cutEvidence(cut) }),
    entryPoints: first ? entryPointsOf(graph, first.hop.actor) : [],
  };
}

function entryPointsOf({ world }: Graph, { kind, at, entity }: Actor): readonly EntryPoint[] {
  if (kind !== 'role') return [];
  return (world.trusts.outsiders.get(at) ?? []).map((one) => ({
    kind: one.kind,
    name: one.name,
    role: entity.arn,
    certainty: one.answer === 'yes' ? 'confirmed' : 'possible',
  }));
}
