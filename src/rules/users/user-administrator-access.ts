import { administratorAttachment } from '../../account/admin-attachment.ts';
import { limitsVerdict } from '../../account/effective.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'user-administrator-access',
    subject: 'user',
    severity: 'security',
    securitySeverity: 9,
    summary: 'No user has AdministratorAccess attached directly.',
    why: 'Credentials of a user live long: one that leaks hands over the whole account.',
    remedy: 'Give administrators a role that they assume with MFA, and take the policy from the user.',
    messages: {
      attached: 'User {{user}} has AdministratorAccess attached. Let administrators assume a role with MFA instead.',
    },
    references: { prowler: ['iam_user_administrator_access_policy'] },
    since: '0.1.0',
  },
  create: ({ account, catalog, report, skip }) => ({
    user(user) {
      const policy = administratorAttachment(user.attachedPolicies, catalog, skip);
      if (!policy) return;
      const verdict = limitsVerdict(user, account, catalog);
      if (verdict === 'unknown') skip(`user ${user.name}: its permissions boundary is not in the snapshot`);
      if (verdict !== 'free') return;
      report({ at: user, message: 'attached', data: { user: user.name }, evidence: { policy: policy.arn } });
    },
  }),
});
