import { staleUse, withRecentReport } from '../../account/service-use.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'user-stale-bedrock-access',
    subject: 'user',
    severity: 'warning',
    summary: 'Users with access to Amazon Bedrock used it within 60 days.',
    why: 'Model calls are costly, so stolen credentials are tried on them first; access that nobody needs is pure risk.',
    remedy: 'Take the bedrock permissions from the user.',
    messages: {
      unused: 'User {{user}} last used Amazon Bedrock on {{date}}, over {{limit}} days ago. Remove the access.',
      never: 'User {{user}} may use Amazon Bedrock and never did in the reported time. Remove the access.',
    },
    needs: ['accessAdvisor'],
    options: { days: { type: 'number', default: 60, description: 'Access may lie idle for this many whole days.' } },
    references: { prowler: ['iam_user_access_not_stale_to_bedrock'] },
    since: '0.1.0',
  },
  create: ({ report, skip, now, options }) => ({
    account({ users }) {
      const limit = Number(options.days);
      for (const user of withRecentReport(users, { limit, now }, skip)) {
        const stale = staleUse(user, 'bedrock', { limit, now });
        if (!stale) continue;
        const data = { user: user.name, date: stale.lastUsed?.slice(0, 10) ?? '', limit };
        const evidence = { services: ['bedrock'], days: stale.days, lastUsed: stale.lastUsed ?? null };
        report({ at: user, message: stale.message, data, evidence });
      }
    },
  }),
});
