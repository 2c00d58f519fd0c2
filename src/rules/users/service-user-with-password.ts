import { usersWithRow } from '../../account/credential-use.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'service-user-with-password',
    subject: 'user',
    severity: 'warning',
    summary: 'Members of the groups for programs have no console password.',
    why: 'A program never signs in to the console: the password is used by nobody, or by somebody who should not.',
    remedy: 'Delete the password (login profile) of the user.',
    messages: { password: 'User {{user}} of group {{group}} has a console password. Programs need none: delete it.' },
    needs: ['credentialReport'],
    options: {
      groups: { type: 'strings', default: [], description: 'Names of the groups whose members are programs.' },
    },
    offByDefault: true,
    references: { scoutsuite: ['iam-service-user-with-password'] },
    since: '0.1.0',
  },
  create: ({ report, skip, options }) => ({
    account(account) {
      const groups = options.groups as readonly string[];
      if (groups.length === 0) skip('its option "groups" names no group of programs');
      for (const { user, row } of usersWithRow(account, skip)) {
        const group = user.groups.find((name) => groups.includes(name));
        if (group === undefined || row.passwordEnabled !== true) continue;
        report({ at: user, message: 'password', data: { user: user.name, group } });
      }
    },
  }),
});
