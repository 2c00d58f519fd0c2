/** Ways as one graph: each principal a node, each hop an edge, nothing twice. */
import type { PathAnswers } from '../escalation/graph/answers.ts';
import { harmless } from './harmless.ts';
import { harmlessName } from './where.ts';

export interface ViewNode {
  /** `n0`, `n1`, ...: names come from the account and are only ever labels. */
  readonly id: string;
  readonly label: string;
  readonly kind: 'principal' | 'administrator' | 'external';
}

export interface ViewEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly isCertain: boolean;
}

export interface GraphView {
  readonly nodes: readonly ViewNode[];
  readonly edges: readonly ViewEdge[];
}

/** The graph of an answer, in the order of its ways. */
export function viewGraph({ paths, administrators, possibleAdministrators, entryPoints }: PathAnswers): GraphView {
  const admins = new Set([...administrators, ...possibleAdministrators].map(({ arn }) => arn));
  const nodes = new Map<string, ViewNode>();
  const edges = new Map<string, ViewEdge>();
  const nodeOf = (name: string, kind: ViewNode['kind']): string => {
    let node = nodes.get(name);
    if (!node) nodes.set(name, (node = { id: `n${nodes.size}`, label: harmlessName(name), kind }));
    return node.id;
  };
  const kindOf = (name: string): ViewNode['kind'] =>
    name === 'administrator' || admins.has(name) ? 'administrator' : 'principal';
  const connect = (from: string, to: string, label: string, isCertain: boolean): void => {
    const key = `${from} ${to} ${label}`;
    if (!edges.has(key)) edges.set(key, { from, to, label: harmless(label), isCertain });
  };
  for (const { hops } of paths) {
    for (const { from, to, path, certainty } of hops)
      connect(nodeOf(from, kindOf(from)), nodeOf(to, kindOf(to)), path, certainty === 'confirmed');
  }
  for (const { kind, name, role, certainty } of [...paths.flatMap((path) => path.entryPoints), ...entryPoints]) {
    const label = kind === 'public' ? 'anybody' : `${kind} ${name}`;
    connect(nodeOf(label, 'external'), nodeOf(role, kindOf(role)), 'trust', certainty === 'confirmed');
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}
