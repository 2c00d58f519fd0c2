/** The smallest policy that a scan needs: `scan --print-policy`. */
import { authorizationDetails, collectors, permissions } from './collectors.ts';
import type { CollectOptions } from './types.ts';

export interface ScanPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly [
    { readonly Sid: string; readonly Effect: 'Allow'; readonly Action: readonly string[]; readonly Resource: '*' },
  ];
}

/** Every action that collection with these options may call, and no other. Most of them know no resources. */
export function scanPermissions(
  options: Pick<CollectOptions, 'accessAdvisor' | 'mfaDevices' | 'analyzerRegions'>,
): ScanPolicy {
  const { generateAdvisor, getAdvisor, listMfaDevices, listAnalyzers, listFindings, generateReport, getReport } =
    permissions;
  const actions = [
    authorizationDetails.permission,
    ...collectors.map(({ permission }) => permission),
    generateReport,
    getReport,
    ...(options.accessAdvisor === 'none' ? [] : [generateAdvisor, getAdvisor]),
    ...(options.mfaDevices === 'none' ? [] : [listMfaDevices]),
    ...(options.analyzerRegions?.length === 0 ? [] : [listAnalyzers, listFindings]),
  ];
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'IamAuditScan', Effect: 'Allow', Action: actions.sort(), Resource: '*' }],
  };
}
