import { activeKeys, hasMfa, skipNamed, sayStrayRows } from '../../account/credential-use.ts';
import type { User } from '../../account/model.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'user-without-mfa',
    subject: 'user',
    severity: 'warning',
    summary: 'Every user has an MFA device, also one that only uses access keys.',
    why: 'Policies can demand MFA for dangerous actions only of users that have a device. Users with a password are user-console-password-without-mfa.',
    remedy: 'Register an MFA device for the user, or replace the user by a role.',
    messages: {
      keys: 'User {{user}} has active access keys and no MFA device. Register one, or use a role.',
      none: 'User {{user}} has no MFA device.',
    },
    needs: [['credentialReport', 'mfaDevices']],
    references: { securityHub: ['IAM.19'], awsConfig: ['iam-user-mfa-enabled'] },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      const { users } = account;
      sayStrayRows(account, skip);
      const isUnknown = (user: User): boolean => hasMfa(user) === undefined;
      skipNamed('neither credential report nor MFA devices tell of', users.filter(isUnknown), skip);
      for (const user of users) {
        if (hasMfa(user) !== false || user.credentials?.passwordEnabled) continue;
        const hasKeys = user.credentials !== undefined && activeKeys(user.credentials).length > 0;
        // A user that cannot sign in at all is hardly a danger.
        const severity = user.credentials && !hasKeys ? 'suggestion' : 'warning';
        report({ at: user, message: hasKeys ? 'keys' : 'none', severity, data: { user: user.name } });
      }
    },
  }),
});
