/** The condition key for the audience of an OpenID Connect token. */
import type { Catalog } from '../catalog/catalog.ts';
import { isProviderKey } from '../catalog/condition-keys.ts';
import { resolveKey } from './condition-key.ts';
import { isSharedIssuer } from './shared-issuer.ts';
import { githubIssuer } from './trust-grant.ts';

/** The issuer, in lower case, of a key such as `accounts.google.com:aud`; undefined for any other key. */
export function audienceIssuer(key: string): string | undefined {
  const name = key.toLowerCase();
  return name.endsWith(':aud') && isProviderKey(name) ? name.slice(0, -':aud'.length) : undefined;
}

/** Whether the provider is known to send one audience. */
export function isSingleAudience(catalog: Catalog, key: string): boolean {
  const issuer = audienceIssuer(key) ?? '';
  const { arity } = resolveKey(catalog, key);
  return arity === 'single' || (arity === undefined && (issuer === githubIssuer || isSharedIssuer(issuer)));
}
