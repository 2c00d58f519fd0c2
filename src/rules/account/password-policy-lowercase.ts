import { lacksFlag } from '../../account/password-policy.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'password-policy-lowercase',
    subject: 'account',
    severity: 'warning',
    summary: 'Passwords of IAM users have a lowercase letter.',
    why: 'Passwords of one kind of characters are quicker to guess.',
    remedy: 'Set RequireLowercaseCharacters in the password policy of the account.',
    messages: { missing: 'The password policy demands no lowercase letter. Set RequireLowercaseCharacters.' },
    needs: ['passwordPolicy'],
    references: {
      prowler: ['iam_password_policy_lowercase'],
      scoutsuite: ['iam-password-policy-no-lowercase-required'],
      securityHub: ['IAM.12'],
      awsConfig: ['iam-password-policy'],
      trustedAdvisor: ['Yw2K9puPzl'],
      cis: ['1.2/1.6'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      if (lacksFlag(account, 'requireLowercaseCharacters', skip)) report({ at: account, message: 'missing' });
    },
  }),
});
