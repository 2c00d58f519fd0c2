/** The actions of each exposure category: by the catalogue's access levels, and by what they return or change. */
import type { ActionInfo, Catalog } from '../catalog/catalog.ts';
import data from '../data/exposure-actions.json' with { type: 'json' };
import { matchesAction } from '../policy/arn.ts';
import { rememberLatest } from '../policy/remember.ts';

export type ExposureCategory =
  'data-exfiltration' | 'credentials-exposure' | 'resource-exposure' | 'infrastructure-modification';

/** An action, and the categories it belongs to. */
export interface Classified {
  /** Full name, such as `s3:GetObject`. */
  readonly action: string;
  readonly categories: readonly ExposureCategory[];
}

/** The actions that belong to a category; a service is read when it is asked for. */
export interface ClassifiedActions {
  readonly services: readonly string[];
  /** By full name in lower case. */
  of(service: string): ReadonlyMap<string, Classified>;
}

/** What is asked for: changes are many, and asked for by few. */
export type CategoryGroup = 'exposure' | 'modification';

export function groupOf(category: ExposureCategory): CategoryGroup {
  return category === 'infrastructure-modification' ? 'modification' : 'exposure';
}

const classified = rememberLatest((catalog: Catalog): Readonly<Record<CategoryGroup, ClassifiedActions>> => ({
  exposure: readEach(catalog, readExposing),
  modification: readEach(catalog, readModifying),
}));

export function classifyActions(group: CategoryGroup, catalog: Catalog): ClassifiedActions {
  return classified(catalog)[group];
}

type ReadService = (service: string, actions: Iterable<ActionInfo>) => Iterable<Classified>;

function readEach(catalog: Catalog, read: ReadService): ClassifiedActions {
  const known = new Map<string, ReadonlyMap<string, Classified>>();
  return {
    services: catalog.prefixes,
    of: (service) => {
      let actions = known.get(service);
      if (!actions) {
        const found = [...read(service, catalog.service(service)?.actions.values() ?? [])];
        known.set(service, (actions = new Map(found.map((one) => [one.action.toLowerCase(), one]))));
      }
      return actions;
    },
  };
}

function* readExposing(service: string, actions: Iterable<ActionInfo>): Iterable<Classified> {
  const stored = namesIn(data.dataExfiltration, service);
  const credentials = namesIn(data.credentialsExposure, service);
  const { added, leftOut } = data.resourceExposure;
  const shared = namesIn(added, service);
  const listed = new Set([...stored, ...credentials, ...shared]);
  const harmless = [...namesIn(leftOut, '*'), ...namesIn(leftOut, service)];
  for (const { name, accessLevel } of actions) {
    const isManagement = accessLevel === 'Permissions management';
    // Most actions are neither.
    if (!isManagement && !listed.has(name)) continue;
    const categories: ExposureCategory[] = [];
    if (stored.includes(name)) categories.push('data-exfiltration');
    if (credentials.includes(name)) categories.push('credentials-exposure');
    // What AWS grades as permissions management lets somebody in but for reads and web ACLs; some writes do as well.
    const lets = isManagement ? !harmless.some((pattern) => matchesAction(pattern, name)) : shared.includes(name);
    if (lets) categories.push('resource-exposure');
    if (categories.length > 0) yield { action: `${service}:${name}`, categories };
  }
}

/** What changes a resource and could be limited to some: actions that take no resource cannot be narrowed. */
function* readModifying(service: string, actions: Iterable<ActionInfo>): Iterable<Classified> {
  for (const { name, isWrite, resourceTypes } of actions) {
    if (isWrite && resourceTypes.length > 0)
      yield { action: `${service}:${name}`, categories: ['infrastructure-modification'] };
  }
}

type Lists = Readonly<Record<string, string>>;

function namesIn(lists: Lists, service: string): readonly string[] {
  return Object.hasOwn(lists, service) ? (lists[service] ?? '').split(' ') : [];
}
