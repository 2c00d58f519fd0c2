/**
 * What CloudTrail's event names mean in IAM. An event names the API operation; the actions that authorise it most often
 * have the same name, but not always: `ListObjectsV2` is `s3:ListBucket`, `Invoke20150331` is `lambda:InvokeFunction`.
 */
import { actionForOperation, prefixFor } from './api-operations.ts';
import type { Catalog } from './catalog.ts';
import { readData } from './data-file.ts';
import { isTrackedAction } from './tracked-actions.ts';

/** The actions behind one event. */
export interface EventActions {
  /** Service prefixes the event may belong to; `s3` of `s3.amazonaws.com`. Never empty. */
  readonly services: readonly string[];
  /** As `s3:GetObject`, spelled as the catalogue has them. The first is the main one; the others are checked in the same call, some only for some requests. */
  readonly actions: readonly string[];
  /** False: nobody knows which actions; anything in `services` may have been used. */
  readonly isKnown: boolean;
}

/** How CloudTrail records the use of an action: always, or only where somebody turned data events on. */
export type EventLogging = 'management' | 'data';

interface MappingFile {
  readonly sources: Readonly<Record<string, string>>;
  readonly managementOnly: string;
  readonly ownSource: string;
  readonly management: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
  readonly noAction: Readonly<Record<string, string>>;
  /** By service, `Operation=Action,other:Action` separated by spaces; an empty action is the one of the operation's name. */
  readonly events: Readonly<Record<string, string>>;
}

type Names = ReadonlyMap<string, ReadonlySet<string>>;

interface Mapping {
  readonly prefixes: ReadonlyMap<string, readonly string[]>;
  readonly managementOnly: ReadonlySet<string>;
  readonly sourceKnown: ReadonlySet<string>;
  readonly management: Names;
  readonly data: Names;
  readonly noAction: Names;
  /** Both keys in lower case. */
  readonly events: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

let mapping: Mapping | undefined;

/** The actions an event shows in use, from its `eventSource` and `eventName`. Never guesses: see `isKnown`. */
export function actionsOfEvent(catalog: Catalog, eventSource: string, eventName: string): EventActions {
  const services = servicesOf(catalog, eventSource);
  const names = spellings(eventName);
  const found = services.flatMap((service) => {
    const actions = firstKnown(names, (name) => actionsIn(catalog, service, name));
    return actions ? [{ service, actions }] : [];
  });
  if (found.length === 0) return { services, actions: [], isKnown: false };
  return {
    services: found.map(({ service }) => service),
    actions: [...new Set(found.flatMap(({ actions }) => actions))],
    isKnown: true,
  };
}

/**
 * How the use of an action is recorded; undefined: not known, so that no conclusion can be drawn from its absence.
 * Actions with their own last-accessed date in IAM are management events: data-plane actions are not tracked there.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
 */
export function eventLogging(service: string, action: string): EventLogging | undefined {
  const { data, management } = loaded();
  const prefix = service.toLowerCase();
  const name = action.toLowerCase();
  if (data.get(prefix)?.has(name) || data.get(prefix)?.has('*')) return 'data';
  return management.get(prefix)?.has(name) || isTrackedAction(prefix, name) ? 'management' : undefined;
}

/** Whether every API call of the service is a management event, so that no event at all means no use of the service. */
export function logsEveryCall(service: string): boolean {
  return loaded().managementOnly.has(service.toLowerCase());
}

/**
 * Whether it was checked which event source the service's events have. Of the others it is assumed that the source has
 * the service's name; were that wrong, their events would stand under another service, as unknown ones.
 */
export function isSourceKnown(service: string): boolean {
  return loaded().sourceKnown.has(service.toLowerCase());
}

function servicesOf(catalog: Catalog, eventSource: string): readonly string[] {
  const dot = eventSource.indexOf('.');
  const label = (dot < 0 ? eventSource : eventSource.slice(0, dot)).toLowerCase();
  const listed = loaded().prefixes.get(label);
  if (listed) return listed;
  const meant = catalog.hasService(label) ? label : prefixFor(label);
  return [meant ?? label];
}

const apiDate = /(?:20\d{6}(?:v\d+)?|\d{4}_\d\d_\d\d)$/;

/**
 * The name itself, and without the version date that Lambda and older CloudFront records append.
 * https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html
 */
function spellings(eventName: string): readonly string[] {
  const plain = eventName.replace(apiDate, '');
  return plain === eventName || plain === '' ? [eventName] : [eventName, plain];
}

function actionsIn(catalog: Catalog, service: string, name: string): readonly string[] | undefined {
  const { events, noAction } = loaded();
  const listed = events.get(service)?.get(name.toLowerCase());
  const own = catalog.action(`${service}:${name}`);
  if (listed) return listed.map((action) => (action === '' ? `${service}:${own?.name ?? name}` : action));
  if (own) return [`${own.service}:${own.name}`];
  const meant = actionForOperation(`${service}:${name}`);
  if (meant !== undefined) return [meant];
  if (noAction.get(service)?.has(name.toLowerCase())) return [];
  return service === 'apigateway' ? httpVerbs(name) : undefined;
}

/** API Gateway's actions are HTTP verbs; an operation that no table names is put down by how its name begins. */
function httpVerbs(name: string): readonly string[] | undefined {
  const verbs: readonly (readonly [string, RegExp])[] = [
    ['GET', /^(?:Get|List|Export)/],
    ['POST', /^(?:Create|Import|Test|Generate)/],
    ['PATCH', /^Update/],
    ['PUT', /^(?:Put|Tag|Reimport)/],
    ['DELETE', /^(?:Delete|Flush|Untag|Reset)/],
  ];
  const verb = verbs.find(([, begins]) => begins.test(name));
  return verb && [`apigateway:${verb[0]}`];
}

function firstKnown<T>(names: readonly string[], find: (name: string) => T | undefined): T | undefined {
  for (const name of names) {
    const found = find(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function loaded(): Mapping {
  mapping ??= load();
  return mapping;
}

function load(): Mapping {
  const file = readData('cloudtrail-mapping') as MappingFile;
  const prefixes = new Map(Object.entries(file.sources).map(([label, text]) => [label, text.split(' ')]));
  const managementOnly = file.managementOnly.split(' ');
  return {
    prefixes,
    managementOnly: new Set(managementOnly),
    sourceKnown: new Set([...managementOnly, ...file.ownSource.split(' '), ...[...prefixes.values()].flat()]),
    management: namesOf(file.management),
    data: namesOf(file.data),
    noAction: namesOf(file.noAction),
    events: new Map(Object.entries(file.events).map(([service, text]) => [service, eventsOf(service, text)])),
  };
}

function namesOf(table: Readonly<Record<string, string>>): Names {
  return new Map(Object.entries(table).map(([service, text]) => [service, new Set(text.toLowerCase().split(' '))]));
}

function eventsOf(service: string, text: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    text.split(' ').map((item) => {
      const [operation = '', actions = ''] = item.split('=');
      return [operation.toLowerCase(), actions.split(',').map((action) => fullName(service, action))];
    }),
  );
}

function fullName(service: string, action: string): string {
  return action === '' || action.includes(':') ? action : `${service}:${action}`;
}
