/**
 * Which way the conditions of a template go. Conditions depend on parameters, so nothing decides them here; what is
 * written under either branch of an `Fn::If` is judged, each in a world in which that branch is taken.
 */

/** Conditions that are decided; all others are true. */
export type World = ReadonlyMap<string, boolean>;

/** Says which branch to take; `around` are the choices that led to this place. */
export type Choose = (condition: string, around: World) => boolean;

/** Past this many, the branches that are left are not judged, and that is said. */
const mostWorlds = 24;

export interface Explored<T> {
  readonly results: readonly T[];
  readonly isComplete: boolean;
}

/** Calls `make` in one world after another until each branch it met was taken once. */
export function exploreWorlds<T>(make: (choose: Choose) => T): Explored<T> {
  const results: T[] = [];
  const known = new Set<string>();
  const waiting: World[] = [new Map()];
  for (const world of waiting) {
    if (results.length === mostWorlds) return { results, isComplete: false };
    results.push(
      make((condition, around) => {
        const choice = world.get(condition) ?? true;
        const place = [...around].map(([name, way]) => `${name}=${way} `).join('') + condition;
        known.add(`${place}=${choice}`);
        const other = `${place}=${!choice}`;
        if (!known.has(other) && !around.has(condition)) waiting.push(new Map([...around, [condition, !choice]]));
        if (!around.has(condition)) known.add(other);
        return choice;
      }),
    );
  }
  return { results, isComplete: true };
}

interface Known<T> {
  readonly asked: readonly (readonly [condition: string, around: World, choice: boolean])[];
  readonly result: T;
}

/** The same function, which is run once for each set of choices that it asks for: what it gives may be large. */
export function onceInEachWorld<K extends object, T>(
  make: (key: K, choose: Choose) => T,
): (key: K, choose: Choose) => T {
  const known = new Map<K, Known<T>[]>();
  return (key, choose) => {
    const before = known.get(key) ?? [];
    const same = before.find(({ asked }) =>
      asked.every(([condition, around, choice]) => choose(condition, around) === choice),
    );
    if (same) return same.result;
    const asked: [string, World, boolean][] = [];
    const result = make(key, (condition, around) => {
      const choice = choose(condition, around);
      asked.push([condition, around, choice]);
      return choice;
    });
    known.set(key, [...before, { asked, result }]);
    return result;
  };
}
