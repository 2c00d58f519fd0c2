import { dayOf, daysBetween } from '../../account/age.ts';
import { activeKeys, usersWithRow } from '../../account/credential-use.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'user-access-key-not-rotated',
    subject: 'user',
    severity: 'warning',
    summary: 'Active access keys of users are replaced within 90 days.',
    why: 'The longer a key lives, the more copies of it lie about, and a leak that nobody noticed stays usable.',
    remedy: 'Make a second key, move its users over, deactivate the old one and then delete it; better, use a role.',
    messages: {
      old: 'Access key {{number}} of user {{user}} is from {{date}}, over {{limit}} days old. Replace it, or use a role.',
    },
    needs: ['credentialReport'],
    options: { days: { type: 'number', default: 90, description: 'A key may be this many whole days old.' } },
    references: {
      prowler: ['iam_rotate_access_key_90_days'],
      scoutsuite: ['iam-user-no-key-rotation'],
      securityHub: ['IAM.3'],
      awsConfig: ['access-keys-rotated'],
      trustedAdvisor: ['DqdJqYeRm5'],
      cis: ['1.2/1.4', '1.4/1.14', '1.5/1.14', '2.0/1.14', '3.0/1.14', '4.0/1.14', '5.0/1.13', '6.0/2.13', '7.0/2.12'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip, now, options }) => ({
    account(account) {
      const limit = Number(options.days);
      for (const { user, row } of usersWithRow(account, skip)) {
        for (const { number, lastRotated } of activeKeys(row)) {
          if (!lastRotated) {
            skip(`the credential report does not tell the age of an active key of ${user.name}`);
            continue;
          }
          const days = daysBetween(lastRotated, now);
          if (days <= limit) continue;
          const data = { user: user.name, number, date: dayOf(lastRotated), limit };
          const evidence = { key: number, days, lastRotated: lastRotated.toISOString(), limit };
          report({ at: user, message: 'old', data, evidence });
        }
      }
    },
  }),
});
