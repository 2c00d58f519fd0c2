import { daysBetween } from '../../account/age.ts';
import { activeKeys, usersWithRow } from '../../account/credential-use.ts';
import type { AccessKeyRow } from '../../account/model.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'user-two-active-access-keys',
    subject: 'user',
    severity: 'warning',
    summary: 'A user has at most one active access key, except while it is being replaced.',
    why: 'The second key doubles what can leak, and often is the forgotten old one.',
    remedy: 'Find out which key is still used, move everything to one of them, deactivate the other and delete it.',
    messages: {
      two: 'User {{user}} has two active access keys. Deactivate the one that is not needed, then delete it.',
    },
    needs: ['credentialReport'],
    options: {
      graceDays: {
        type: 'number',
        default: 7,
        description: 'A new key beside an older one is taken as a replacement under way for this many whole days.',
      },
    },
    references: {
      prowler: ['iam_user_two_active_access_key'],
      scoutsuite: ['iam-user-with-multiple-access-keys'],
      cis: ['1.4/1.13', '1.5/1.13', '2.0/1.13', '3.0/1.13', '4.0/1.13', '5.0/1.12', '6.0/2.12'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip, now, options }) => ({
    account(account) {
      for (const { user, row } of usersWithRow(account, skip)) {
        const keys = activeKeys(row);
        if (keys.length < 2 || isBeingReplaced(keys, now, Number(options.graceDays))) continue;
        const evidence = { lastUsed: keys.map(({ lastUsed }) => lastUsed?.toISOString() ?? null) };
        report({ at: user, message: 'two', data: { user: user.name }, evidence });
      }
    },
  }),
});

/** One key is new and the other is not. Two new ones replace nothing. */
function isBeingReplaced(keys: readonly AccessKeyRow[], now: Date, grace: number): boolean {
  const isNew = keys.map(({ lastRotated }) => lastRotated !== undefined && daysBetween(lastRotated, now) <= grace);
  return isNew.includes(true) && isNew.includes(false);
}
