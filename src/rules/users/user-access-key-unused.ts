import { dayOf, daysBetween } from '../../account/age.ts';
import { notedBy } from '../../account/analyzer-unused.ts';
import { activeKeys, usersWithRow } from '../../account/credential-use.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'user-access-key-unused',
    subject: 'user',
    severity: 'warning',
    summary: 'Active access keys of users were used within 45 days.',
    why: 'A key that nobody uses can only be used by somebody who should not; its misuse goes unnoticed.',
    remedy: 'Deactivate the key, wait whether anything breaks, then delete it.',
    messages: {
      unused:
        'Access key {{number}} of user {{user}} was last used on {{date}}, over {{limit}} days ago. Deactivate it, then delete it.',
      never: 'Access key {{number}} of user {{user}} was made on {{date}} and never used. Delete it.',
      analyzer: 'An access key of user {{user}} is unused by a finding of IAM Access Analyzer ({{analyzers}}).',
    },
    needs: [['credentialReport', 'accessAnalyzer']],
    options: { days: { type: 'number', default: 45, description: 'A key may lie idle for this many whole days.' } },
    references: {
      prowler: ['iam_user_accesskey_unused'],
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
      const notes = notedBy(account, 'UnusedIAMUserAccessKey');
      for (const user of account.users) {
        const noted = user.credentials ? undefined : notes.get(user.arn);
        const data = { user: user.name, analyzers: noted?.analyzers ?? [] };
        if (noted) report({ at: user, message: 'analyzer', data, evidence: noted.evidence });
      }
      for (const { user, row } of usersWithRow(account, skip)) {
        for (const { number, lastUsed, lastRotated } of activeKeys(row)) {
          // The never used key of a user with a password is user-access-key-never-used-with-password.
          if (!lastUsed && row.passwordEnabled) continue;
          const since = lastUsed ?? lastRotated;
          if (!since) {
            skip(`the credential report does not tell the age of an active key of ${user.name}`);
            continue;
          }
          const days = daysBetween(since, now);
          if (days <= limit) continue;
          report({
            at: user,
            message: lastUsed ? 'unused' : 'never',
            data: { user: user.name, number, date: dayOf(since), limit },
            evidence: {
              key: number,
              days,
              lastUsed: lastUsed?.toISOString() ?? null,
              limit,
              ...notes.get(user.arn)?.evidence,
            },
          });
        }
      }
    },
  }),
});
