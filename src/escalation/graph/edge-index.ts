/** Edges by what they lead to, so that a search can go backwards. */
import type { Holder } from './actors.ts';
import { listBits, type Bits } from './bits.ts';
import type { Edge } from './edge.ts';
import type { Graph } from './graph.ts';

/** `guessed`: also where something would have to be there that nobody saw. */
export type Sureness = 'certain' | 'possible' | 'guessed';

export function counts({ certainty, plan }: Edge, sure: Sureness): boolean {
  if (sure === 'guessed') return true;
  return sure === 'certain' ? certainty === 'confirmed' : !plan.isGuess;
}

/** In the order in which ways are told. */
export const surest: readonly Sureness[] = ['certain', 'possible', 'guessed'];

export interface Located {
  readonly holder: Holder;
  readonly edge: Edge;
}

export interface Index {
  /** Few targets: by number of the actor. */
  readonly byTarget: ReadonlyMap<number, readonly Located[]>;
  /** Many targets, shared by many edges. */
  readonly hubs: readonly { readonly bits: Bits; readonly outcome: Edge['outcome']; readonly edges: Located[] }[];
  /** By number of the state's holder. */
  readonly byState: ReadonlyMap<number, readonly Located[]>;
  readonly all: readonly Located[];
}

const fewTargets = 16;

export function indexOf({ edges, world, states }: Graph, sure: Sureness): Index {
  const byTarget = new Map<number, Located[]>();
  const hubs = new Map<Bits, Index['hubs'][number]>();
  const byState = new Map<number, Located[]>();
  const all: Located[] = [];
  const put = <K>(map: Map<K, Located[]>, key: K, one: Located): void => {
    const list = map.get(key);
    if (list) list.push(one);
    else map.set(key, [one]);
  };
  [...world.holders, ...states].forEach((holder, at) => {
    for (const edge of edges[at] ?? []) {
      if (!counts(edge, sure)) continue;
      const one = { holder, edge };
      all.push(one);
      if (edge.state) put(byState, edge.state.id, one);
      if ((edge.outcome !== 'user' && edge.outcome !== 'role') || !edge.targets) continue;
      const listed = listFew(edge.targets);
      const offset = edge.outcome === 'role' ? world.users.size : 0;
      if (listed) for (const target of listed) put(byTarget, offset + target, one);
      else {
        const hub = hubs.get(edge.targets);
        if (hub) hub.edges.push(one);
        else hubs.set(edge.targets, { bits: edge.targets, outcome: edge.outcome, edges: [one] });
      }
    }
  });
  return { byTarget, byState, hubs: [...hubs.values()], all };
}

function listFew(bits: Bits): readonly number[] | undefined {
  let count = 0;
  for (const word of bits) {
    for (let rest = word; rest !== 0; rest &= rest - 1) if (++count > fewTargets) return undefined;
  }
  return listBits(bits);
}
