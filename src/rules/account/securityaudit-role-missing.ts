import { isIncomplete } from '../../account/incomplete-lists.ts';
import { isAttachedToRole } from '../../account/role-attachment.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'securityaudit-role-missing',
    subject: 'account',
    severity: 'warning',
    precision: 'medium',
    summary: 'A role has SecurityAudit, for whoever reviews the account.',
    why: 'Auditors otherwise get more than they need, or see too little in an emergency.',
    remedy: 'Make a role with the AWS managed policy SecurityAudit that the security team may assume.',
    messages: { missing: 'No role has SecurityAudit attached. Make one for reviews of the account.' },
    references: { prowler: ['iam_securityaudit_role_created'] },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      if (isAttachedToRole(account, 'SecurityAudit') || isIncomplete(account, ['RoleDetailList'], skip)) return;
      report({ at: account, message: 'missing' });
    },
  }),
});
