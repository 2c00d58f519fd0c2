import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'root-credentials-not-centrally-managed',
    subject: 'account',
    severity: 'security',
    securitySeverity: 7,
    summary: 'The organization manages the root credentials of its member accounts centrally.',
    why: 'Every member account otherwise has a root password of its own to protect, and often nobody remembers it.',
    remedy:
      'Enable RootCredentialsManagement with "aws iam enable-organizations-root-credentials-management", then delete the root credentials of member accounts.',
    messages: {
      disabled: 'The organization does not manage root credentials centrally. Enable RootCredentialsManagement.',
    },
    needs: ['organizationsFeatures'],
    references: { prowler: ['iam_root_credentials_management_enabled'], cis: ['7.0/2.1.1'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    account(account) {
      const enabled = account.organizationsFeatures ?? [];
      if (enabled.includes('RootCredentialsManagement')) return;
      report({ at: account, message: 'disabled', evidence: { enabled } });
    },
  }),
});
