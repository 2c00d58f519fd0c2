/** The catalogue's files as the build writes them: one index and one compact file a service. Lists refer to each other by number. */
import type { AccessLevel, ConditionKeyInfo, ConditionKeyType, ResourceTypeInfo, Service } from './catalog.ts';

/** Raised when the shape below changes, so that a folder written by another version is refused. */
export const compiledFormat = 1;

export interface CompiledIndex {
  readonly format: number;
  readonly date: string;
  /** Prefix and name of each service, by prefix. */
  readonly services: readonly (readonly [prefix: string, name: string])[];
  readonly rcp: readonly string[];
  /** Prefixes of condition keys that are no service, e.g. `saml`, and the service that lists those keys. */
  readonly keyOwners: readonly (readonly [prefix: string, service: string])[];
}

/** Condition keys that only another service than that of their prefix lists, e.g. `ec2:osuser`. */
export type StrayKeys = readonly (readonly [key: string, service: string])[];

/** By the service in an ARN, the services whose resource types have such ARNs, where that is not the service itself alone. */
export type ArnListers = readonly (readonly [service: string, prefixes: readonly string[]])[];

/** Numbers are places in the lists of the same file; access levels are places in `accessLevels`. */
export interface CompiledService {
  readonly keys: readonly (readonly [key: string, type: ConditionKeyType])[];
  readonly types: readonly (readonly [name: string, arn: string, keys: readonly number[]])[];
  readonly actions: readonly CompiledAction[];
}

export type CompiledAction = readonly [
  name: string,
  level: number,
  keys: readonly number[],
  types: readonly (readonly [type: number, required: 0 | 1, keys: readonly number[]])[],
];

const none: readonly never[] = [];

/** In the order of their numbers in the compiled files. */
export const accessLevels: readonly AccessLevel[] = ['List', 'Read', 'Write', 'Tagging', 'Permissions management'];
const firstWrite = accessLevels.indexOf('Write');

/** Whether a name is one that a file may be called by: it never leads out of the folder. */
export function isPrefix(text: string): boolean {
  return /^[a-z0-9-]{1,63}$/.test(text);
}

/** The service as its callers see it. Throws on a file that is no compiled service. */
export function decodeService(prefix: string, name: string, compiled: CompiledService): Service {
  const conditionKeys = compiled.keys.map(([key, type]): ConditionKeyInfo => ({ key, type }));
  // Most lists are empty: they are all this one.
  const keysAt = (places: readonly number[]): readonly string[] =>
    places.length === 0 ? none : places.map((place) => at(conditionKeys, place).key);
  const types = compiled.types.map(([key, arn, keys]): ResourceTypeInfo => ({ key, arn, conditionKeys: keysAt(keys) }));
  const actions = compiled.actions.map(([action, level, keys, resources]) => ({
    service: prefix,
    name: action,
    accessLevel: at(accessLevels, level),
    isWrite: level >= firstWrite,
    conditionKeys: keysAt(keys),
    resourceTypes: resources.map(([type, required, own]) => ({
      name: at(types, type).key,
      required: required === 1,
      conditionKeys: keysAt(own),
    })),
  }));
  return {
    prefix,
    name,
    actions: new Map(actions.map((action) => [action.name.toLowerCase(), action])),
    resourceTypes: new Map(types.map((type) => [type.key, type])),
    conditionKeys,
  };
}

function at<T>(list: readonly T[], place: number): T {
  const item = list[place];
  if (item === undefined) throw new RangeError(`no entry ${place}`);
  return item;
}
