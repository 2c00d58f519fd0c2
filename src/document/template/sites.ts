/** Finds the values at a property's path. */
import { memberOf, type Origins, type Sited } from './resolved.ts';

/** What stands at the steps below a value; `*` is each item of a list. A text on the way ends it: it holds the rest. */
export function findSites(base: Sited, steps: readonly string[], origins: Origins): readonly Sited[] {
  let sites: readonly Sited[] = [base];
  for (const step of steps) sites = sites.flatMap((site) => stepInto(site, step, origins));
  return sites;
}

function stepInto(site: Sited, step: string, origins: Origins): readonly Sited[] {
  if (step !== '*') {
    // A whole that is not known has its policies unknown as well.
    if (typeof site.value === 'string') return [site];
    const member = memberOf(site, step, origins);
    return member ? [member] : [];
  }
  if (!Array.isArray(site.value)) return typeof site.value === 'string' ? [site] : [];
  return site.value.flatMap((_, index) => memberOf(site, index, origins) ?? []);
}
