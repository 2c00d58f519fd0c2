/** What the policies of an account ask for again and again, remembered by catalogue. */
import type { Catalog } from '../catalog/catalog.ts';
import { expandActions } from '../semantics/expand.ts';

export type Remembered<T> = WeakMap<Catalog, Map<string, T>>;

const mostKept = 2_000;

/** The value for a key, worked out the first time. */
export function remembered<T>(store: Remembered<T>, catalog: Catalog, key: string, make: () => T): T {
  let known = store.get(catalog);
  if (!known || known.size >= mostKept) store.set(catalog, (known = new Map<string, T>()));
  if (known.has(key)) return known.get(key) as T;
  const value = make();
  known.set(key, value);
  return value;
}

const expansions: Remembered<readonly string[]> = new WeakMap();

/** Names without prefix that a pattern such as `s3:Get*` stands for today. */
export function namesWithin(catalog: Catalog, pattern: string): readonly string[] {
  return remembered(expansions, catalog, pattern, () =>
    expandActions(catalog, pattern).map((action) => action.slice(action.indexOf(':') + 1)),
  );
}
