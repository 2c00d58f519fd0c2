/** Edits on the text a policy stands in; every method gives undefined when that value cannot be edited there. */
import type { Fix } from '../finding.ts';
import type { Place } from '../policy/place.ts';

export interface FixBuilder {
  /** Replaces a value by another JSON value, written in the file's own indentation. */
  replace(place: Place, value: unknown): Fix | undefined;
  /** Removes a list item or an object member together with its comma. */
  remove(place: Place): Fix | undefined;
  /** Renames a member; `place` is the member's name. Undefined when the object has a member of that name already. */
  rename(place: Place, name: string): Fix | undefined;
  /** Adds a member as the first of an object. */
  prepend(place: Place, name: string, value: unknown): Fix | undefined;
  /** One fix of several; undefined when one of them is. */
  all(...fixes: readonly (Fix | undefined)[]): Fix | undefined;
}
