/** What a comparison takes from the service data. */
import type { Catalog } from '../catalog/catalog.ts';
import type { CheckOptions } from './compare/region.ts';
import { expandActions } from './expand.ts';

/** Which keys are lists, and which actions exist, so that witnesses name real ones. */
export function catalogOptions(catalog: Catalog): Pick<CheckOptions, 'isMultivalued' | 'knownActions'> {
  return {
    isMultivalued: (key) => (catalog.globalKey(key) ?? catalog.serviceKey(key))?.type.startsWith('ArrayOf') === true,
    knownActions: (pattern) => (/^[a-z0-9-]+:/i.test(pattern) ? expandActions(catalog, pattern).slice(0, 30) : []),
  };
}
