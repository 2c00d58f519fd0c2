/** What the graph of an account says to the people who keep it: one finding for each principal and kind of path. */
import type { Account } from '../../account/model.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Severity } from '../../finding.ts';
import type { Problem } from '../../rule.ts';
import { rootOf } from '../paths.ts';
import type { Actor } from './actors.ts';
import { both, listBits, type Bits } from './bits.ts';
import { administratorGoal, edgesOf, findWays, surest, wayOf, type Hop, type Ways } from './chains.ts';
import { cheapestCut } from './cut.ts';
import type { Edge } from './edges.ts';
import { countUses, cutEvidence, hopEvidence } from './evidence.ts';
import { explainHop, type ExplainedHop } from './explain.ts';
import { buildGraph, endsInAdministrator, type Graph } from './graph.ts';

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
    const chain = direct.length > 0 ? undefined : bestWay(graph, ways, actor);
    const uses = countUses(direct.map(({ explained }) => explained));
    for (const one of direct) report(directProblem(graph, one, uses));
    if (chain) report(chainProblem(graph, actor, chain));
    if (options.lateral) for (const one of lateralWays(graph, actor)) report(lateralProblem(graph, one));
  }
}

/** A path of one principal with everything it leads to at once. */
interface OpenWay {
  readonly actor: Actor;
  readonly edge: Edge;
  readonly explained: ExplainedHop;
  /** ARNs on which the decisive step is taken. */
  readonly targets: readonly string[];
  /** Ids of the path and of its variants that hit the same. */
  readonly ids: readonly string[];
}

/** Paths by which the principal becomes an administrator in one step; variants of one path together. */
function directWays(graph: Graph, actor: Actor): readonly OpenWay[] {
  const holder = graph.world.holderOf[actor.index];
  if (!holder) return [];
  const edges = edgesOf(graph, holder, actor).filter((edge) => endsInAdministrator(graph, edge, false));
  return gather(graph, actor, edges, (edge) => adminTargets(graph, edge));
}

function adminTargets({ world }: Graph, { outcome, targets }: Edge): Edge['targets'] {
  if (!targets || (outcome !== 'user' && outcome !== 'role')) return targets;
  return both(targets, world.administrators[outcome].maybe);
}

function gather(
  graph: Graph,
  actor: Actor,
  edges: readonly Edge[],
  pick: (edge: Edge) => Edge['targets'],
): readonly OpenWay[] {
  const holder = graph.world.holderOf[actor.index];
  if (!holder) return [];
  const families = new Map<string, { edge: Edge; targets: Targets; ids: Set<string> }>();
  for (const edge of edges) {
    const targets = targetsOf(graph, edge, pick(edge));
    const key = JSON.stringify([rootOf(edge.plan.path).id, edge.outcome, edge.space, targets.id]);
    const known = families.get(key);
    if (!known) families.set(key, { edge, targets, ids: new Set([edge.plan.path.id]) });
    else {
      known.ids.add(edge.plan.path.id);
      if (isBetter(edge, known.edge)) known.edge = edge;
    }
  }
  return [...onePerPath(families.values())].map(({ edge, targets: { first, arns }, ids }) => {
    const to = first === undefined ? undefined : actorOf(graph, edge, first);
    const explained = explainHop(graph, { actor, holder, edge, to, target: first });
    return { actor, edge, explained, targets: arns, ids: [...ids].sort() };
  });
}

/** What a step hits, in the order of ARNs. */
interface Targets {
  /** The same for equal sets. */
  readonly id: number;
  readonly first: number | undefined;
  readonly arns: readonly string[];
}

const nothing: Targets = { id: 0, first: undefined, arns: [] };
const listed = new WeakMap<Bits, Targets>();
let lastId = 0;

/** Thousands of principals have the same targets: listed and sorted once. */
function targetsOf({ world }: Graph, { space }: Edge, bits: Bits | undefined): Targets {
  if (!bits || !space) return nothing;
  const { arns, share } = spacesOf(world)[space];
  const { maybe: shared } = share({ yes: bits, maybe: bits });
  let targets = listed.get(shared);
  if (!targets) {
    const sorted = listBits(shared).sort((a, b) => ((arns[a] ?? '') < (arns[b] ?? '') ? -1 : 1));
    targets = { id: ++lastId, first: sorted[0], arns: sorted.map((at) => arns[at] ?? '') };
    listed.set(shared, targets);
  }
  return targets;
}

function spacesOf({ users, roles, groups, policies }: Graph['world']) {
  return { user: users, role: roles, group: groups, policy: policies };
}

/** Certain and possible targets of one path are one matter: the certain ones are told. */
function onePerPath<T extends { edge: Edge; ids: Set<string> }>(families: Iterable<T>): Iterable<T> {
  const byPath = new Map<string, T>();
  for (const one of families) {
    const id = one.edge.plan.path.id;
    const known = byPath.get(id);
    if (!known || (known.edge.certainty === 'possible' && one.edge.certainty === 'confirmed')) {
      for (const other of known?.ids ?? []) one.ids.add(other);
      byPath.set(id, one);
    } else for (const other of one.ids) known.ids.add(other);
  }
  return byPath.values();
}

function actorOf({ world }: Graph, { outcome }: Edge, at: number): Actor | undefined {
  if (outcome === 'user') return world.actors[at];
  return outcome === 'role' ? world.actors[world.users.size + at] : undefined;
}

/** Which of a path and its variants stands for them: the surer, then the better known, then the shorter one. */
function isBetter(one: Edge, other: Edge): boolean {
  const rank = ({ certainty, plan: { path, doubts } }: Edge): readonly number[] => [
    certainty === 'confirmed' ? 0 : 1,
    path.isPartial ? 1 : 0,
    path.isCatalogued ? 0 : 1,
    doubts.length,
    path.steps.length,
  ];
  const [left, right] = [rank(one), rank(other)];
  const at = left.findIndex((value, index) => value !== right[index]);
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0);
}

/** A certain way if there is one, else the shortest of all. */
function bestWay(graph: Graph, ways: readonly Ways[], actor: Actor): readonly Hop[] | undefined {
  for (const one of ways) {
    const way = wayOf(graph, one, actor);
    if (way && way.length > 0) return way.slice(1).some(isGuess) ? undefined : way;
  }
  return undefined;
}

/**
 * That a resource runs under an administrator's role. Who may change such resources is told of it; whoever can become
 * one of those is not, for the guess would come again with every principal before it.
 */
function isGuess({ edge }: Hop): boolean {
  return edge.plan.path.gains === 'carried-role';
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

/** That some resource runs under an administrator's role is a guess; everything else stands on what was seen. */
function severityOf({ certainty, plan }: Edge): Severity {
  return certainty === 'possible' && plan.path.group === 'existing-passrole' ? 'warning' : 'security';
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
  const { certainty: status, plan } = way.edge;
  const problem = directProblem(graph, way, new Map());
  return {
    ...problem,
    message: 'lateral',
    severity: 'suggestion',
    data: { ...problem.data, path: `${plan.path.id}: ${lowerFirst(plan.path.name)}` },
    evidence: { ...problem.evidence, status },
  };
}

/** `user ci`. */
export function nameOf({ kind, entity }: Actor): string {
  return `${kind} ${entity.name}`;
}

function wayText(graph: Graph, explained: readonly ExplainedHop[]): string {
  return explained
    .map((one) => `${shortName(hopEvidence(graph, one).to)} (${one.hop.edge.plan.path.id})`)
    .join(', then ');
}

/** `role build-runner` of an ARN; what stands behind it in brackets stays. */
export function shortName(arn: string): string {
  const [, kind, rest = ''] = /^arn:[^:]*:iam::[^:]*:(user|role|group|policy)\/(.*)$/s.exec(arn) ?? [];
  if (kind === undefined) return arn;
  const end = rest.indexOf(' (');
  const full = end < 0 ? rest : rest.slice(0, end);
  return `${kind} ${full.slice(full.lastIndexOf('/') + 1)}${end < 0 ? '' : rest.slice(end)}`;
}

function listNames(arns: readonly string[]): string {
  const names = arns.slice(0, 3).map(shortName).join(', ');
  return arns.length > 3 ? `${names} and ${arns.length - 3} more` : names;
}

function doubtText(explained: readonly ExplainedHop[]): string {
  const reasons = [...new Set(explained.flatMap(({ reasons: list }) => list))];
  const isSure = explained.every(({ hop }) => hop.edge.certainty === 'confirmed');
  return isSure ? '' : ` Possible, not confirmed: ${reasons[0] ?? 'a condition decides.'}`;
}

function cutText({ cut }: Readonly<Record<string, unknown>>): string {
  return typeof cut === 'object' && cut !== null && 'text' in cut ? String(cut.text) : '';
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
