import { lacksFlag } from '../../account/password-policy.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'password-policy-number',
    subject: 'account',
    severity: 'warning',
    summary: 'Passwords of IAM users have a number.',
    why: 'Passwords of letters only are quicker to guess.',
    remedy: 'Set RequireNumbers in the password policy of the account.',
    messages: { missing: 'The password policy demands no number. Set RequireNumbers.' },
    needs: ['passwordPolicy'],
    references: {
      prowler: ['iam_password_policy_number'],
      scoutsuite: ['iam-password-policy-no-number-required'],
      securityHub: ['IAM.14'],
      awsConfig: ['iam-password-policy'],
      trustedAdvisor: ['Yw2K9puPzl'],
      cis: ['1.2/1.8'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      if (lacksFlag(account, 'requireNumbers', skip)) report({ at: account, message: 'missing' });
    },
  }),
});
