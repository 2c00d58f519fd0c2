/** Condition keys by name: exact, or with their variable parts filled in. Letter case is ignored, as IAM does. */
import globals from '../data/catalog-global-keys.json' with { type: 'json' };
import type { ConditionKeyInfo, ConditionKeyType } from './catalog.ts';

export type KeyFinder = (name: string) => ConditionKeyInfo | undefined;

/** The literal texts around the variable parts of `kms:EncryptionContext:${Key}`, in lower case. */
type Template = readonly string[];

/** Keys that any service may see, some of them with the prefix of the service that sets them. */
export const globalKeys: readonly ConditionKeyInfo[] = Object.entries(globals.keys)
  .flatMap(([type, keys]) => keys.map((key) => ({ key, type: type as ConditionKeyType })))
  .sort((a, b) => (a.key < b.key ? -1 : 1));

/** A lookup over a list of keys. */
export function findKeyIn(keys: readonly ConditionKeyInfo[]): KeyFinder {
  const exact = new Map(keys.map((info) => [info.key.toLowerCase(), info]));
  // The most literal template first: `events:Metadata/${Key}/Matcher` before `events:Metadata/${Key}`.
  const templates = keys
    .map((info) => ({ info, template: parseTemplate(info.key) }))
    .filter(({ template }) => template.length > 1)
    .sort((a, b) => b.template.join('').length - a.template.join('').length);
  return (name) => {
    const wanted = name.toLowerCase();
    return exact.get(wanted) ?? templates.find(({ template }) => fillsTemplate(template, wanted))?.info;
  };
}

/** Which of `owners` (prefix, possibly with variable parts, and service) a key's prefix belongs to. */
export function findOwner(owners: readonly (readonly [string, string])[]): (prefix: string) => string | undefined {
  const exact = new Map(owners);
  const templates = owners.map(([prefix, service]) => ({ service, template: parseTemplate(prefix) }));
  return (prefix) =>
    exact.get(prefix) ??
    templates.find(({ template }) => template.length > 1 && fillsTemplate(template, prefix))?.service;
}

/**
 * Whether a key is written like one of an OpenID Connect provider, `<host>[/path]:<claim>`. Every account names its own
 * providers, so no list has them all.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function isProviderKey(name: string): boolean {
  const colon = name.indexOf(':');
  const host = name.slice(0, colon).split('/', 1)[0] ?? '';
  return colon > 0 && colon < name.length - 1 && /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(host);
}

function parseTemplate(key: string): Template {
  return key.toLowerCase().split(/\$\{[^{}]*\}/);
}

/** Every variable part takes at least one character. */
function fillsTemplate(template: Template, name: string): boolean {
  const first = template[0] ?? '';
  const last = template.at(-1) ?? '';
  if (!name.startsWith(first)) return false;
  let from = first.length + 1;
  for (const part of template.slice(1, -1)) {
    const found = name.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length + 1;
  }
  return name.length - last.length >= from && name.endsWith(last);
}
