/** Where the parts of a snapshot stand: all in one file, or each in its own. */
import type { ResourceRef } from '../finding.ts';
import { pointerOf, type Path, type PolicySource } from '../policy/place.ts';

/** The file a part was read from, and the part's pointer in it; no pointer when that file is not JSON. */
export interface Origin {
  readonly file?: string;
  readonly pointer?: string;
}

/** An origin further down. */
export function below(origin: Origin, ...path: Path): Origin {
  return origin.pointer === undefined ? origin : { ...origin, pointer: pointerOf(origin.pointer, path) };
}

/** The source of a policy document that stands at `origin`. A snapshot is too large for lines: pointers only. */
export function sourceAt(origin: Origin, resource: ResourceRef, inline?: string): PolicySource {
  const file = origin.file === undefined ? {} : { file: origin.file };
  const pointer = origin.pointer ?? '';
  return {
    ...file,
    pointer,
    resource,
    ...(inline !== undefined && { inline }),
    locate: (path) => ({ ...file, pointer: pointerOf(pointer, path) }),
  };
}
