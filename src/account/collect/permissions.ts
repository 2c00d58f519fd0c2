/** The smallest policy that a scan needs: `scan --print-policy`. */
import { authorizationDetails, collectors, permissions } from './collectors.ts';
import type { CollectOptions } from './types.ts';

interface PermissionStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string;
}

export interface ScanPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly [PermissionStatement, ...PermissionStatement[]];
}

/**
 * Every action that collection with these options may call, and no other. Most of them know no resources. With a role,
 * the first statement belongs to the role and the second to whoever assumes it.
 */
export function scanPermissions(
  options: Pick<CollectOptions, 'accessAdvisor' | 'mfaDevices' | 'analyzerRegions' | 'roleArn'>,
): ScanPolicy {
  const { generateAdvisor, getAdvisor, listMfaDevices, listAnalyzers, listFindings, generateReport, getReport } =
    permissions;
  const { describeOrganization, listParents, listPolicies, describePolicy, getFinding } = permissions;
  const actions = [
    authorizationDetails.permission,
    ...collectors.map(({ permission }) => permission),
    generateReport,
    getReport,
    describeOrganization,
    listParents,
    listPolicies,
    describePolicy,
    ...(options.accessAdvisor === 'none' ? [] : [generateAdvisor, getAdvisor]),
    ...(options.mfaDevices === 'none' ? [] : [listMfaDevices]),
    ...(options.analyzerRegions?.length === 0 ? [] : [listAnalyzers, listFindings]),
    ...(options.analyzerRegions?.length === 0 || options.accessAdvisor === 'none' ? [] : [getFinding]),
  ];
  const scan = { Sid: 'IamAuditScan', Effect: 'Allow', Action: actions.sort(), Resource: '*' } as const;
  const assume = (Resource: string) =>
    ({ Sid: 'IamAuditAssumeRole', Effect: 'Allow', Action: ['sts:AssumeRole'], Resource }) as const;
  return {
    Version: '2012-10-17',
    Statement: options.roleArn === undefined ? [scan] : [scan, assume(options.roleArn)],
  };
}
