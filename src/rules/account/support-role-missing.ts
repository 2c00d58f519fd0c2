import { isIncomplete } from '../../account/incomplete-lists.ts';
import { isAttachedToRole } from '../../account/role-attachment.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'support-role-missing',
    subject: 'account',
    severity: 'warning',
    precision: 'medium',
    summary: 'A role has AWSSupportAccess, for whoever deals with AWS Support.',
    why: 'When something breaks, people otherwise open cases as administrator, or cannot open any.',
    remedy: 'Make a role with the AWS managed policy AWSSupportAccess that the people in charge may assume.',
    messages: {
      none: 'Nothing has AWSSupportAccess attached. Make a role for dealing with AWS Support.',
      noRole: 'AWSSupportAccess is attached to users or groups only. Make a role for dealing with AWS Support.',
    },
    references: {
      prowler: ['iam_support_role_created'],
      scoutsuite: ['iam-no-support-role'],
      securityHub: ['IAM.18'],
      awsConfig: ['iam-policy-in-use'],
      cis: ['1.2/1.20', '1.4/1.17', '1.5/1.17', '2.0/1.17', '3.0/1.17', '4.0/1.17', '5.0/1.16', '6.0/2.16', '7.0/2.15'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      if (isAttachedToRole(account, 'AWSSupportAccess')) return;
      if (isIncomplete(account, ['RoleDetailList', 'UserDetailList', 'GroupDetailList'], skip)) return;
      const others = [...account.users, ...account.groups];
      const isElsewhere = others.some((each) => each.attachedPolicies.some(({ name }) => name === 'AWSSupportAccess'));
      if (isElsewhere) report({ at: account, message: 'noRole', severity: 'suggestion' });
      else report({ at: account, message: 'none' });
    },
  }),
});
