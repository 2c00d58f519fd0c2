import { dayOf, daysBetween } from '../../account/age.ts';
import type { CredentialRow } from '../../account/model.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'root-used-recently',
    subject: 'account',
    severity: 'security',
    securitySeverity: 7,
    summary: 'Root was not used lately.',
    why: 'Daily work as root leaves no way to limit a mistake or to tell people apart, and use that nobody expects can be an attack.',
    remedy: 'Find out who used root and for what, then give that person a role for the task.',
    messages: {
      recent: 'Root was used on {{date}}. Use a role for the task, and find out who it was if nobody knows.',
    },
    needs: ['credentialReport'],
    options: {
      days: { type: 'number', default: 1, description: 'Use is reported up to this many whole days after it.' },
    },
    references: {
      prowler: ['iam_avoid_root_usage'],
      scoutsuite: ['iam-root-account-used-recently'],
      cis: ['1.2/1.1', '1.4/1.7', '1.5/1.7', '2.0/1.7', '3.0/1.7', '4.0/1.7', '5.0/1.6', '6.0/2.6', '7.0/2.7'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip, now, options }) => ({
    account({ root }) {
      if (!root.credentials) {
        skip('no row for root in the credential report');
        return;
      }
      const last = lastUse(root.credentials);
      if (!last) return;
      const days = daysBetween(last.date, now);
      if (days > Number(options.days)) return;
      const evidence = { days, lastUsed: last.date.toISOString(), by: last.by };
      report({ at: root, message: 'recent', data: { date: dayOf(last.date) }, evidence });
    },
  }),
});

function lastUse({ passwordLastUsed, keys }: CredentialRow): { date: Date; by: 'password' | 'accessKey' } | undefined {
  let last = passwordLastUsed && { date: passwordLastUsed, by: 'password' as 'password' | 'accessKey' };
  for (const { lastUsed } of keys) {
    if (lastUsed && (!last || lastUsed > last.date)) last = { date: lastUsed, by: 'accessKey' };
  }
  return last;
}
