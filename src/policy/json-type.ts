/** JSON types in words. */

const words: ReadonlyMap<string, string> = new Map([
  ['null', 'null'],
  ['boolean', 'true or false'],
  ['object', 'an object'],
]);

/** The name of a JSON type as it stands in a sentence: `a string`, `an object`, `true or false`. */
export function describeType(type: string): string {
  return words.get(type) ?? `a ${type}`;
}
