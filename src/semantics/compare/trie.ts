/** The literal starts of patterns as one tree. */

export interface TrieNode {
  readonly id: number;
  readonly next: Map<number, TrieNode>;
  /** Patterns whose start ends here. */
  readonly begins: number[];
}

/** The trie of the patterns' prefixes. */
export function buildTrie(patterns: readonly { readonly prefix: readonly number[] }[]): TrieNode {
  let count = 0;
  const newNode = (): TrieNode => ({ id: count++, next: new Map(), begins: [] });
  const root = newNode();
  for (let index = 0; index < patterns.length; index++) {
    let node = root;
    for (const point of patterns[index]?.prefix ?? []) {
      let child = node.next.get(point);
      if (child === undefined) {
        child = newNode();
        node.next.set(point, child);
      }
      node = child;
    }
    node.begins.push(index);
  }
  return root;
}
