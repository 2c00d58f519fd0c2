/** Other states of principals as holders of their own: in a group they joined, with an older policy, without a boundary. */
import {
  boundaryDocs,
  docsOf,
  makeHolder,
  type Actor,
  type BoundaryDocs,
  type Holder,
  type HolderState,
  type LimitChange,
} from './actors.ts';
import type { DocumentStore } from './documents.ts';
import type { World } from './world.ts';

/** Makes the holders that stand for other states of principals, a limited number of them. */
export interface States {
  readonly add: (spec: StateSpec) => Holder | undefined;
  readonly list: readonly Holder[];
  /** Some were not made, because there are too many. */
  readonly isFull: () => boolean;
}

export interface StateSpec {
  readonly base: Holder;
  readonly members: readonly Actor[];
  readonly kind: HolderState['kind'];
  readonly name: string;
  readonly held: HolderState['held'];
  readonly limit?: LimitChange;
}

const mostStates = 5_000;

export function makeStates(world: Pick<World, 'store' | 'holders'>): States {
  const list: Holder[] = [];
  const known = new Map<string, Holder>();
  return {
    list,
    isFull: () => list.length >= mostStates,
    add: ({ base, members, kind, name, held, limit }) => {
      const [first] = members;
      const key = JSON.stringify([base.id, kind, name, members.map(({ index }) => index)]);
      const made = known.get(key);
      if (made ?? (list.length >= mostStates || !first)) return made;
      const state = makeHolder({
        id: world.holders.length + list.length,
        kind: base.kind,
        identity: docsOf(held(first), world.store),
        boundary: limitDocs(first, limit, world.store),
        members,
        self: base.self ?? (members.length === 1 ? first : undefined),
        state: { kind, name, base, held, ...(limit && { limit }) },
      });
      list.push(state);
      known.set(key, state);
      return state;
    },
  };
}

function limitDocs(actor: Actor, limit: LimitChange | undefined, store: DocumentStore): BoundaryDocs {
  if (limit?.withoutBoundary === true) return undefined;
  return limit?.boundary ? [store.docOf(limit.boundary)] : boundaryDocs(actor, store);
}
