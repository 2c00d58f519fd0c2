/** Findings that give way to one that says more: a policy that allows everything is not reported for a part of that. */
import type { Finding } from '../finding.ts';

const saysEverything: ReadonlySet<string> = new Set([
  'administrator-access',
  'attached-aws-managed-admin-policy',
  'attached-customer-admin-policy',
  'inline-admin-policy',
  'unattached-customer-admin-policy',
]);

/** Whether one of the others says of the finding's policy that it allows everything. */
export function outdoneBy(others: readonly Finding[]): (finding: Finding) => boolean {
  const outdoing = new Set(others.filter(({ ruleId }) => saysEverything.has(ruleId)).map(holderOf));
  return (finding) => isAboutPolicy(finding) && outdoing.has(holderOf(finding));
}

function holderOf({ resource }: Finding): string {
  return `${resource?.type ?? ''} ${resource?.arn ?? resource?.name ?? ''}`;
}

/** Rather than about whoever has it: `/…/UserPolicyList/0/PolicyDocument/Statement/0`. */
function isAboutPolicy({ ruleId, location }: Finding): boolean {
  return !saysEverything.has(ruleId) && /\/(?:PolicyDocument|Document)(?:\/|$)/.test(location.pointer ?? '');
}
