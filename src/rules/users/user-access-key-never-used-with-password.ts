import { dayOf, daysBetween } from '../../account/age.ts';
import { activeKeys, usersWithRow, type UserRow } from '../../account/credential-use.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'user-access-key-never-used-with-password',
    subject: 'user',
    severity: 'warning',
    summary: 'A user with a console password has no access key that was never used.',
    why: 'A key made together with the user, just in case, is a credential that nobody needs and nobody keeps an eye on.',
    remedy: 'Delete the key; let the user make one when there is a need for it.',
    messages: {
      initial: 'Access key {{number}} of user {{user}} was made together with the user and never used. Delete it.',
      never:
        'Access key {{number}} of user {{user}}, who has a password, was made on {{date}} and never used. Delete it.',
    },
    needs: ['credentialReport'],
    options: {
      graceDays: {
        type: 'number',
        default: 7,
        description: 'A key made later than the user may go unused for this many whole days.',
      },
    },
    references: {
      prowler: ['iam_user_no_setup_initial_access_key'],
      scoutsuite: ['iam-user-unused-access-key-initial-setup'],
      cis: ['1.4/1.11', '1.5/1.11', '2.0/1.11', '3.0/1.11', '4.0/1.11', '5.0/1.10', '6.0/2.10'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip, now, options }) => ({
    account(account) {
      for (const { user, row } of usersWithRow(account, skip)) {
        if (row.passwordEnabled !== true) continue;
        for (const { number, lastUsed, lastRotated } of activeKeys(row)) {
          if (lastUsed) continue;
          if (!lastRotated) {
            skip(`the credential report does not tell the age of an active key of ${user.name}`);
            continue;
          }
          const days = daysBetween(lastRotated, now);
          const isInitial = madeTogether({ user, row }, lastRotated);
          if (!isInitial && days <= Number(options.graceDays)) continue;
          report({
            at: user,
            message: isInitial ? 'initial' : 'never',
            data: { user: user.name, number, date: dayOf(lastRotated) },
            evidence: { key: number, days, lastRotated: lastRotated.toISOString() },
          });
        }
      }
    },
  }),
});

function madeTogether({ user, row }: UserRow, keyMade: Date): boolean {
  const userMade = row.created ?? user.created;
  return userMade !== undefined && daysBetween(userMade, keyMade) < 1;
}
