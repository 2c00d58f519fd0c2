/** Finds things in a tree of offsets. */
import type { Path } from '../policy/place.ts';
import type { JsonName, JsonNode } from './tree.ts';

/** Members of large objects by name. Built on the first look-up in an object. */
const membersOf = new WeakMap<JsonNode, ReadonlyMap<string, JsonNode>>();

/** The node at a path, or its nearest ancestor with `found` false. */
export function findNode(root: JsonNode, path: Path): { readonly node: JsonNode; readonly found: boolean } {
  let node = root;
  for (const step of path) {
    const next = childOf(node, step);
    if (next === undefined) return { node, found: false };
    node = next;
  }
  return { node, found: true };
}

/** As many as a look through them is cheaper than a map. */
const fewMembers = 16;

function childOf(node: JsonNode, step: string | number): JsonNode | undefined {
  if (node.kind === 'array') return typeof step === 'number' ? node.children[step] : undefined;
  // JSON.parse keeps the last of equal names, so does this.
  if (node.children.length <= fewMembers)
    return node.children.findLast(({ name }) => (name?.text ?? '') === String(step));
  let members = membersOf.get(node);
  if (members === undefined) {
    members = new Map(node.children.map((child) => [child.name?.text ?? '', child]));
    membersOf.set(node, members);
  }
  return members.get(String(step));
}

export interface Duplicate {
  readonly path: Path;
  readonly first: JsonName;
  readonly second: JsonName;
}

/** Names that stand more than once in one object, each with the one before it. Bounded by the depth limit. */
export function findDuplicates(root: JsonNode): Duplicate[] {
  const found: Duplicate[] = [];
  const visit = (node: JsonNode, path: Path): void => {
    const seen = new Map<string, JsonName>();
    node.children.forEach((child, index) => {
      if (child.name) {
        const first = seen.get(child.name.text);
        if (first) found.push({ path, first, second: child.name });
        seen.set(child.name.text, child.name);
      }
      if (child.kind !== 'scalar') visit(child, [...path, child.name?.text ?? index]);
    });
  };
  visit(root, []);
  return found.sort((a, b) => a.second.start - b.second.start);
}
