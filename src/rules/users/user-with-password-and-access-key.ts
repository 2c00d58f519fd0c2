import { activeKeys, keyExists, usersWithRow } from '../../account/credential-use.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'user-with-password-and-access-key',
    subject: 'user',
    severity: 'warning',
    summary: 'A user has a console password or access keys, not both.',
    why: 'One identity for a person and for programs gets the permissions of both, and neither can be taken away alone.',
    remedy: 'Give the program a role or a user of its own, and the person temporary credentials.',
    messages: {
      active: 'User {{user}} has a console password and active access keys. Separate people from programs.',
      inactive: 'User {{user}} has a console password and an inactive access key. Delete the key.',
    },
    needs: ['credentialReport'],
    references: { scoutsuite: ['iam-user-with-password-and-key'] },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      for (const { user, row } of usersWithRow(account, skip)) {
        if (row.passwordEnabled !== true || !row.keys.some(keyExists)) continue;
        const active = activeKeys(row).length;
        const message = active > 0 ? 'active' : 'inactive';
        report({ at: user, message, data: { user: user.name }, evidence: { activeKeys: active } });
      }
    },
  }),
});
