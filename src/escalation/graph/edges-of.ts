/** Edges by who can take them. */
import type { Actor, Holder } from './actors.ts';
import type { Edge } from './edge.ts';
import type { Graph } from './graph.ts';

/** The edges that a principal can take in its own state or another. */
export function edgesOf(graph: Graph, holder: Holder, actor: Actor): readonly Edge[] {
  const edges = graph.edges[holder.id] ?? [];
  let index = edgesByMember.get(edges);
  if (!index) edgesByMember.set(edges, (index = indexMembers(edges)));
  const own = index.own.get(actor);
  if (!own) return index.shared;
  return [...index.shared, ...own].sort((a, b) => (index.order.get(a) ?? 0) - (index.order.get(b) ?? 0));
}

interface MemberIndex {
  readonly shared: readonly Edge[];
  readonly own: ReadonlyMap<Actor, readonly Edge[]>;
  readonly order: ReadonlyMap<Edge, number>;
}

/** Thousands of principals may share policies and each have a role that names it alone. */
const edgesByMember = new WeakMap<readonly Edge[], MemberIndex>();

function indexMembers(edges: readonly Edge[]): MemberIndex {
  const own = new Map<Actor, Edge[]>();
  for (const edge of edges) {
    for (const actor of edge.members ?? []) {
      const list = own.get(actor);
      if (list) list.push(edge);
      else own.set(actor, [edge]);
    }
  }
  const shared = edges.filter(({ members }) => !members);
  return { shared, own, order: new Map(edges.map((edge, at) => [edge, at])) };
}
