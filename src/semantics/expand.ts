/** The actions that a pattern in a policy stands for today. */
import type { Catalog } from '../catalog/catalog.ts';
import { compilePattern, matches } from '../policy/pattern.ts';

/** Every action of the catalogue, once asked for: `*` is common and costs as many strings as AWS has actions. */
const allActions = new WeakMap<Catalog, readonly string[]>();

/**
 * The actions that a pattern such as `s3:Get*`, `*:*` or `*` matches, as `prefix:Name`, by service and name. Loads only
 * the services that the pattern can reach. Empty for text that matches nothing, also for what IAM would refuse.
 */
export function expandActions(catalog: Catalog, pattern: string): readonly string[] {
  if (/^\*+$/.test(pattern) || pattern === '*:*') return everyAction(catalog);
  const compiled = compilePattern(pattern, { ignoreCase: true });
  return servicesFor(catalog, pattern).flatMap((prefix) =>
    actionsOf(catalog, prefix).filter((name) => matches(compiled, name)),
  );
}

function everyAction(catalog: Catalog): readonly string[] {
  const known = allActions.get(catalog);
  if (known !== undefined) return known;
  const all = catalog.prefixes.flatMap((prefix) => actionsOf(catalog, prefix));
  allActions.set(catalog, all);
  return all;
}

function actionsOf(catalog: Catalog, prefix: string): string[] {
  return [...(catalog.service(prefix)?.actions.values() ?? [])].map(({ name }) => `${prefix}:${name}`);
}

/** The text before the first wildcard decides which services a pattern can reach. */
function servicesFor(catalog: Catalog, pattern: string): readonly string[] {
  const start = pattern.slice(0, pattern.search(/[*?]|$/)).toLowerCase();
  const colon = start.indexOf(':');
  if (colon < 0) return catalog.prefixes.filter((prefix) => `${prefix}:`.startsWith(start));
  const prefix = start.slice(0, colon);
  return catalog.hasService(prefix) ? [prefix] : [];
}
