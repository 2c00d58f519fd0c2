import { adminMessages, isAttached, isFree, reportAdminPolicy } from '../../account/admin-policy.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'attached-customer-admin-policy',
    subject: 'account',
    severity: 'security',
    securitySeverity: 8.6,
    summary: 'No customer managed policy that is attached allows every action on every resource.',
    why: 'Whoever holds it, or steals the credentials of someone who does, owns the whole account. Statements are judged together, less what is denied without condition; a policy that only serves people held short by a permissions boundary is left alone.',
    remedy:
      'List the actions and resources that the work needs; keep administrator rights to one role that is watched.',
    messages: adminMessages('Attached policy'),
    supersedes: ['pass-role-with-star-in-*', 'create-slr-with-star-in-*'],
    references: {
      prowler: ['iam_customer_attached_policy_no_administrative_privileges'],
      scoutsuite: ['iam-managed-policy-allows-full-privileges'],
      cis: ['1.2/1.22', '1.4/1.16', '1.5/1.16', '2.0/1.16', '3.0/1.16', '4.0/1.16', '5.0/1.15', '6.0/2.15', '7.0/2.14'],
      securityHub: ['IAM.1'],
      awsConfig: ['iam-policy-no-statements-with-admin-access'],
      boogy: ['full_wildcard'],
    },
    since: '0.1.0',
  },
  create: (context) => ({
    accountPolicy(policy) {
      if (policy.kind !== 'customer-managed' || !isAttached(policy)) return;
      if (isFree(policy, context.account, context)) reportAdminPolicy(policy, context);
    },
  }),
});
