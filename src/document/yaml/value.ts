/**
 * YAML nodes to a plain value. Scalars keep their text as written: an account id stays `012345678901` and a policy's
 * version stays `2012-10-17`, as CloudFormation takes them
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html). Only true, false and null are
 * what they look like. A local tag becomes the long form of an intrinsic function: `!Sub x` is `{"Fn::Sub": "x"}`.
 */
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { maxDepth } from '../measure.ts';
import type { YamlFault } from './parse.ts';

export interface YamlMember {
  readonly key: Node;
  readonly value: Node | undefined;
}

export interface YamlDuplicate {
  readonly map: Node;
  readonly name: string;
  readonly first: Node;
  readonly second: Node;
}

/** The content of one stream of YAML, with its aliases and merges resolved. */
export interface YamlContent {
  readonly values: readonly unknown[];
  readonly fault: YamlFault | undefined;
  readonly duplicates: readonly YamlDuplicate[];
  /** The node a node stands for: an alias's target. */
  readonly resolve: (node: Node | undefined) => Node | undefined;
  /** Members by name, those of merges included. */
  readonly members: (map: YAMLMap) => ReadonlyMap<string, YamlMember>;
}

/** What aliases may make of a file: a "billion laughs" of nested aliases ends here. */
const mostNodes = 3_000_000;
const mostGrowth = 20;

class Refusal extends Error {
  readonly node: Node;
  constructor(message: string, node: Node) {
    super(message);
    this.node = node;
  }
}

/** Values of the documents' roots. */
export function readValues(roots: readonly Node[], length: number): YamlContent {
  const anchors = collectAnchors(roots);
  const duplicates: YamlDuplicate[] = [];
  const known = new Map<Node, Read>();
  const open = new Set<Node>();
  const memberMaps = new Map<YAMLMap, ReadonlyMap<string, YamlMember>>();
  const limit = Math.min(mostNodes, 10_000 + length * mostGrowth);

  const resolve = (node: Node | undefined): Node | undefined => {
    if (!isAlias(node)) return node;
    const target = anchors.get(node);
    if (!target) throw new Refusal('The alias refers to an anchor that is not defined before it', node);
    return target;
  };

  const members = (map: YAMLMap): ReadonlyMap<string, YamlMember> => {
    let found = memberMaps.get(map);
    if (!found) memberMaps.set(map, (found = readMembers(map, resolve, members, duplicates)));
    return found;
  };

  const read = (given: Node | undefined): Read => {
    const node = resolve(given);
    if (!node) return { value: null, size: 1, depth: 1 };
    const before = known.get(node);
    if (before) return before;
    if (open.has(node)) throw new Refusal('The alias contains itself', given ?? node);
    open.add(node);
    const bare = readBare(node);
    const result = { ...bare, value: withTag(node.tag, bare.value) };
    open.delete(node);
    if (result.size > limit || result.depth > maxDepth)
      throw new Refusal('Aliases make the document grow beyond any template', given ?? node);
    known.set(node, result);
    return result;
  };

  const readBare = (node: Node): Read => {
    if (isSeq(node)) {
      const items = (node as YAMLSeq<Node>).items.map((item) => read(item));
      return { value: items.map(({ value }) => value), ...extentOf(items) };
    }
    if (isMap(node)) {
      const mark = markOf(node);
      if (mark !== undefined) return { value: mark, size: 1, depth: 1 };
      const entries = [...members(node)].map(([name, { value }]) => [name, read(value)] as const);
      // Object.fromEntries defines own members: `__proto__` is a name like any other.
      const value = Object.fromEntries(entries.map(([name, inner]) => [name, inner.value]));
      return { value, ...extentOf(entries.map(([, inner]) => inner)) };
    }
    return { value: scalarValue(node), size: 1, depth: 1 };
  };

  const values: unknown[] = [];
  let fault: YamlFault | undefined;
  try {
    for (const root of roots) values.push(read(root).value);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [start, end] = error.node.range ?? [0, 1];
    fault = { kind: 'syntax', message: error.message, start, end };
  }
  return { values, fault, duplicates, resolve, members };
}

interface Read {
  readonly value: unknown;
  /** Nodes, those of aliases counted each time, and levels. */
  readonly size: number;
  readonly depth: number;
}

function extentOf(inner: readonly Read[]): Pick<Read, 'size' | 'depth'> {
  let size = 1;
  let depth = 0;
  for (const one of inner) {
    size += one.size;
    depth = Math.max(depth, one.depth);
  }
  return { size, depth: depth + 1 };
}

/** Anchors count from where they stand; each document has its own. */
function collectAnchors(roots: readonly Node[]): ReadonlyMap<Node, Node> {
  const targets = new Map<Node, Node>();
  for (const root of roots) {
    const anchors = new Map<string, Node>();
    const visit = (node: Node | null | undefined): void => {
      if (!node) return;
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target) targets.set(node, target);
        return;
      }
      const { anchor } = node as { anchor?: string };
      if (anchor !== undefined) anchors.set(anchor, node);
      if (isSeq(node)) for (const item of (node as YAMLSeq<Node>).items) visit(item);
      if (isMap(node)) {
        for (const { key, value } of (node as YAMLMap<Node, Node | null>).items) {
          visit(key);
          visit(value);
        }
      }
    };
    visit(root);
  }
  return targets;
}

function readMembers(
  map: YAMLMap,
  resolve: YamlContent['resolve'],
  members: YamlContent['members'],
  duplicates: YamlDuplicate[],
): ReadonlyMap<string, YamlMember> {
  const own = new Map<string, YamlMember>();
  const merged = new Map<string, YamlMember>();
  for (const { key, value } of map.items as Pair<Node, Node | null>[]) {
    const name = keyText(resolve(key));
    if (name === '<<' && isScalar(key) && key.type === 'PLAIN') {
      mergeInto(merged, resolve(value ?? undefined), resolve, members);
      continue;
    }
    const first = own.get(name);
    if (first) duplicates.push({ map, name, first: first.key, second: key });
    own.set(name, { key, value: value ?? undefined });
  }
  for (const [name, member] of merged) if (!own.has(name)) own.set(name, member);
  return own;
}

/** https://yaml.org/type/merge.html: of several the earlier wins. */
function mergeInto(
  merged: Map<string, YamlMember>,
  source: Node | undefined,
  resolve: YamlContent['resolve'],
  members: YamlContent['members'],
): void {
  const maps = isSeq(source) ? (source as YAMLSeq<Node>).items.map((item) => resolve(item)) : [source];
  for (const map of maps) {
    if (!isMap(map)) continue;
    for (const [name, member] of members(map)) if (!merged.has(name)) merged.set(name, member);
  }
}

/** `{{ x }}` without quotes: a mapping whose only name is a mapping, which means nothing but a tool's expression. */
function markOf(map: YAMLMap): string | undefined {
  const [inner, ...others] = onlyKeys(map);
  if (others.length > 0 || !isMap(inner)) return undefined;
  const [name, ...more] = onlyKeys(inner);
  return isScalar(name) && more.length === 0 ? `{{ ${keyText(name)} }}` : undefined;
}

/** The names of a flow mapping without values. */
function onlyKeys(map: YAMLMap): readonly unknown[] {
  return map.flow === true && map.items.every(({ value }) => value === null || (isScalar(value) && value.source === ''))
    ? map.items.map(({ key }) => key)
    : [];
}

function keyText(key: Node | undefined): string {
  if (!isScalar(key)) return '';
  return key.source ?? (typeof key.value === 'string' ? key.value : '');
}

function scalarValue(node: Node): unknown {
  if (!isScalar(node)) return null;
  if (typeof node.value === 'boolean' || node.value === null) return node.value;
  return typeof node.value === 'string' ? node.value : (node.source ?? '');
}

/** Name of the intrinsic function that a local tag is short for. */
export function functionOfTag(tag: string | undefined): string | undefined {
  if (tag === undefined || !/^![A-Za-z]/.test(tag)) return undefined;
  const name = tag.slice(1);
  return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
}

function withTag(tag: string | undefined, value: unknown): unknown {
  const name = functionOfTag(tag);
  return name === undefined ? value : { [name]: value };
}
