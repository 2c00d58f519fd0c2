import { limitsAnything } from '../../account/guardrails.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'organization-guardrails',
    subject: 'account',
    severity: 'suggestion',
    precision: 'medium',
    summary: 'A member account of an organization has guardrails: a service control policy that takes something away.',
    why: 'Only a policy above the account holds for its administrators and its root user, too. FullAWSAccess alone limits nothing. The management account and its policies are beyond every guardrail; accounts outside an organization are not judged.',
    remedy:
      'Attach policies that keep the account in the organization, its Regions in use and its logs untouched; try them on one unit first.',
    messages: {
      none: 'No service control policy limits this account: all of them on the way from the root allow everything.',
      off: 'The organization uses no service control policies, so nothing limits the administrators of this account.',
    },
    needs: ['organization'],
    references: { cis: ['7.0/2.1.2'] },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      const { organization, id } = account;
      if (organization?.managementAccountId === undefined || organization.managementAccountId === id) return;
      if (!organization.scp) skip('the service control policies were not collected');
      else if (organization.scp.length === 0) report({ at: account, message: 'off' });
      else if (!limitsAnything(organization.scp)) report({ at: account, message: 'none' });
    },
  }),
});
