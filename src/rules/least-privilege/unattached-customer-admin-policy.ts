import { adminMessages, isAttached, reportAdminPolicy } from '../../account/admin-policy.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'unattached-customer-admin-policy',
    subject: 'account',
    severity: 'warning',
    securitySeverity: 5,
    summary: 'No customer managed policy lies about unattached that would allow every action on every resource.',
    why: 'Anyone who may attach policies can become an administrator with it, without writing one. A policy in use as a permissions boundary is left alone, because a boundary grants nothing.',
    remedy: 'Delete the policy, or cut it down to what it is meant for.',
    messages: adminMessages('Unattached policy'),
    supersedes: ['pass-role-with-star-in-*', 'create-slr-with-star-in-*'],
    references: {
      prowler: ['iam_customer_unattached_policy_no_administrative_privileges'],
      scoutsuite: ['iam-managed-policy-allows-full-privileges'],
      cis: ['1.2/1.22'],
      securityHub: ['IAM.1'],
      awsConfig: ['iam-policy-no-statements-with-admin-access'],
    },
    since: '0.1.0',
  },
  create: (context) => ({
    accountPolicy(policy) {
      if (policy.kind !== 'customer-managed' || isAttached(policy)) return;
      if (policy.document?.type === 'boundary') return;
      reportAdminPolicy(policy, context, { severity: 'warning' });
    },
  }),
});
