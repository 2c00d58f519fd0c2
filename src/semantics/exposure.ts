/** What statements expose: the actions of a category that they allow on every resource. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Statement } from '../policy/model.ts';
import { compilePattern, intersects } from '../policy/pattern.ts';
import { exposureActions, type ActionIndex, type ExposureCategory } from './exposure-actions.ts';
import { reachOf } from './grants.ts';
import { isAbout, wideAllowsOf, wideStatements, type WideStatement } from './wide-allow.ts';

/** An action that is allowed on every resource, and the first statement that allows it. */
export interface Exposed {
  readonly action: string;
  readonly statement: Statement;
}

/**
 * The actions of the category that the statements allow on every resource, in the order of their names. None for an
 * administrator, who is reported as one.
 */
export function exposedActions(
  statements: readonly Statement[],
  category: ExposureCategory,
  catalog: Catalog,
): readonly Exposed[] {
  const wide = wideStatements(statements);
  if (wide.allows.length === 0 || reachOf(statements, catalog).level !== 'less') return [];
  const candidates = candidatesOf(wide.allows, exposureActions(category, catalog));
  return candidates.flatMap((action) => {
    const statement = wideAllowsOf(wide, action, catalog)[0]?.source;
    return statement ? [{ action, statement }] : [];
  });
}

function candidatesOf(allows: readonly WideStatement[], index: ActionIndex): readonly string[] {
  const found = new Set<string>();
  for (const one of allows) {
    for (const service of servicesOf(one, index)) {
      for (const action of index.actions(service)) if (!found.has(action) && isAbout(one, action)) found.add(action);
    }
  }
  return [...found].sort();
}

/** The services that a statement may be about, so that no other is read. */
function servicesOf({ source, isNotAction }: WideStatement, { services }: ActionIndex): readonly string[] {
  if (isNotAction) return services;
  const named = new Set<string>();
  for (const { text, service } of source.action?.values ?? []) {
    if (service !== undefined && !/[*?]/.test(service)) named.add(service);
    else for (const one of matching(service ?? text, services)) named.add(one);
  }
  return [...named];
}

function matching(text: string, services: readonly string[]): readonly string[] {
  const pattern = compilePattern(text.includes('*') ? text.slice(0, text.indexOf('*') + 1) : text, {
    ignoreCase: true,
  });
  // A star may stand for the colon too, so what comes after it says nothing of the service.
  return services.filter((service) => intersects(pattern, compilePattern(`${service}*`)));
}
