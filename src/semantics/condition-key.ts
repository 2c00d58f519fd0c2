/** What is known about a condition key's name, worked out once for each spelling. */
import type { Catalog, ConditionKeyInfo, ConditionKeyType } from '../catalog/catalog.ts';
import { isProviderKey } from '../catalog/condition-keys.ts';

export type KeyOrigin =
  /** Not of the form `prefix:name`. */
  | 'malformed'
  | 'global'
  | 'service'
  /** A claim of an identity provider, which no list has in full. */
  | 'provider'
  /** A tag key without the name of the tag: `aws:ResourceTag`. */
  | 'tag-without-name'
  | 'unknown-global'
  /** The service exists and has no such key. */
  | 'unknown-service-key'
  /** No service has that prefix. */
  | 'unknown-prefix';

export interface ResolvedKey {
  readonly origin: KeyOrigin;
  /** In lower case: keys compare without letter case. */
  readonly name: string;
  readonly prefix: string;
  readonly info: ConditionKeyInfo | undefined;
  /** The type of one value; undefined when the key is not known. */
  readonly type: Exclude<ConditionKeyType, `ArrayOf${string}`> | undefined;
  /** Whether the request holds one value or several; undefined when the key is not known or services differ. */
  readonly arity: 'single' | 'multi' | undefined;
}

const resolved = new WeakMap<Catalog, Map<string, ResolvedKey>>();
const mostNames = 5000;
const longestKept = 256;

/** Everything about a condition key by its name as written. */
export function resolveKey(catalog: Catalog, text: string): ResolvedKey {
  if (text.length > longestKept) return describe(catalog, text);
  const known = resolved.get(catalog) ?? new Map<string, ResolvedKey>();
  resolved.set(catalog, known);
  const found = known.get(text);
  if (found) return found;
  if (known.size >= mostNames) known.clear();
  const key = describe(catalog, text);
  known.set(text, key);
  return key;
}

function describe(catalog: Catalog, text: string): ResolvedKey {
  const name = text.toLowerCase();
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  const isWellFormed = colon > 0 && colon < name.length - 1;
  const info = isWellFormed ? (catalog.globalKey(text) ?? catalog.serviceKey(text)) : undefined;
  const origin = isWellFormed ? originOf(catalog, text, name, prefix, info) : 'malformed';
  const type = info?.type.replace('ArrayOf', '') as ResolvedKey['type'];
  return { origin, name, prefix, info, type, arity: info && arityOf(name, info) };
}

function originOf(
  catalog: Catalog,
  text: string,
  name: string,
  prefix: string,
  info: ConditionKeyInfo | undefined,
): KeyOrigin {
  if (info) return catalog.globalKey(text) ? 'global' : 'service';
  if (lacksTagName(catalog, text)) return 'tag-without-name';
  if (prefix === 'aws') return unlistedGlobalKeys.has(name) ? 'global' : 'unknown-global';
  if (catalog.hasService(prefix)) return isTagKey(name) ? 'service' : 'unknown-service-key';
  return isProviderKey(text) ? 'provider' : 'unknown-prefix';
}

/** Not in AWS's list of global keys: one it takes all the same, and one it names as not supported in policies. */
const unlistedGlobalKeys: ReadonlySet<string> = new Set(['aws:principalorgmasteraccountid', 'aws:arn']);

/** AWS takes `<service>:ResourceTag/<name>` also for services whose reference does not list the key. */
function isTagKey(name: string): boolean {
  return /:(?:resource|request|principal)tag\/./.test(name);
}

/** `aws:RequestTag` and `aws:RequestTag/` where only `aws:RequestTag/<name>` exists. */
function lacksTagName(catalog: Catalog, text: string): boolean {
  const bare = text.endsWith('/') ? text.slice(0, -1) : text;
  if (!/tag$/i.test(bare)) return false;
  const filled = `${bare}/name`;
  const info = catalog.globalKey(filled) ?? catalog.serviceKey(filled);
  return info?.key.toLowerCase().startsWith(`${bare.toLowerCase()}/\${`) === true;
}

/** One value for IAM Identity Center, several for Amazon Q: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonq.html */
const differsByService: ReadonlySet<string> = new Set(['identitystore:userid']);

function arityOf(name: string, info: ConditionKeyInfo): ResolvedKey['arity'] {
  if (differsByService.has(name)) return undefined;
  return info.type.startsWith('ArrayOf') ? 'multi' : 'single';
}

/** Whether the text names the key, letter case aside. `name` is in lower case. */
export function isKey(text: string, name: string): boolean {
  return text.length === name.length && text.toLowerCase() === name;
}
