/**
 * Services that say on whose behalf they call, and the keys they say it in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
import table from '../data/source-services.json' with { type: 'json' };
import type { Condition, Policy, Principal, Statement } from '../policy/model.ts';
import { looksLikeRegion } from '../policy/partition.ts';
import { parseServicePrincipal } from '../policy/service-principal.ts';

const senders: ReadonlySet<string> = new Set(table.services);

/** The keys in which services name the resource, account or organization they act for. */
const sourceKeys: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
]);

/** Weaker or older ways to say it. */
const poorKeys: ReadonlySet<string> = new Set(['aws:referer', 'aws:sourceowner']);

/** Whether the key tells on whose behalf a service calls. */
export function isSourceKey(condition: Condition): boolean {
  return condition.operator.base !== 'Null' && sourceKeys.has(condition.key.text.toLowerCase());
}

/** Whether the key is one that narrows calls of services where a source key would do it better. */
export function isPoorSourceKey(condition: Condition): boolean {
  return condition.operator.base !== 'Null' && poorKeys.has(condition.key.text.toLowerCase());
}

/** Keys by which some services name the source in their own words, as KMS and Lambda do, or that exclude services. */
export function isOwnSourceKey({ key, operator }: Condition): boolean {
  if (operator.base === 'Null') return false;
  return /^(?:kms:(?:encryptioncontext|calleraccount|viaservice)|lambda:|sts:externalid$|aws:(?:principal|sourcevp|sourceip))/i.test(
    key.text,
  );
}

/** Whether AWS documents that the service sends source keys when it calls a resource. */
export function sendsSource({ kind, text }: Principal): boolean {
  if (kind !== 'Service') return false;
  const [service = '', region = '', ...more] = parseServicePrincipal(text) ?? [];
  return senders.has(text) || (more.length === 0 && looksLikeRegion(region) && senders.has(`${service}.amazonaws.com`));
}

/** Whether some Deny of the policy turns on a source key, so that the Allow statements need not. */
export function deniesBySource({ statements }: Policy): boolean {
  return statements.some(({ isAllow, conditions }) => isAllow === false && conditions.some(isSourceKey));
}

/** The services an Allow names that say whom they act for. */
export function sourceSenders(statement: Statement): readonly Principal[] {
  if (statement.isAllow !== true || deniesBySource(statement.policy)) return [];
  return (statement.principal?.values ?? []).filter(sendsSource);
}
