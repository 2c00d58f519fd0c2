import { dayOf, daysBetween } from '../../account/age.ts';
import { notedBy } from '../../account/analyzer-unused.ts';
import { usersWithRow } from '../../account/credential-use.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'user-console-access-unused',
    subject: 'user',
    severity: 'warning',
    summary: 'Console passwords were used within 45 days.',
    why: 'Passwords of people who left or changed tasks are open doors that nobody watches.',
    remedy: 'Delete the password (login profile) of the user, or the user.',
    messages: {
      unused: 'User {{user}} last signed in to the console on {{date}}, over {{limit}} days ago. Delete the password.',
      never: 'User {{user}} has had a console password since {{date}} and never used it. Delete the password.',
      analyzer: 'The console password of user {{user}} is unused by a finding of IAM Access Analyzer ({{analyzers}}).',
    },
    needs: [['credentialReport', 'accessAnalyzer']],
    options: {
      days: { type: 'number', default: 45, description: 'A password may lie idle for this many whole days.' },
    },
    references: {
      prowler: ['iam_user_console_access_unused'],
      scoutsuite: ['iam-unused-credentials-not-disabled'],
      securityHub: ['IAM.8', 'IAM.22'],
      awsConfig: ['iam-user-unused-credentials-check'],
      cis: ['1.2/1.3', '1.4/1.12', '1.5/1.12', '2.0/1.12', '3.0/1.12', '4.0/1.12', '5.0/1.11', '6.0/2.11', '7.0/2.11'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip, now, options }) => ({
    account(account) {
      const limit = Number(options.days);
      const notes = notedBy(account, 'UnusedIAMUserPassword');
      for (const user of account.users) {
        const noted = user.credentials ? undefined : notes.get(user.arn);
        const data = { user: user.name, analyzers: noted?.analyzers ?? [] };
        if (noted) report({ at: user, message: 'analyzer', data, evidence: noted.evidence });
      }
      for (const { user, row } of usersWithRow(account, skip)) {
        if (row.passwordEnabled !== true) continue;
        const lastUsed = row.passwordLastUsed;
        // A password that was never used counts from the day it was set.
        const since = lastUsed ?? row.passwordLastChanged ?? row.created ?? user.created;
        if (!since) {
          skip(`nothing tells the age of the password of ${user.name}`);
          continue;
        }
        const days = daysBetween(since, now);
        if (days <= limit) continue;
        const data = { user: user.name, date: dayOf(since), limit };
        const evidence = { days, lastUsed: lastUsed?.toISOString() ?? null, limit, ...notes.get(user.arn)?.evidence };
        report({ at: user, message: lastUsed ? 'unused' : 'never', data, evidence });
      }
    },
  }),
});
