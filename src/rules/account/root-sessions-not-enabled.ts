import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'root-sessions-not-enabled',
    subject: 'account',
    severity: 'suggestion',
    summary: 'An organization that manages root credentials centrally also allows root sessions.',
    why: 'Without them a task that only root can do in a member account needs root credentials there after all.',
    remedy: 'Enable RootSessions with "aws iam enable-organizations-root-sessions".',
    messages: {
      disabled: 'The organization does not allow root sessions. Enable RootSessions for tasks in member accounts.',
    },
    needs: ['organizationsFeatures'],
    references: {},
    since: '0.1.0',
  },
  create: ({ report }) => ({
    account(account) {
      const enabled = account.organizationsFeatures ?? [];
      // Without RootCredentialsManagement the finding is root-credentials-not-centrally-managed.
      if (!enabled.includes('RootCredentialsManagement') || enabled.includes('RootSessions')) return;
      report({ at: account, message: 'disabled', evidence: { enabled } });
    },
  }),
});
