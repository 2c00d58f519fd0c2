/**
 * Where a value of a policy stands. A place is a step from the policy's root, so it costs one small object; the line
 * and column are worked out by the policy's source only when a finding needs them.
 */
import type { Location, ResourceRef } from '../finding.ts';

export interface Place {
  readonly parent: Place | undefined;
  /** Member name or list index below the parent; '' at the root. */
  readonly key: string | number;
  /** The member's name rather than its value, as for an unknown element or a condition key. */
  readonly isName: boolean;
  readonly source: PolicySource;
}

/** Path from the policy's root: member names and list indexes. */
export type Path = readonly (string | number)[];

/** The text or account a policy was read from. Knows positions; the policy model does not. */
export interface PolicySource {
  readonly file?: string;
  /** RFC 6901 pointer of the policy's root in its file; '' when the file is the policy. */
  readonly pointer: string;
  /** Whose policy it is, where that is known. */
  readonly resource?: ResourceRef;
  /** Name of an inline policy: the resource has others beside it. */
  readonly inline?: string;
  /** Location of a value (or of its name) in the file. May be costly on first use: call it for findings only. */
  locate(path: Path, part: 'value' | 'name'): Location;
  /** The file's text, when there is one: fixes edit it. */
  readonly text?: () => string;
  /**
   * UTF-16 offsets into `text()` of a value, of a name, or of the whole member (name, colon and value);
   * undefined when the value does not stand in the text as written (a decoded or assembled document): no fix there.
   */
  readonly range?: (path: Path, part: 'value' | 'name' | 'member') => readonly [number, number] | undefined;
}

export function rootPlace(source: PolicySource): Place {
  return { parent: undefined, key: '', isName: false, source };
}

export function child(parent: Place, key: string | number): Place {
  return { parent, key, isName: false, source: parent.source };
}

/** The name of the member `key` below `parent`. */
export function nameOf(parent: Place, key: string): Place {
  return { parent, key, isName: true, source: parent.source };
}

export function pathOf(place: Place): Path {
  const path: (string | number)[] = [];
  for (let at = place; at.parent !== undefined; at = at.parent) path.push(at.key);
  return path.reverse();
}

export function locate(place: Place): Location {
  return place.source.locate(pathOf(place), place.isName ? 'name' : 'value');
}

/** RFC 6901 pointer of a path below a base pointer. */
export function pointerOf(base: string, path: Path): string {
  return base + path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
