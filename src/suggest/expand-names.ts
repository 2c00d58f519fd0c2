/** Actions of a service by a wildcard, remembered: the policies of an account repeat the same ones. */
import type { Catalog } from '../catalog/catalog.ts';
import { expandActions } from '../semantics/expand.ts';

const expansions = new WeakMap<Catalog, Map<string, readonly string[]>>();
const mostKept = 2_000;

/** Names without prefix that a pattern such as `s3:Get*` stands for today. */
export function namesWithin(catalog: Catalog, pattern: string): readonly string[] {
  let cache = expansions.get(catalog);
  if (!cache || cache.size >= mostKept) {
    cache = new Map<string, readonly string[]>();
    expansions.set(catalog, cache);
  }
  const known = cache.get(pattern);
  if (known) return known;
  const names = expandActions(catalog, pattern).map((action) => action.slice(action.indexOf(':') + 1));
  cache.set(pattern, names);
  return names;
}
