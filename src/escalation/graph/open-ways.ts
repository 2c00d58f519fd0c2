/** Edges of one principal, one for each path: variants of a path and equal targets together. */
import { rootOf } from '../paths.ts';
import type { Actor } from './actors.ts';
import { listBits, type Bits } from './bits.ts';
import type { Edge } from './edge.ts';
import { explainHop, type ExplainedHop } from './explain.ts';
import type { Graph } from './graph.ts';

/** A path of one principal with everything it leads to at once. */
export interface OpenWay {
  readonly actor: Actor;
  readonly edge: Edge;
  readonly explained: ExplainedHop;
  /** ARNs on which the decisive step is taken. */
  readonly targets: readonly string[];
  /** Ids of the path and of its variants that hit the same. */
  readonly ids: readonly string[];
}

export function gather(
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
