import { adminMessages, isFree, reportAdminPolicy } from '../../account/admin-policy.ts';
import { belongsToAws } from '../../account/effective.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'inline-admin-policy',
    subject: 'account',
    severity: 'security',
    securitySeverity: 9,
    summary: 'No inline policy of a user, group or role allows every action on every resource.',
    why: 'An inline policy is seen only by who opens its owner, so an administrator made by one is easily missed in a review.',
    remedy: 'List the actions and resources that the owner needs, in a managed policy.',
    messages: adminMessages('Inline policy'),
    supersedes: ['pass-role-with-star-in-*', 'create-slr-with-star-in-*'],
    references: { prowler: ['iam_inline_policy_no_administrative_privileges'], boogy: ['full_wildcard'] },
    since: '0.1.0',
  },
  create: (context) => ({
    accountPolicy(policy) {
      if (policy.kind !== 'inline' || belongsToAws(policy)) return;
      if (isFree(policy, context.account, context)) reportAdminPolicy(policy, context);
    },
  }),
});
