/** A value put together from a document: where each part of it stands there. */
import type { Path } from '../../policy/place.ts';

/** A value and the path, from the document's root, of what it was made from. */
export interface Sited {
  readonly value: unknown;
  readonly path: Path;
}

export interface Origins {
  /** Notes where the members of a list or object stand. */
  note(container: object, paths: ReadonlyMap<string | number, Path>): void;
  /** Path in the document of what stands at `path` below the sited value. */
  find(base: Sited, path: Path): Path;
}

export function newOrigins(): Origins {
  const known = new WeakMap<object, ReadonlyMap<string | number, Path>>();
  return {
    note: (container, paths) => void known.set(container, paths),
    find: (base, path) => {
      let { value, path: at } = base;
      for (const [index, step] of path.entries()) {
        const next = typeof value === 'object' && value !== null ? known.get(value)?.get(step) : undefined;
        if (next === undefined) return [...at, ...path.slice(index)];
        at = next;
        value = (value as Readonly<Record<string | number, unknown>>)[step];
      }
      return at;
    },
  };
}

/** The sited value at a path below another; undefined when there is nothing. */
export function memberOf(base: Sited, step: string | number, origins: Origins): Sited | undefined {
  const { value } = base;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return { value: (value as Readonly<Record<string | number, unknown>>)[step], path: origins.find(base, [step]) };
}
