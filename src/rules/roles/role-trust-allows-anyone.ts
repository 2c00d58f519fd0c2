import { isKeptByAws } from '../../account/effective.ts';
import {
  callerKeys,
  isAnyone,
  isGuarded,
  isGuardedByDeny,
  isGuardedByOrganization,
  principalsOf,
  trustGrants,
} from '../../account/trust.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'role-trust-allows-anyone',
    subject: 'role',
    severity: 'security',
    securitySeverity: 10,
    summary: 'No role can be assumed by anyone in any AWS account.',
    why: 'With Principal * and no condition on the caller, every AWS customer can take the role. MFA, time or IP addresses at large do not tell who calls, and an external id is no secret.',
    remedy:
      'Name the accounts or principals, or add a condition on aws:PrincipalOrgID, aws:PrincipalAccount or aws:PrincipalArn.',
    messages: {
      anyone: 'Role {{role}} can be assumed by anyone in any AWS account.',
      externalId: 'Role {{role}} can be assumed by anyone in any AWS account who knows its external id.',
    },
    references: { scoutsuite: ['iam-assume-role-policy-allows-all'] },
    since: '0.1.0',
  },
  create: ({ account, report }) => ({
    role(role) {
      if (isKeptByAws(role) || isGuardedByOrganization(account, callerKeys)) return;
      for (const statement of trustGrants(role)) {
        if (!principalsOf(statement, 'AWS').some(isAnyone)) continue;
        if (isGuarded(statement, callerKeys) || isGuardedByDeny(role, callerKeys)) continue;
        const knows = isGuarded(statement, externalId);
        report({
          at: statement,
          message: knows ? 'externalId' : 'anyone',
          data: { role: role.name },
          ...(knows && { severity: 'warning' }),
        });
      }
    },
  }),
});

const externalId: ReadonlySet<string> = new Set(['sts:externalid']);
