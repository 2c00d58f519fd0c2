import { isKeptByAws } from '../../account/effective.ts';
import {
  accountOf,
  isGuarded,
  isGuardedByOrganization,
  principalsOf,
  requiresMfa,
  trustGrants,
} from '../../account/trust.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'role-cross-account-without-external-id-or-mfa',
    subject: 'role',
    severity: 'warning',
    securitySeverity: 6,
    summary: 'A role that another account may assume asks for an external id or for MFA.',
    why: 'A vendor that works for many customers could be made to use the role for another one; the external id prevents that. For people, MFA does. A condition on the own organization is taken for enough.',
    remedy: 'Add a condition on sts:ExternalId for a vendor, on aws:MultiFactorAuthPresent for people.',
    messages: {
      unprotected: 'Role {{role}} can be assumed from account {{other}} without an external id or MFA.',
    },
    references: { scoutsuite: ['iam-assume-role-lacks-external-id-and-mfa'] },
    since: '0.1.0',
  },
  create: ({ account, report }) => ({
    role(role) {
      if (isKeptByAws(role) || isGuardedByOrganization(account, ownOrganization)) return;
      const own = account?.id ?? role.arn.split(':')[4];
      for (const statement of trustGrants(role)) {
        if (isGuarded(statement, guards) || requiresMfa(statement, true)) continue;
        for (const principal of principalsOf(statement, 'AWS')) {
          const other = accountOf(principal);
          if (other === undefined || other === own) continue;
          report({ at: principal, message: 'unprotected', data: { role: role.name, other } });
        }
      }
    },
  }),
});

const ownOrganization: ReadonlySet<string> = new Set(['aws:principalorgid', 'aws:principalorgpaths']);
const guards: ReadonlySet<string> = new Set(['sts:externalid', ...ownOrganization]);
