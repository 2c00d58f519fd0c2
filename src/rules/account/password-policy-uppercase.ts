import { lacksFlag } from '../../account/password-policy.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'password-policy-uppercase',
    subject: 'account',
    severity: 'warning',
    summary: 'Passwords of IAM users have an uppercase letter.',
    why: 'Passwords of one kind of characters are quicker to guess.',
    remedy: 'Set RequireUppercaseCharacters in the password policy of the account.',
    messages: { missing: 'The password policy demands no uppercase letter. Set RequireUppercaseCharacters.' },
    needs: ['passwordPolicy'],
    references: {
      prowler: ['iam_password_policy_uppercase'],
      scoutsuite: ['iam-password-policy-no-uppercase-required'],
      securityHub: ['IAM.11'],
      awsConfig: ['iam-password-policy'],
      trustedAdvisor: ['Yw2K9puPzl'],
      cis: ['1.2/1.5'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      if (lacksFlag(account, 'requireUppercaseCharacters', skip)) report({ at: account, message: 'missing' });
    },
  }),
});
