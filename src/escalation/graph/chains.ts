/** Shortest ways through the graph, searched backwards from where they end. */
import type { Actor, Holder } from './actors.ts';
import { hasBit, listBits, meets, type Bits } from './bits.ts';
import { counts, indexOf, type Index, type Located, type Sureness } from './edge-index.ts';
import type { Edge } from './edge.ts';
import { edgesOf } from './edges-of.ts';
import type { Graph } from './graph.ts';

/** Where ways may end. */
export interface Goal {
  readonly user: Bits;
  readonly role: Bits;
  /** Whether permissions as one likes are what is looked for. */
  readonly anything: boolean;
  /** Which edges count. */
  readonly sure: Sureness;
}

/** One step of a way: who takes it, in which state, and where it leads. */
export interface Hop {
  readonly actor: Actor;
  /** The holder whose policies allow it: the principal's own, or a state of it. */
  readonly holder: Holder;
  readonly edge: Edge;
  /** Undefined: an administrator without being anybody else. */
  readonly to: Actor | undefined;
  /** The member of the edge's targets that was chosen, by number in its space. */
  readonly target: number | undefined;
}

export interface Ways {
  readonly goal: Goal;
  /** Number of hops by number of the actor; 0 where it is the goal itself, -1 where there is no way. */
  readonly distance: Int32Array;
  /** The same for other states of principals, by number of the state's holder. */
  readonly states: ReadonlyMap<number, StateDistance>;
}

interface StateDistance {
  /** For every member alike. */
  all?: number;
  /** For those who got further by themselves. */
  readonly own: Map<Actor, number>;
}

function distanceIn({ states }: Pick<Ways, 'states'>, state: Holder, actor: Actor): number | undefined {
  const known = states.get(state.id);
  return Math.min(known?.all ?? Infinity, known?.own.get(actor) ?? Infinity);
}

/** Administrators, for the surest ways certain ones only. */
export function administratorGoal({ world }: Graph, sure: Sureness): Goal {
  const { user, role } = world.administrators;
  const pick = sure === 'certain' ? 'yes' : 'maybe';
  return { user: user[pick], role: role[pick], anything: true, sure };
}

/** Distances of all principals to the goal. */
export function findWays(graph: Graph, goal: Goal): Ways {
  const { actors, users } = graph.world;
  const index = indexOf(graph, goal.sure);
  const distance = new Int32Array(actors.length).fill(-1);
  for (const { index: number, kind, at } of actors) if (hasBit(goal[kind], at)) distance[number] = 0;
  const queue: Item[] = [];
  const states = new Map<number, StateDistance>();
  for (const located of index.all)
    if (endsAt(goal, located.edge)) queue.push({ ...located, at: 1, members: located.edge.members });
  const open = new Set(index.hubs);
  const visit = (actor: number, at: number): void => {
    distance[actor] = at;
    for (const one of index.byTarget.get(actor) ?? []) queue.push({ ...one, at: at + 1, members: one.edge.members });
    for (const hub of open) {
      const place = hub.outcome === 'role' ? actor - users.size : actor;
      if ((hub.outcome === 'user') !== actor < users.size || !hasBit(hub.bits, place)) continue;
      open.delete(hub);
      for (const one of hub.edges) queue.push({ ...one, at: at + 1, members: one.edge.members });
    }
  };
  // Items are taken in the order of their distance, because each adds one that is further by one.
  for (let next = 0; next < queue.length; next++) {
    const item = queue[next];
    if (!item) break;
    const { holder, at } = item;
    if (holder.state) {
      if (settle(states, item)) for (const one of entrances(index, item)) queue.push({ ...one, at: at + 1 });
    } else for (const actor of item.members ?? holder.members) if (distance[actor.index] === -1) visit(actor.index, at);
  }
  return { goal, distance, states };
}

/** Notes the distance of a state; whether it is news for any of its members. */
function settle(states: Map<number, StateDistance>, { holder, members, at }: Item): boolean {
  let known = states.get(holder.id);
  if (!known) states.set(holder.id, (known = { own: new Map() }));
  if (known.all !== undefined) return false;
  if (!members) {
    known.all = at;
    return true;
  }
  let isNew = false;
  for (const actor of members) {
    if (known.own.has(actor)) continue;
    known.own.set(actor, at);
    isNew = true;
  }
  return isNew;
}

interface Item extends Located {
  readonly at: number;
  readonly members: readonly Actor[] | undefined;
}

/** Edges into the state, for those who can go on from there by the item's edge. */
function entrances(index: Index, { holder, members }: Item): readonly Omit<Item, 'at'>[] {
  const on = members && new Set(members);
  return (index.byState.get(holder.id) ?? []).flatMap((one): Omit<Item, 'at'>[] => {
    const { edge } = one;
    if (!on || edge.space === 'role') return [{ ...one, members: edge.members }];
    const who = (edge.members ?? one.holder.members).filter((actor) => on.has(actor));
    return who.length > 0 ? [{ ...one, members: who }] : [];
  });
}

function endsAt(goal: Goal, { outcome, targets }: Edge): boolean {
  if (outcome === 'administrator') return goal.anything;
  return outcome !== 'state' && targets !== undefined && meets(targets, goal[outcome]);
}

/** A shortest way of the principal, the same in every run; undefined when there is none. */
export function wayOf(graph: Graph, ways: Ways, actor: Actor): readonly Hop[] | undefined {
  const far = ways.distance[actor.index] ?? -1;
  if (far < 0) return undefined;
  const hops: Hop[] = [];
  let at: { actor: Actor; holder: Holder } | undefined = holderAt(graph, actor);
  for (let left = far; left > 0 && at; left--) {
    const hop = nextHop(graph, ways, at.holder, at.actor, left);
    if (!hop) return undefined;
    hops.push(hop);
    at = enter(graph, hop);
  }
  return hops;
}

function holderAt({ world }: Graph, actor: Actor): { actor: Actor; holder: Holder } | undefined {
  const holder = world.holderOf[actor.index];
  return holder && { actor, holder };
}

/** Who goes on after a hop, and with which policies. */
function enter(graph: Graph, { edge, to, actor }: Hop): { actor: Actor; holder: Holder } | undefined {
  if (edge.state) return { actor: to ?? actor, holder: edge.state };
  return to && holderAt(graph, to);
}

function nextHop(graph: Graph, ways: Ways, holder: Holder, actor: Actor, left: number): Hop | undefined {
  const edges = edgesOf(graph, holder, actor).filter((edge) => counts(edge, ways.goal.sure));
  for (const edge of edges) {
    const found = leadsOn(graph, ways, edge, actor, left);
    if (found) return { actor, holder, edge, ...found };
  }
  return undefined;
}

/** Whether the goal is `left - 1` hops away behind the edge, and behind which of its targets. */
function leadsOn(
  graph: Graph,
  ways: Ways,
  edge: Edge,
  actor: Actor,
  left: number,
): Pick<Hop, 'to' | 'target'> | undefined {
  const { goal, distance } = ways;
  const { outcome, targets, state } = edge;
  if (outcome === 'administrator')
    return left === 1 && goal.anything ? { to: undefined, target: firstOf(graph, edge) } : undefined;
  if (state) {
    const target = edge.space === 'role' ? firstOf(graph, edge) : undefined;
    const next = target === undefined ? actor : graph.world.actors[graph.world.users.size + target];
    if (!next || distanceIn(ways, state, next) !== left - 1) return undefined;
    return { to: target === undefined ? undefined : next, target };
  }
  if (!targets || outcome === 'state') return undefined;
  const target = smallest(graph, edge, (node) => distance[node] === left - 1);
  return target === undefined ? undefined : { to: actorAt(graph, outcome, target), target };
}

function actorAt({ world }: Graph, outcome: 'user' | 'role', at: number): Actor | undefined {
  return world.actors[outcome === 'user' ? at : world.users.size + at];
}

function firstOf(graph: Graph, edge: Edge): number | undefined {
  return smallest(graph, edge, () => true);
}

/** The target that comes first by ARN among those that pass. */
function smallest({ world }: Graph, { targets, space }: Edge, test: (node: number) => boolean): number | undefined {
  if (!targets || !space) return undefined;
  const { arns } = world[spaceKeys[space]];
  const offset = space === 'role' ? world.users.size : 0;
  let best: number | undefined;
  for (const at of listBits(targets)) {
    if (!test(offset + at)) continue;
    if (best === undefined || (arns[at] ?? '') < (arns[best] ?? '')) best = at;
  }
  return best;
}

const spaceKeys = { user: 'users', role: 'roles', group: 'groups', policy: 'policies' } as const;

/** Everything a principal can become, nearest first, by the hop that leads there. */
export function reachableFrom(graph: Graph, start: Actor): ReadonlyMap<Actor, readonly Hop[]> {
  const found = new Map<Actor, readonly Hop[]>([[start, []]]);
  const entered = new Set<Holder>();
  const queue: { actor: Actor; holder: Holder; way: readonly Hop[] }[] = [];
  const first = holderAt(graph, start);
  if (first) queue.push({ ...first, way: [] });
  for (let next = 0; next < queue.length; next++) {
    const item = queue[next];
    if (!item) break;
    const { actor, holder, way } = item;
    for (const edge of edgesOf(graph, holder, actor)) {
      if (edge.state) {
        const target = edge.space === 'role' ? firstOf(graph, edge) : undefined;
        const to = target === undefined ? undefined : graph.world.actors[graph.world.users.size + target];
        if (entered.has(edge.state)) continue;
        entered.add(edge.state);
        queue.push({ actor: to ?? actor, holder: edge.state, way: [...way, { actor, holder, edge, to, target }] });
      }
      if ((edge.outcome !== 'user' && edge.outcome !== 'role') || !edge.targets) continue;
      for (const target of listBits(edge.targets)) {
        const to = actorAt(graph, edge.outcome, target);
        const at = to && !found.has(to) ? holderAt(graph, to) : undefined;
        if (!to || !at) continue;
        const longer = [...way, { actor, holder, edge, to, target }];
        found.set(to, longer);
        queue.push({ ...at, way: longer });
      }
    }
  }
  found.delete(start);
  return found;
}
