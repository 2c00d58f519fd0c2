/** The catalogue's files as the build writes them: an index, and a compact line for each service. Lists refer to each other by number. */
import type {
  AccessLevel,
  ActionInfo,
  ConditionKeyInfo,
  ConditionKeyType,
  ResourceTypeInfo,
  Service,
} from './catalog.ts';
import { InputError } from '../errors.ts';

/** Raised when the shape below changes, so that a folder written by another version is refused. */
export const compiledFormat = 2;

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

/** One line of the file of services, in the order of the index. Numbers are places in the lists of the same line. */
export interface CompiledService {
  readonly keys: readonly (readonly [key: string, type: ConditionKeyType])[];
  readonly types: readonly (readonly [name: string, arn: string, keys: readonly number[]])[];
  /** What actions apply to, each kind once: as `writeScope` writes it. */
  readonly scopes: readonly string[];
  /** Names with a space between. */
  readonly actions: string;
  /** The place of each action's scope. */
  readonly scopeOf: readonly number[];
}

/** What an action applies to. Access levels are places in `accessLevels`. */
export interface CompiledScope {
  readonly level: number;
  readonly keys: readonly number[];
  readonly types: readonly { readonly type: number; readonly required: boolean; readonly keys: readonly number[] }[];
}

/** As a text, for it is read whole only when an action is asked about: `2;0,3;4!:1,2;5`, where `!` is required. */
export function writeScope({ level, keys, types }: CompiledScope): string {
  const resources = types.map(
    ({ type, required, keys: own }) => `${type}${required ? '!' : ''}${own.length > 0 ? `:${own.join(',')}` : ''}`,
  );
  return [level, keys.join(','), ...resources].join(';');
}

const none: readonly never[] = [];

/** In the order of their numbers in the compiled files. */
export const accessLevels: readonly AccessLevel[] = ['List', 'Read', 'Write', 'Tagging', 'Permissions management'];
const firstWrite = accessLevels.indexOf('Write');

/** Whether a name is one that a file may be called by: it never leads out of the folder. */
export function isPrefix(text: string): boolean {
  return /^[a-z0-9-]{1,63}$/.test(text);
}

/** The service as its callers see it. Throws on what is no compiled service; what its actions apply to is read later. */
export function decodeService(prefix: string, name: string, compiled: CompiledService): Service {
  const conditionKeys = compiled.keys.map(([key, type]): ConditionKeyInfo => ({ key, type }));
  const keysAt = (places: readonly number[]): readonly string[] => places.map((place) => at(conditionKeys, place).key);
  const types = compiled.types.map(([key, arn, keys]): ResourceTypeInfo => ({ key, arn, conditionKeys: keysAt(keys) }));
  const lists: Lists = { prefix, conditionKeys, types };
  const scopes = compiled.scopes.map((text) => new Scope(text, lists));
  const actions = new Map<string, ActionInfo>();
  const names = compiled.actions === '' ? none : compiled.actions.split(' ');
  for (let index = 0; index < names.length; index++) {
    const action = at(names, index);
    actions.set(action.toLowerCase(), new CompiledActionInfo(action, at(scopes, at(compiled.scopeOf, index))));
  }
  return { prefix, name, actions, resourceTypes: new Map(types.map((type) => [type.key, type])), conditionKeys };
}

interface Lists {
  readonly prefix: string;
  readonly conditionKeys: readonly ConditionKeyInfo[];
  readonly types: readonly ResourceTypeInfo[];
}

/** Of thousands of actions of the services that policies name few are asked what they apply to. */
class Scope {
  readonly lists: Lists;
  readonly level: number;
  readonly #text: string;
  #conditionKeys: ActionInfo['conditionKeys'] | undefined;
  #resourceTypes: ActionInfo['resourceTypes'] | undefined;

  constructor(text: string, lists: Lists) {
    this.lists = lists;
    this.level = Number(text[0]);
    this.#text = text;
    at(accessLevels, this.level);
  }

  get conditionKeys(): ActionInfo['conditionKeys'] {
    return (this.#conditionKeys ??= this.#keysAt(this.#text.split(';', 2)[1]));
  }

  get resourceTypes(): ActionInfo['resourceTypes'] {
    return (this.#resourceTypes ??= this.#text.split(';').slice(2).map((resource) => this.#resourceOf(resource))); // prettier-ignore
  }

  #resourceOf(text: string): ActionInfo['resourceTypes'][number] {
    const [type = '', keys] = text.split(':');
    const required = type.endsWith('!');
    const { key: name } = at(this.lists.types, Number(required ? type.slice(0, -1) : type));
    return { name, required, conditionKeys: this.#keysAt(keys) };
  }

  #keysAt(places: string | undefined): readonly string[] {
    if (places === undefined || places === '') return none;
    return places.split(',').map((place) => at(this.lists.conditionKeys, Number(place)).key);
  }
}

class CompiledActionInfo implements ActionInfo {
  readonly name: string;
  readonly #scope: Scope;

  constructor(name: string, scope: Scope) {
    this.name = name;
    this.#scope = scope;
  }

  get service(): string {
    return this.#scope.lists.prefix;
  }

  get accessLevel(): AccessLevel {
    return at(accessLevels, this.#scope.level);
  }

  get isWrite(): boolean {
    return this.#scope.level >= firstWrite;
  }

  get conditionKeys(): ActionInfo['conditionKeys'] {
    return this.#scope.conditionKeys;
  }

  get resourceTypes(): ActionInfo['resourceTypes'] {
    return this.#scope.resourceTypes;
  }
}

/** A catalogue given with a flag may be damaged. */
function at<T>(list: readonly T[], place: number): T {
  const item = list[place];
  if (item === undefined) throw new InputError(`The service catalogue is damaged: it refers to an entry ${place} that is not there.`); // prettier-ignore
  return item;
}
