/** The actions of each exposure category: by the catalogue's access levels, and by what they return or change. */
import type { ActionInfo, Catalog } from '../catalog/catalog.ts';
import data from '../data/exposure-actions.json' with { type: 'json' };
import { coversAction } from '../policy/arn.ts';
import { rememberLatest } from '../policy/remember.ts';

export type ExposureCategory =
  'data-exfiltration' | 'credentials-exposure' | 'resource-exposure' | 'infrastructure-modification';

/** Actions by service; a service is read when it is asked for. */
export interface ActionIndex {
  readonly services: readonly string[];
  /** Full names, such as `s3:GetObject`. */
  actions(service: string): readonly string[];
  /** The full name of an action given in lower case, when it is one of them. */
  find(action: string): string | undefined;
}

/** The actions of a category that the catalogue knows. */
export function exposureActions(category: ExposureCategory, catalog: Catalog): ActionIndex {
  return indexes(catalog)[category];
}

type Lists = Readonly<Record<string, string>>;

const indexes = rememberLatest((catalog: Catalog): Readonly<Record<ExposureCategory, ActionIndex>> => ({
  'data-exfiltration': ofList(data.dataExfiltration, catalog),
  'credentials-exposure': ofList(data.credentialsExposure, catalog),
  'resource-exposure': ofCatalog(catalog, isPermissionsChange),
  'infrastructure-modification': ofCatalog(catalog, isModification),
}));

function ofList(lists: Lists, catalog: Catalog): ActionIndex {
  const services = Object.keys(lists);
  return ofServices(services, (service) =>
    namesIn(lists, service)
      .map((name) => `${service}:${name}`)
      .filter((action) => catalog.action(action) !== undefined),
  );
}

function ofCatalog(catalog: Catalog, isMeant: (action: ActionInfo) => boolean): ActionIndex {
  return ofServices(catalog.prefixes, (service) =>
    [...(catalog.service(service)?.actions.values() ?? [])].filter(isMeant).map(({ name }) => `${service}:${name}`),
  );
}

function ofServices(services: readonly string[], read: (service: string) => readonly string[]): ActionIndex {
  const known = new Map<string, ReadonlyMap<string, string>>();
  const isListed = new Set(services);
  const namesOf = (service: string): ReadonlyMap<string, string> => {
    let names = known.get(service);
    if (!names) {
      const actions = isListed.has(service) ? read(service) : [];
      known.set(service, (names = new Map(actions.map((action) => [action.toLowerCase(), action]))));
    }
    return names;
  };
  return {
    services,
    actions: (service) => [...namesOf(service).values()],
    find: (action) => namesOf(action.slice(0, Math.max(0, action.indexOf(':')))).get(action),
  };
}

/**
 * Permissions management as AWS grades it, less what lets nobody in (reads, web ACLs), and what shares or opens a
 * resource though AWS grades it as a write.
 */
function isPermissionsChange({ service, name, accessLevel }: ActionInfo): boolean {
  const { added, leftOut } = data.resourceExposure;
  if (accessLevel !== 'Permissions management') return namesIn(added, service).includes(name);
  const patterns = [...namesIn(leftOut, '*'), ...namesIn(leftOut, service)];
  return !patterns.some((pattern) => coversAction(pattern, name));
}

/** What changes a resource and could be limited to some: actions that take no resource cannot be narrowed. */
function isModification({ isWrite, resourceTypes }: ActionInfo): boolean {
  return isWrite && resourceTypes.length > 0;
}

function namesIn(lists: Lists, service: string): readonly string[] {
  return Object.hasOwn(lists, service) ? (lists[service] ?? '').split(' ') : [];
}
