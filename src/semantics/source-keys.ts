/**
 * Services that say on whose behalf they call, and the keys they say it in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
import table from '../data/source-services.json' with { type: 'json' };
import { splitArn } from '../policy/arn.ts';
import { hasWildcard } from '../policy/pattern.ts';
import type { Condition, Policy, Principal, Statement } from '../policy/model.ts';
import { looksLikeRegion } from '../policy/partition.ts';
import { parseServicePrincipal } from '../policy/service-principal.ts';
import { demandsValue } from './trust-grant.ts';

const always: ReadonlySet<string> = new Set(table.services);
/** These say it when they call a resource, and not always when they assume a role. */
const resourceSenders: ReadonlySet<string> = new Set([...table.services, ...table.toResources]);

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

/** Whether the condition lets a service in for some sources only. */
export function limitsSource(condition: Condition): boolean {
  return isSourceKey(condition) && demandsValue(condition) && !condition.values.some(({ text }) => isAnySource(text));
}

/**
 * A text that sources of every account have: `*`, `arn:aws:s3:::*`, `arn:aws:cloudfront::*:distribution/*`. A name in
 * full may be one that nobody else can have, as that of a bucket (`arn:aws:s3:*:*:reports`) or the id of a distribution.
 */
function isAnySource(text: string): boolean {
  if (/^(?:arn:)?[*?:/]+$/.test(text)) return true;
  const arn = splitArn(text);
  if (!arn || !/^\**$/.test(arn.account)) return false;
  return arn.service === 's3' ? /^[*?]+$/.test(arn.resource) : hasWildcard(arn.resource);
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

/** Whether AWS documents that the service sends source keys when it assumes a role. */
export function sendsSource(principal: Principal): boolean {
  return isAmong(always, principal);
}

function isAmong(services: ReadonlySet<string>, { kind, text }: Principal): boolean {
  if (kind !== 'Service') return false;
  const [service = '', region = '', ...more] = parseServicePrincipal(text) ?? [];
  return (
    services.has(text) || (more.length === 0 && looksLikeRegion(region) && services.has(`${service}.amazonaws.com`))
  );
}

/** Whether some Deny of the policy turns on a source key, so that the Allow statements need not. */
export function deniesBySource({ statements }: Policy): boolean {
  return statements.some(({ isAllow, conditions }) => isAllow === false && conditions.some(isSourceKey));
}

/** What a service asks of KMS for a topic or a bucket need not carry what it sends to these. */
function isAboutKeys({ action }: Statement): boolean {
  return action?.values.every(({ service }) => service === 'kms') === true;
}

/** The services an Allow names that say whom they act for. */
export function sourceSenders(statement: Statement): readonly Principal[] {
  if (statement.isAllow !== true || deniesBySource(statement.policy)) return [];
  const senders = isAboutKeys(statement) ? always : resourceSenders;
  return (statement.principal?.values ?? []).filter((principal) => isAmong(senders, principal));
}
