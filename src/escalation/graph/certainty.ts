/** How sure it is that a way ends with an administrator: the last one on it may be held back by what nobody can see. */
import { boundaryOf, type Actor } from './actors.ts';
import { both, hasBit, isEmpty, without } from './bits.ts';
import type { Hop } from './chains.ts';
import type { Edge } from './edge.ts';
import type { Graph } from './graph.ts';

type World = Pick<Graph['world'], 'administrators' | 'actors' | 'users'>;

/** An administrator under a condition, or within a boundary that the snapshot does not carry. */
export function isDoubtful({ administrators }: World, { kind, at }: Actor): boolean {
  const { yes, maybe } = administrators[kind];
  return hasBit(maybe, at) && !hasBit(yes, at);
}

/** The way; its last step is no more certain than what it leads to. */
export function doubtEnd({ world }: Pick<Graph, 'world'>, way: readonly Hop[]): readonly Hop[] {
  const last = way.at(-1);
  if (!last?.to || !isDoubtful(world, last.to)) return way;
  return [...way.slice(0, -1), { ...last, edge: { ...last.edge, certainty: 'possible' } }];
}

const parts = new WeakMap<Edge, readonly Edge[]>();

/** The edge as one to certain administrators and one to those who may be some. */
export function splitByEnd({ world }: Pick<Graph, 'world'>, edge: Edge): readonly Edge[] {
  if (edge.certainty === 'possible' || !edge.targets || (edge.outcome !== 'user' && edge.outcome !== 'role'))
    return [edge];
  let found = parts.get(edge);
  if (!found) {
    const { yes, maybe } = world.administrators[edge.outcome];
    const open = without(both(edge.targets, maybe), yes);
    const sure = both(edge.targets, yes);
    found = isEmpty(open)
      ? [edge]
      : [
          ...(isEmpty(sure) ? [] : [{ ...edge, targets: sure }]),
          { ...edge, targets: open, certainty: 'possible' as const },
        ];
    parts.set(edge, found);
  }
  return found;
}

/** Why it is not certain that whoever the step leads to, or changes, ends up an administrator. */
export function endDoubts(world: World, { edge, to, target }: Hop): readonly string[] {
  const end = to ?? changed(world, edge, target);
  if (!end || (to && !isDoubtful(world, to))) return [];
  const boundary = boundaryOf(end);
  if (boundary && !boundary.document)
    return [`The permissions boundary ${boundary.name} of ${end.entity.name} is not in the snapshot.`];
  return to ? [`${to.entity.name} is an administrator only under a condition.`] : [];
}

function changed({ actors, users }: World, { space }: Edge, target: number | undefined): Actor | undefined {
  if (target === undefined || (space !== 'user' && space !== 'role')) return undefined;
  return actors[space === 'user' ? target : users.size + target];
}
