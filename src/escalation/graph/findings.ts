/** What the graph of an account says to the people who keep it: one finding for each principal and kind of path. */
import type { Account } from '../../account/model.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Severity } from '../../finding.ts';
import type { Problem } from '../../rule.ts';
import type { Actor } from './actors.ts';
import { both } from './bits.ts';
import { administratorGoal, findWays, wayOf, type Hop, type Ways } from './chains.ts';
import { doubtEnd, splitByEnd } from './certainty.ts';
import { cheapestCut } from './cut.ts';
import { surest } from './edge-index.ts';
import type { Edge } from './edge.ts';
import { edgesOf } from './edges-of.ts';
import { countUses, cutEvidence, hopEvidence } from './evidence.ts';
import { explainHop, type ExplainedHop } from './explain.ts';
import { cutText, doubtText, listNames, lowerFirst, nameOf, wayText } from './finding-words.ts';
import { buildGraph, endsInAdministrator, type Graph } from './graph.ts';
import { gather, type OpenWay } from './open-ways.ts';

export type EscalationMessage = 'administrator' | 'chain' | 'lateral';

export interface EscalationOptions {
  /** Also ways to other principals that are no administrators. */
  readonly lateral: boolean;
}

interface Reporter {
  readonly report: (problem: Problem<EscalationMessage>) => void;
  readonly skip: (reason: string) => void;
}

/** Judges the account as a whole: principals that can become administrators, and by which edit they no longer could. */
export function reportEscalations(
  account: Account,
  catalog: Catalog,
  { report, skip }: Reporter,
  options: EscalationOptions,
): void {
  const graph = buildGraph(account, catalog);
  for (const gap of graph.gaps) skip(gap);
  const ways = surest.map((sure) => findWays(graph, administratorGoal(graph, sure)));
  for (const actor of graph.world.actors) {
    if (actor.isKeptByAws) continue;
    const direct = directWays(graph, actor);
    const chain = bestWay(graph, waysBeside(direct, ways), actor);
    const uses = countUses(direct.map(({ explained }) => explained));
    for (const one of direct) report(directProblem(graph, one, uses));
    if (chain) report(chainProblem(graph, actor, chain));
    if (options.lateral) for (const one of lateralWays(graph, actor)) report(lateralProblem(graph, one));
  }
}

/** Paths by which the principal becomes an administrator in one step; variants of one path together. */
function directWays(graph: Graph, actor: Actor): readonly OpenWay[] {
  const holder = graph.world.holderOf[actor.index];
  if (!holder) return [];
  const edges = edgesOf(graph, holder, actor)
    .filter((edge) => endsInAdministrator(graph, edge, false))
    .flatMap((edge) => splitByEnd(graph, edge));
  return gather(graph, actor, edges, (edge) => adminTargets(graph, edge));
}

function adminTargets({ world }: Graph, { outcome, targets }: Edge): Edge['targets'] {
  if (!targets || (outcome !== 'user' && outcome !== 'role')) return targets;
  return both(targets, world.administrators[outcome].maybe);
}

/** One step that was seen says enough; beside guesses a longer way counts that is none. */
function waysBeside(direct: readonly OpenWay[], ways: readonly Ways[]): readonly Ways[] {
  if (direct.length === 0) return ways;
  if (direct.some(({ edge }) => severityOf(edge) === 'security')) return [];
  return ways.filter(({ goal }) => goal.sure !== 'guessed');
}

/** A certain way if there is one, else the shortest of all. */
function bestWay(graph: Graph, ways: readonly Ways[], actor: Actor): readonly Hop[] | undefined {
  for (const one of ways) {
    const way = wayOf(graph, one, actor);
    if (way && way.length > 0) return way.slice(1).some(isGuess) ? undefined : doubtEnd(graph, way);
  }
  return undefined;
}

/** Who may take such a step is told of it; whoever can become one of those is not: the guess would come again and again. */
function isGuess({ edge }: Hop): boolean {
  return edge.plan.isGuess;
}

const mostTargets = 20;
const mostHops = 20;
const mostRelated = 20;

function directProblem(graph: Graph, way: OpenWay, uses: ReadonlyMap<string, number>): Problem<EscalationMessage> {
  const { actor, edge, explained, targets, ids } = way;
  const { path } = edge.plan;
  const common = problemOf(graph, actor, [explained], uses);
  return {
    ...common,
    message: 'administrator',
    severity: severityOf(edge),
    data: {
      who: nameOf(actor),
      path: `${path.id}: ${lowerFirst(path.name)}`,
      on: targets.length > 0 ? `, on ${listNames(targets)}` : '',
      certainty: doubtText([explained]),
      cut: cutText(common.evidence),
    },
    evidence: {
      path: { id: path.id, name: path.name, group: path.group },
      paths: ids,
      status: edge.certainty,
      targets: targets.slice(0, mostTargets),
      ...(targets.length > mostTargets && { moreTargets: targets.length - mostTargets }),
      ...common.evidence,
    },
  };
}

function chainProblem(graph: Graph, actor: Actor, way: readonly Hop[]): Problem<EscalationMessage> {
  const explained = way.slice(0, mostHops).map((hop) => explainHop(graph, hop));
  const [first] = way;
  const common = problemOf(graph, actor, explained, countUses(explained));
  const certain = way.every(({ edge }) => edge.certainty === 'confirmed');
  const path = first?.edge.plan.path;
  return {
    ...common,
    message: 'chain',
    severity: way.some(({ edge }) => severityOf(edge) === 'warning') ? 'warning' : 'security',
    data: {
      who: nameOf(actor),
      count: way.length,
      way: wayText(graph, explained),
      certainty: doubtText(explained),
      cut: cutText(common.evidence),
    },
    evidence: {
      path: { id: path?.id, name: path?.name, group: path?.group },
      paths: way.slice(0, mostHops).map(({ edge }) => edge.plan.path.id),
      status: certain ? 'confirmed' : 'possible',
      ...(way.length > mostHops && { moreHops: way.length - mostHops }),
      ...common.evidence,
    },
  };
}

/** A guess counts for less than what was seen. */
function severityOf({ certainty, plan }: Edge): Severity {
  return certainty === 'possible' && (plan.isGuess || plan.path.group === 'existing-passrole') ? 'warning' : 'security';
}

type Common = Pick<Problem, 'at' | 'resource' | 'related'> & { readonly evidence: Readonly<Record<string, unknown>> };

/** What all findings share: the place to change, whom it is about, the steps, the statements. */
function problemOf(
  graph: Graph,
  actor: Actor,
  explained: readonly ExplainedHop[],
  uses: ReadonlyMap<string, number>,
): Common {
  const [first] = explained;
  const cut = first && cheapestCut(first, uses);
  const at = cut?.grants[0]?.statement;
  const others = explained.flatMap(({ grants }) => grants.filter(({ statement }) => statement !== at));
  const related = [...new Map(others.map((grant) => [grant.statement, grant])).values()];
  const outsiders = actor.kind === 'role' ? (graph.world.trusts.outsiders.get(actor.at) ?? []) : [];
  return {
    at: at ?? actor.entity,
    resource: actor.entity.ref,
    related: related
      .slice(0, mostRelated)
      .map(({ statement, action }) => ({ at: statement, text: `grants ${action}` })),
    evidence: {
      hops: explained.map((one) => hopEvidence(graph, one)),
      reasons: [...new Set(explained.flatMap(({ reasons }) => reasons))],
      ...(cut && { cut: cutEvidence(cut) }),
      ...(outsiders.length > 0 && {
        entryPoints: outsiders.slice(0, mostTargets).map(({ kind, name }) => ({ kind, name })),
      }),
    },
  };
}

/** Principals that are no administrators, by path. */
function lateralWays(graph: Graph, actor: Actor): readonly OpenWay[] {
  const holder = graph.world.holderOf[actor.index];
  if (!holder) return [];
  const edges = edgesOf(graph, holder, actor).filter(
    (edge) => (edge.outcome === 'user' || edge.outcome === 'role') && !endsInAdministrator(graph, edge, false),
  );
  return gather(graph, actor, edges, ({ targets }) => targets);
}

function lateralProblem(graph: Graph, way: OpenWay): Problem<EscalationMessage> {
  return { ...directProblem(graph, way, new Map()), message: 'lateral', severity: 'suggestion' };
}
