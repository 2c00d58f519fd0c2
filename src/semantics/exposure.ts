/** What statements expose: the actions of a category that they allow on every resource. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Statement } from '../policy/model.ts';
import { matchesAction } from '../policy/arn.ts';
import { compilePattern, intersects, isLiteral, type Pattern } from '../policy/pattern.ts';
import { exposureActions, type ActionIndex, type ExposureCategory } from './exposure-actions.ts';
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
  if (wide.allows.length === 0 || reachOf(statements, catalog).level !== 'less') return [];
  const candidates = candidatesOf(wide.allows, exposureActions(category, catalog));
  if (candidates.length * (wide.allows.length + wide.denies.length) > mostPairs) return 'unknown';
  return candidates.flatMap((action) => {
    const statement = wideAllowsOf(wide, action, catalog)[0]?.source;
    return statement ? [{ action, statement }] : [];
  });
}

/** Of actions and statements; all actions there are and three hundred statements. */
const mostPairs = 3_000_000;

/** Statements repeat themselves, so each pattern is looked up once. */
function candidatesOf(allows: readonly WideStatement[], index: ActionIndex): readonly string[] {
  const found = new Set<string>();
  const patterns = new Map<string, Pattern>();
  for (const one of allows) {
    if (one.isNotAction) for (const action of allActions(index)) found.add(action);
    else for (const pattern of one.actions) patterns.set(pattern.text.toLowerCase(), pattern);
  }
  for (const [text, pattern] of patterns) {
    if (isLiteral(pattern)) {
      const action = index.find(text);
      if (action !== undefined) found.add(action);
      continue;
    }
    for (const service of servicesOf(text, index)) {
      for (const action of index.actions(service)) {
        if (!found.has(action) && matchesAction(pattern, action)) found.add(action);
      }
    }
  }
  return [...found].sort();
}

function allActions(index: ActionIndex): readonly string[] {
  return index.services.flatMap((service) => index.actions(service));
}

/** The services that a pattern may be about, so that no other is read. */
function servicesOf(text: string, { services }: ActionIndex): readonly string[] {
  const [, service] = /^([\w-]+):/.exec(text) ?? [];
  if (service !== undefined) return [service];
  // A star may stand for the colon too, so what comes after it says nothing of the service.
  const start = compilePattern(/^[^*:]*\*?/.exec(text)?.[0] ?? '');
  return services.filter((one) => intersects(start, compilePattern(`${one}*`)));
}
