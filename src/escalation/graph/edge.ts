/** A way from principals to what they can become, and how one is made of sets that are known for certain or not. */
import type { Actor, Holder } from './actors.ts';
import { doubted, isEmpty, triBoth, without, type Bits, type Tri } from './bits.ts';
import type { Answer } from './conditions.ts';
import type { Plan } from './plan.ts';
import type { Space, SpaceName } from './space.ts';

/** A way from the members of a holder to what they can become. */
export interface Edge {
  readonly plan: Plan;
  readonly certainty: 'confirmed' | 'possible';
  /**
   * `administrator`: permissions as one likes. `user`, `role`: one of the targets. `state`: another state of the
   * principal itself or of a role.
   */
  readonly outcome: 'administrator' | 'user' | 'role' | 'state';
  /** On what the decisive step is taken; absent when that is nothing the snapshot lists. */
  readonly space?: SpaceName;
  readonly targets?: Bits;
  readonly state?: Holder;
  /** For whom it holds; absent: every member. */
  readonly members?: readonly Actor[];
}

/** Turns a set into one edge of what is certain and one of what may be. */
export function edgesFor(
  plan: Plan,
  found: Tri,
  rest: Pick<Edge, 'outcome' | 'members'>,
  space: SpaceName,
): readonly Edge[] {
  const { yes, open } = splitSure(found);
  if (plan.doubts.length > 0)
    return yes || open ? [{ plan, certainty: 'possible', ...rest, space, targets: found.maybe }] : [];
  return [
    ...(yes ? [{ plan, certainty: 'confirmed' as const, ...rest, space, targets: yes }] : []),
    ...(open ? [{ plan, certainty: 'possible' as const, ...rest, space, targets: open }] : []),
  ];
}

interface Split {
  readonly yes: Bits | undefined;
  readonly open: Bits | undefined;
}

const splits = new WeakMap<Tri, Split>();

/** What is certain and what may be besides; undefined for nothing. */
function splitSure(found: Tri): Split {
  let split = splits.get(found);
  if (!split) {
    const { yes, maybe } = found;
    const open = without(maybe, yes);
    split = { yes: isEmpty(yes) ? undefined : yes, open: isEmpty(open) ? undefined : open };
    splits.set(found, split);
  }
  return split;
}

const meetings = new WeakMap<Tri, WeakMap<Tri, Tri>>();

/** What is in both; for shared sets, of which the same two meet for many principals. */
export function meetShared(space: Space, a: Tri, b: Tri): Tri {
  let known = meetings.get(a);
  if (!known) meetings.set(a, (known = new WeakMap()));
  let found = known.get(b);
  if (!found) known.set(b, (found = space.share(triBoth(a, b))));
  return found;
}

export function weaken(found: Tri, answer: Answer): Tri {
  if (answer === 'yes') return found;
  return answer === 'no'
    ? { yes: new Uint32Array(found.yes.length), maybe: new Uint32Array(found.yes.length) }
    : doubted(found);
}
