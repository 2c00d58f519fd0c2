import { administratorAttachment } from '../../account/admin-attachment.ts';
import { limitsVerdict } from '../../account/effective.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'group-administrator-access',
    subject: 'group',
    severity: 'security',
    securitySeverity: 8,
    summary: 'No group has AdministratorAccess attached.',
    why: 'Every member holds the whole account with credentials that live long, and adding a member is a small step.',
    remedy: 'Give administrators a role that they assume with MFA, and let the group allow only that.',
    messages: {
      attached: 'Group {{group}} has AdministratorAccess attached. Let its members assume a role with MFA instead.',
    },
    references: { prowler: ['iam_group_administrator_access_policy'] },
    since: '0.1.0',
  },
  create: ({ account, catalog, report, skip }) => ({
    group(group) {
      const policy = administratorAttachment(group.attachedPolicies, catalog, skip);
      if (!policy) return;
      const verdict = limitsVerdict(group, account, catalog);
      if (verdict === 'unknown') skip(`group ${group.name}: a permissions boundary of a member is not in the snapshot`);
      if (verdict !== 'free') return;
      const evidence = { policy: policy.arn, members: group.members };
      report({ at: group, message: 'attached', data: { group: group.name }, evidence });
    },
  }),
});
