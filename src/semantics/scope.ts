/** Which policies concern a request at all. */
import { hasIdentity, type Caller } from './caller.ts';
import type { CompiledPolicy } from './compile.ts';
import type { Prepared } from './request.ts';
import type { Facts } from './simulate.ts';

type Levels = readonly (readonly CompiledPolicy[])[] | undefined;

/**
 * SCPs limit users, roles and root of member accounts; not the management account, not service-linked roles.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function scpApplies(caller: Caller, facts: Facts, levels: Levels, notes: string[]): boolean {
  if (levels === undefined || levels.length === 0) return false;
  if (!hasIdentity(caller)) notes.push('SCPs do not apply to this kind of caller');
  else if (facts.principalInManagementAccount === true) notes.push('SCPs do not apply to the management account');
  else if (isServiceLinked(caller, facts)) notes.push('SCPs do not apply to service-linked roles');
  else return true;
  return false;
}

/**
 * RCPs protect resources of certain services in member accounts, and not against service-linked roles.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function rcpApplies(request: Prepared, facts: Facts, levels: Levels, notes: string[]): boolean {
  if (levels === undefined || levels.length === 0) return false;
  if (facts.resourceInManagementAccount === true)
    notes.push('RCPs do not apply to resources of the management account');
  else if (isServiceLinked(request.caller, facts)) notes.push('RCPs do not apply to service-linked roles');
  else if (!rcpServices.has(request.service)) notes.push(`RCPs do not apply to ${request.service}`);
  else return true;
  return false;
}

/** As of September 2026; the list grows. */
export const rcpServices: ReadonlySet<string> = new Set([
  'aoss',
  'appconfig',
  'appstream',
  'autoscaling',
  'autoscaling-plans',
  'budgets',
  'clouddirectory',
  'cloudfront',
  'cloudsearch',
  'cloudtrail-data',
  'codeartifact',
  'codebuild',
  'codecommit',
  'codepipeline',
  'cognito-identity',
  'cognito-idp',
  'comprehend',
  'comprehendmedical',
  'compute-optimizer',
  'cost-optimization-hub',
  'dax',
  'dsql',
  'dynamodb',
  'ecr',
  'ecr-public',
  'events',
  'firehose',
  'fis',
  'fms',
  'gamelift',
  'health',
  'inspector-scan',
  'kendra',
  'kinesisvideo',
  'kms',
  'logs',
  'memorydb',
  'networkmonitor',
  'notifications',
  'opensearch',
  'pca-connector-ad',
  'personalize',
  'polly',
  'pricing',
  'resource-groups',
  'rolesanywhere',
  's3',
  'secretsmanager',
  'servicediscovery',
  'signin',
  'sqs',
  'sts',
  'support',
  'swf',
  'textract',
  'timestream-influxdb',
  'transcribe',
  'transfer',
  'translate',
  'wafv2',
  'workspaces',
  'xray',
]);

function isServiceLinked(caller: Caller, facts: Facts): boolean {
  if (facts.serviceLinkedRole === true) return true;
  return /^arn:[^:]*:iam::\d*:role\/aws-service-role\//.test(facts.roleArn ?? caller.text);
}

const trustActions: ReadonlySet<string> = new Set([
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
]);

/** Roles and KMS keys: their own policy must allow too, even to callers of the same account. */
export function needsResourceGrant({ service, action, resource }: Prepared): boolean {
  if (service === 'sts') return trustActions.has(action) && /^arn:[^:]*:iam::[^:]*:role\//.test(resource);
  return service === 'kms' && /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource);
}
