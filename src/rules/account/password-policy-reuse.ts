import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'password-policy-reuse',
    subject: 'account',
    severity: 'warning',
    summary: 'The last 24 passwords of an IAM user cannot be used again.',
    why: 'A password that leaked before comes back into use.',
    remedy: 'Set PasswordReusePrevention to 24 in the password policy of the account.',
    messages: {
      none: 'The password policy lets users take an old password again. Set PasswordReusePrevention to {{remember}}.',
      few: 'The password policy remembers {{remembered}} passwords. Set PasswordReusePrevention to {{remember}}.',
    },
    needs: ['passwordPolicy'],
    options: { remember: { type: 'number', default: 24, description: 'Passwords to remember; AWS takes 24 at most.' } },
    references: {
      prowler: ['iam_password_policy_reuse_24'],
      scoutsuite: ['iam-password-policy-reuse-enabled'],
      securityHub: ['IAM.16'],
      awsConfig: ['iam-password-policy'],
      cis: ['1.2/1.10', '1.4/1.9', '1.5/1.9', '2.0/1.9', '3.0/1.9', '4.0/1.9', '5.0/1.8', '6.0/2.8', '7.0/2.9'],
    },
    since: '0.1.0',
  },
  create: ({ report, options }) => ({
    account(account) {
      if (!account.passwordPolicy) return;
      // AWS leaves the member out when reuse is not prevented.
      const remembered = account.passwordPolicy.passwordReusePrevention ?? 0;
      const remember = Number(options.remember);
      if (remembered >= remember) return;
      const message = remembered > 0 ? 'few' : 'none';
      report({ at: account, message, data: { remembered, remember }, evidence: { remembered, remember } });
    },
  }),
});
