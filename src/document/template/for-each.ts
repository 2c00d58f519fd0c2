/** `Fn::ForEach`. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html */
import { unknownPart } from '../../policy/unknown.ts';
import type { Path } from '../../policy/place.ts';
import { isObject } from '../policy-type.ts';

type Loops = ReadonlyMap<string, string>;

export interface Round {
  readonly template: Readonly<Record<string, unknown>>;
  readonly path: Path;
  readonly loops: Loops;
}

/** Items that are rolled out, by how many loops are around: more say nothing new and could be made to explode. */
const mostItems = [200, 20, 5];

/** One round for each item of a literal collection; else one with an identifier that is not known. */
export function forEachItems(name: string, value: unknown, path: Path, loops: Loops): Round[] {
  const [identifier, collection, template] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof identifier !== 'string' || !isObject(template)) return [];
  const most = mostItems[loops.size] ?? 1;
  const items = Array.isArray(collection) ? (collection as unknown[]).slice(0, most) : [];
  const known = items.filter((item) => typeof item === 'string');
  const texts =
    known.length > 0 && known.length === items.length ? known : [unknownPart(`${name.slice(13)}.${identifier}`)];
  return texts.map((item) => ({
    template,
    path: [...path, 2],
    loops: new Map([...loops, [identifier, item] as const]),
  }));
}
