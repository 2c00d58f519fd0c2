/** minimatch, loaded when the first file pattern is met: most runs have none. */
import { createRequire } from 'node:module';
import type * as Library from 'minimatch';

let loaded: typeof Library | undefined;

/** The library's module. Synchronous, for patterns are made ready in the middle of things. */
export function minimatch(): typeof Library {
  return (loaded ??= createRequire(import.meta.url)('minimatch') as typeof Library);
}
