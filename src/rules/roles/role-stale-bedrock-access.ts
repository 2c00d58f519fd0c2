import { isKeptByAws } from '../../account/effective.ts';
import { staleUse, withRecentReport } from '../../account/service-use.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'role-stale-bedrock-access',
    subject: 'role',
    severity: 'warning',
    summary: 'Roles with access to Amazon Bedrock used it within 60 days.',
    why: 'Model calls are costly, so stolen credentials are tried on them first; access that nobody needs is pure risk.',
    remedy: 'Take the bedrock permissions from the role.',
    messages: {
      unused: 'Role {{role}} last used Amazon Bedrock on {{date}}, over {{limit}} days ago.',
      never: 'Role {{role}} may use Amazon Bedrock and never did in the reported time.',
    },
    needs: ['accessAdvisor'],
    options: { days: { type: 'number', default: 60, description: 'Access may lie idle for this many whole days.' } },
    references: { prowler: ['iam_role_access_not_stale_to_bedrock'] },
    since: '0.1.0',
  },
  create: ({ report, skip, now, options }) => ({
    account({ roles }) {
      const limit = Number(options.days);
      const own = roles.filter((role) => !isKeptByAws(role));
      for (const role of withRecentReport(own, { limit, now }, skip)) {
        const stale = staleUse(role, 'bedrock', { limit, now });
        if (!stale) continue;
        const data = { role: role.name, date: stale.lastUsed?.slice(0, 10) ?? '', limit };
        const evidence = { services: ['bedrock'], days: stale.days, lastUsed: stale.lastUsed ?? null };
        report({ at: role, message: stale.message, data, evidence });
      }
    },
  }),
});
