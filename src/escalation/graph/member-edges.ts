/** Edges that hold for some members of a holder, or for each through targets of its own. */
import type { Actor, Holder } from './actors.ts';
import { addBit, hasBit, noBits, type Tri } from './bits.ts';
import type { Answer } from './conditions.ts';
import { edgesFor, type Edge } from './edge.ts';
import type { Plan } from './plan.ts';
import type { Change, World } from './world.ts';

export function membersIn(holder: Holder, members: readonly Actor[]): { members?: readonly Actor[] } {
  return members.length === holder.members.length ? {} : { members };
}

/** Who of the members a test holds for, by how surely. */
export function split(
  members: readonly Actor[],
  test: (actor: Actor) => Answer,
): readonly (readonly ['confirmed' | 'possible', readonly Actor[]])[] {
  const answers = members.map((actor) => [actor, test(actor)] as const);
  const of = (wanted: Answer) => answers.filter(([, answer]) => answer === wanted).map(([actor]) => actor);
  return (
    [
      ['confirmed', of('yes')],
      ['possible', of('depends')],
    ] as const
  ).filter(([, list]) => list.length > 0);
}

/** Whether a change would make the principal an administrator. */
export function becomesAdmin(world: Pick<World, 'reachIn'>, actor: Actor, change: Change): Answer {
  const reach = world.reachIn(actor, change);
  return reach === 'maybe' ? 'depends' : reach;
}

export function inTri({ yes, maybe }: Tri, at: number | undefined): Answer {
  if (at === undefined || !hasBit(maybe, at)) return 'no';
  return hasBit(yes, at) ? 'yes' : 'depends';
}

export interface Hit {
  readonly at: number;
  readonly answer: Answer;
}

/** Edges to an administrator through targets of each member's own; members with the same targets share one. */
export function perTarget(
  holder: Holder,
  plan: Plan,
  space: 'group' | 'policy',
  hitsOf: (actor: Actor) => readonly Hit[],
  size: number,
): readonly Edge[] {
  const shared = new Map<string, { tri: Tri; members: Actor[] }>();
  for (const actor of holder.members) {
    const hits = hitsOf(actor).filter(({ answer }) => answer !== 'no');
    if (hits.length === 0) continue;
    const key = hits.map(({ at, answer }) => `${at}${answer}`).join();
    const known = shared.get(key);
    if (known) known.members.push(actor);
    else shared.set(key, { tri: triOfHits(hits, size), members: [actor] });
  }
  return [...shared.values()].flatMap(({ tri, members }) =>
    edgesFor(plan, tri, { outcome: 'administrator', ...membersIn(holder, members) }, space),
  );
}

export function triOfHits(hits: readonly Hit[], size: number): Tri {
  const yes = noBits(size);
  const maybe = noBits(size);
  for (const { at, answer } of hits) {
    addBit(maybe, at);
    if (answer === 'yes') addBit(yes, at);
  }
  return { yes, maybe };
}
