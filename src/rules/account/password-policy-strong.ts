import { unmetDemands } from '../../account/password-policy.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'password-policy-strong',
    subject: 'account',
    severity: 'warning',
    summary: 'The password policy is a strong one as AWS Security Hub counts it.',
    why: 'One verdict for the control IAM.7; the other rules on the password policy tell each demand on its own and go further.',
    remedy: 'Set the demands that the finding names in the password policy of the account.',
    messages: { weak: 'The password policy does not demand: {{unmet}}.' },
    needs: ['passwordPolicy'],
    options: {
      length: { type: 'number', default: 8, description: 'Smallest accepted minimum length.' },
      remember: { type: 'number', default: 0, description: 'Passwords to remember; 0 does not ask for it.' },
      maxAge: { type: 'number', default: 0, description: 'Longest accepted age in days; 0 does not ask for it.' },
    },
    offByDefault: true,
    references: { securityHub: ['IAM.7'], awsConfig: ['iam-password-policy'], trustedAdvisor: ['Yw2K9puPzl'] },
    since: '0.1.0',
  },
  create: ({ report, options }) => ({
    account(account) {
      if (account.passwordPolicy === undefined) return;
      const unmet = unmetDemands(account.passwordPolicy, {
        flags: ['requireUppercaseCharacters', 'requireLowercaseCharacters', 'requireSymbols', 'requireNumbers'],
        length: Number(options.length),
        reuse: Number(options.remember),
        maxAge: Number(options.maxAge),
      });
      if (unmet.length > 0) report({ at: account, message: 'weak', data: { unmet }, evidence: { unmet } });
    },
  }),
});
