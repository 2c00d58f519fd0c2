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
  const known = new Map<string, readonly string[]>();
  const isListed = new Set(services);
  return {
    services,
    actions: (service) => {
      let actions = known.get(service);
      if (!actions) known.set(service, (actions = isListed.has(service) ? read(service) : []));
      return actions;
    },
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
