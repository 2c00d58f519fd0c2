import { hasMfa, usersWithRow } from '../../account/credential-use.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'user-console-password-without-mfa',
    subject: 'user',
    severity: 'security',
    securitySeverity: 8,
    summary: 'Every user with a console password has an MFA device.',
    why: 'A password that is phished, guessed or used elsewhere is then enough to sign in.',
    remedy: 'Let the user register an MFA device, or delete the password of one that does not use the console.',
    messages: {
      missing: 'User {{user}} can sign in to the console without MFA. Register a device, or delete the password.',
    },
    needs: ['credentialReport'],
    references: {
      prowler: ['iam_user_mfa_enabled_console_access'],
      scoutsuite: ['iam-user-without-mfa'],
      securityHub: ['IAM.5'],
      awsConfig: ['mfa-enabled-for-iam-console-access'],
      cis: ['1.2/1.2', '1.4/1.10', '1.5/1.10', '2.0/1.10', '3.0/1.10', '4.0/1.10', '5.0/1.9', '6.0/2.9', '7.0/2.10'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      for (const { user, row } of usersWithRow(account, skip)) {
        if (row.passwordEnabled !== true || hasMfa(user) !== false) continue;
        const evidence = { passwordLastUsed: row.passwordLastUsed?.toISOString() ?? null };
        report({ at: user, message: 'missing', data: { user: user.name }, evidence });
      }
    },
  }),
});
