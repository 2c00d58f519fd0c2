/** What statements expose: the actions of a category that they allow on every resource. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Statement } from '../policy/model.ts';
import { compilePattern, hasWildcard, intersects, matches } from '../policy/pattern.ts';
import {
  classifyActions,
  groupOf,
  type CategoryGroup,
  type Classified,
  type ClassifiedActions,
  type ExposureCategory,
} from './exposure-actions.ts';
import { reachOf } from './grants.ts';
import { wideAllowsOf, wideStatements, type WideStatement } from './wide-allow.ts';

/** An action that is allowed on every resource, and the first statement that allows it. */
export interface Exposed {
  readonly action: string;
  readonly statement: Statement;
}

/**
 * The actions of the category that the statements allow on every resource, in the order of their names. None for an
 * administrator, who is reported as one. `unknown` for more statements than anybody writes.
 */
export function exposedActions(
  statements: readonly Statement[],
  category: ExposureCategory,
  catalog: Catalog,
): readonly Exposed[] | 'unknown' {
  const wide = wideStatements(statements);
  // An administrator's candidates are all actions there are, of every service.
  if (wide.allows.length === 0 || reachOf(statements, catalog).level !== 'less') return [];
  const candidates = candidatesOf(wide.allows, groupOf(category), catalog).get(category) ?? [];
  if (candidates.length === 0) return [];
  if (candidates.length * (wide.allows.length + wide.denies.length) > mostPairs) return 'unknown';
  return candidates.flatMap((action) => {
    const statement = wideAllowsOf(wide, action, catalog)[0]?.source;
    return statement ? [{ action, statement }] : [];
  });
}

/** Of actions and statements; all actions there are and three hundred statements. */
const mostPairs = 3_000_000;

type Candidates = ReadonlyMap<ExposureCategory, readonly string[]>;

/** One look serves all categories of a group. */
const known: Readonly<Record<CategoryGroup, WeakMap<readonly WideStatement[], Candidates>>> = {
  exposure: new WeakMap(),
  modification: new WeakMap(),
};

function candidatesOf(allows: readonly WideStatement[], group: CategoryGroup, catalog: Catalog): Candidates {
  let candidates = known[group].get(allows);
  if (!candidates) known[group].set(allows, (candidates = findCandidates(allows, classifyActions(group, catalog))));
  return candidates;
}

/** Actions that some statement is about, in the order of their names. */
function findCandidates(allows: readonly WideStatement[], index: ClassifiedActions): Candidates {
  const found = new Map<string, Classified>();
  const take = (name: string, one: Classified | undefined): void => {
    if (one) found.set(name, one);
  };
  const patterns = new Set<string>();
  for (const { isNotAction, source } of allows) {
    if (isNotAction) for (const service of index.services) for (const [name, one] of index.of(service)) take(name, one);
    else {
      for (const { text, service } of source.action?.values ?? []) {
        const classified = service === undefined || hasWildcard(service) ? undefined : index.of(service);
        // Most services have few such actions, and many have none.
        if (classified?.size === 0) continue;
        const name = text.toLowerCase();
        if (hasWildcard(name)) patterns.add(name);
        else take(name, classified?.get(name));
      }
    }
  }
  for (const text of patterns) {
    const pattern = compilePattern(text, { ignoreCase: true });
    for (const service of servicesOf(text, index)) {
      for (const [name, one] of index.of(service)) if (!found.has(name) && matches(pattern, name)) take(name, one);
    }
  }
  return byCategory(found.values());
}

function byCategory(found: Iterable<Classified>): Candidates {
  const lists = new Map<ExposureCategory, string[]>();
  for (const { action, categories } of found) {
    for (const category of categories) {
      const list = lists.get(category);
      if (list) list.push(action);
      else lists.set(category, [action]);
    }
  }
  for (const list of lists.values()) list.sort();
  return lists;
}

/** The services that a pattern may be about, so that no other is read. */
function servicesOf(text: string, { services }: ClassifiedActions): readonly string[] {
  const [, service] = /^([\w-]+):/.exec(text) ?? [];
  if (service !== undefined) return [service];
  // A star may stand for the colon too, so what comes after it says nothing of the service.
  const start = compilePattern(/^[^*:]*\*?/.exec(text)?.[0] ?? '');
  return services.filter((one) => intersects(start, compilePattern(`${one}*`)));
}
