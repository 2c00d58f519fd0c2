import { lacksFlag } from '../../account/password-policy.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'password-policy-symbol',
    subject: 'account',
    severity: 'warning',
    summary: 'Passwords of IAM users have a symbol.',
    why: 'Passwords of letters and digits only are quicker to guess.',
    remedy: 'Set RequireSymbols in the password policy of the account.',
    messages: { missing: 'The password policy demands no symbol. Set RequireSymbols.' },
    needs: ['passwordPolicy'],
    references: {
      prowler: ['iam_password_policy_symbol'],
      scoutsuite: ['iam-password-policy-no-symbol-required'],
      securityHub: ['IAM.13'],
      awsConfig: ['iam-password-policy'],
      trustedAdvisor: ['Yw2K9puPzl'],
      cis: ['1.2/1.7'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      if (lacksFlag(account, 'requireSymbols', skip)) report({ at: account, message: 'missing' });
    },
  }),
});
