/** Who administers AWS CloudHSM, and what that work takes. IAM covers the control plane only. */
import type { Catalog } from '../catalog/catalog.ts';
import { compileAction, coversAction, matchesAction } from '../policy/arn.ts';
import type { Statement } from '../policy/model.ts';
import { expandActions } from '../semantics/expand.ts';
import type { Principal } from './effective.ts';

/** https://docs.aws.amazon.com/cloudhsm/latest/userguide/identity-access-management.html, and what consoles read beside. */
const neededActions = [
  'cloudhsm:*',
  'ec2:CreateNetworkInterface',
  'ec2:DetachNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:CreateSecurityGroup',
  'ec2:AuthorizeSecurityGroupIngress',
  'ec2:AuthorizeSecurityGroupEgress',
  'ec2:RevokeSecurityGroupEgress',
  'ec2:DeleteSecurityGroup',
  'ec2:CreateTags',
  'ec2:Describe*',
  'iam:CreateServiceLinkedRole',
  'kms:CreateCustomKeyStore',
  'kms:ConnectCustomKeyStore',
  'kms:DisconnectCustomKeyStore',
  'kms:DeleteCustomKeyStore',
  'kms:UpdateCustomKeyStore',
  'kms:DescribeCustomKeyStores',
  'tag:*',
].map((text) => compileAction(text));

const readServices: ReadonlySet<string> = new Set(['logs', 'cloudwatch', 'kms', 'ec2', 'sts']);

/** What changes clusters, HSMs and backups. */
const writeActions: readonly string[] = [
  'cloudhsm:CreateCluster',
  'cloudhsm:CreateHsm',
  'cloudhsm:DeleteBackup',
  'cloudhsm:DeleteCluster',
  'cloudhsm:DeleteHsm',
  'cloudhsm:InitializeCluster',
  'cloudhsm:ModifyCluster',
  'cloudhsm:PutResourcePolicy',
  'cloudhsm:RestoreBackup',
];

/** CloudHSM actions that change something and that the statements name: a lone `*` names nothing. */
export function cloudHsmWrites(statements: readonly Statement[]): readonly string[] {
  const named = statements
    .filter(({ isAllow }) => isAllow === true)
    .flatMap(({ action }) => action?.values.filter(({ service }) => service === 'cloudhsm') ?? []);
  return writeActions.filter((action) => named.some(({ text }) => matchesAction(text, action)));
}

/** What destroys keys or opens backups to others: nobody needs it for daily work, so it should be named. */
const grave: readonly string[] = [
  'cloudhsm:DeleteBackup',
  'cloudhsm:DeleteCluster',
  'cloudhsm:DeleteHsm',
  'cloudhsm:DeleteResourcePolicy',
  'cloudhsm:PutResourcePolicy',
];

/** Grave CloudHSM actions that policies of the customer give by a wildcard and none of them names. */
export function unaskedCloudHsm(principal: Principal): readonly string[] {
  const values = writtenFor(principal)
    .filter(({ isAllow }) => isAllow === true)
    .flatMap(({ action }) => action?.values.filter(({ service }) => service === 'cloudhsm') ?? []);
  const named = new Set(values.map(({ text }) => text.toLowerCase()));
  const given = grave.filter((action) => values.some(({ text }) => matchesAction(text, action)));
  return given.filter((action) => !named.has(action.toLowerCase()));
}

function writtenFor(principal: Principal): readonly Statement[] {
  const own = [...principal.inlinePolicies, ...principal.attachedPolicies.flatMap(({ policy }) => policy ?? [])];
  return own.filter(({ kind }) => kind !== 'aws-managed').flatMap(({ document }) => document?.statements ?? []);
}

/** Meant to administer CloudHSM: by its name, AWS's policy for it, or actions its own policies name. */
export function isForCloudHsm(principal: Principal): boolean {
  if (/cloud-?_?hsm/i.test(principal.name)) return true;
  if (
    principal.attachedPolicies.some(({ arn }) =>
      /^arn:[^:]*:iam::aws:policy\/AWSCloudHSM(Full|ReadOnly)Access$/.test(arn),
    )
  )
    return true;
  return cloudHsmWrites(writtenFor(principal)).length > 0;
}

/** Allowed action patterns that go beyond the work, as written and sorted. What people may do to their own user is no matter. */
export function beyondCloudHsm(statements: readonly Statement[], catalog: Catalog): readonly string[] {
  const found = new Set<string>();
  for (const { isAllow, isDamaged, action, notAction, resource } of statements) {
    if (isAllow !== true || isDamaged || resource?.values.every(({ text }) => text.includes('${aws:'))) continue;
    if (notAction) found.add('NotAction');
    for (const { text } of action?.values ?? []) if (!isNeeded(text, catalog)) found.add(text);
  }
  return [...found].sort();
}

function isNeeded(text: string, catalog: Catalog): boolean {
  if (neededActions.some((needed) => coversAction(needed, text))) return true;
  const service = text.slice(0, Math.max(0, text.indexOf(':'))).toLowerCase();
  if (!readServices.has(service)) return false;
  const actions = expandActions(catalog, text);
  return actions.every((name) => {
    if (neededActions.some((needed) => coversAction(needed, name))) return true;
    const level = catalog.action(name)?.accessLevel;
    return level === 'Read' || level === 'List';
  });
}
