/** The copies of a block that `for_each` makes, in each world that open conditions make. */
import { exploreWorlds } from '../template/worlds.ts';
import { itemsOf, mostCopies, scopesOf, expressionOf } from './block.ts';
import { evaluate } from './evaluate.ts';
import type { Reader, Worlds } from './module.ts';
import type { Scope } from './scope.ts';
import type { SourceFile } from './source-file.ts';
import type { Syntax } from './syntax.ts';

export interface Copies<T> {
  readonly results: readonly T[];
  /** Why there may be more. */
  readonly omitted: readonly string[];
}

/** What `make` gives for each. Only where it meets an open condition there is more than one world. */
export function exploreCopies<T>(
  block: Syntax,
  file: SourceFile,
  worlds: Worlds,
  make: (scope: Scope, reader: Reader) => T,
): Copies<T> {
  const omitted = new Set<string>();
  let made = 0;
  const makeAll = (reader: Reader): T[] => {
    const scope = reader.scopeOf(file);
    if (hasTooMany(block, scope)) omitted.add(`it has more than ${mostCopies} copies`);
    const scopes = scopesOf(block, 'each', scope);
    const chosen = (scopes.length === 0 ? [scope] : scopes).slice(0, mostForms - made);
    if (chosen.length < scopes.length) omitted.add('it has too many');
    made += chosen.length;
    return chosen.map((one) => make(one, reader));
  };
  const { effort } = worlds.scopeOf(file);
  const before = effort.undecided;
  const plain = makeAll(worlds);
  if (effort.undecided === before) return { results: plain, omitted: [...omitted] };
  made = 0;
  const { results, isComplete } = exploreWorlds((choose) => makeAll(worlds.inWorld(choose)));
  if (!isComplete) omitted.add('it depends on too many conditions');
  return { results: results.flat(), omitted: [...omitted] };
}

/** Copies in all worlds together: a few lines of text can ask for any number. */
const mostForms = 100;

function hasTooMany(block: Syntax, scope: Scope): boolean {
  const each = expressionOf(block, 'for_each', scope.file);
  const items = each && itemsOf(evaluate(each, scope));
  return items !== undefined && items.length > mostCopies;
}
