import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'password-policy-length',
    subject: 'account',
    severity: 'warning',
    summary: 'Passwords of IAM users have at least 14 characters.',
    why: 'Length is what makes a password hard to guess; short ones fall to a list of common passwords.',
    remedy:
      'Raise the minimum length in the password policy of the account. It applies when a password is next changed.',
    messages: { short: 'The password policy accepts {{length}} characters. Demand at least {{minimum}}.' },
    needs: ['passwordPolicy'],
    options: { minimum: { type: 'number', default: 14, description: 'Smallest accepted minimum length.' } },
    references: {
      prowler: ['iam_password_policy_minimum_length_14'],
      scoutsuite: ['iam-password-policy-minimum-length'],
      securityHub: ['IAM.15'],
      awsConfig: ['iam-password-policy'],
      trustedAdvisor: ['Yw2K9puPzl'],
      cis: ['1.2/1.9', '1.4/1.8', '1.5/1.8', '2.0/1.8', '3.0/1.8', '4.0/1.8', '5.0/1.7', '6.0/2.7', '7.0/2.8'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip, options }) => ({
    account(account) {
      const { passwordPolicy } = account;
      if (!passwordPolicy) return;
      const length = passwordPolicy.minimumPasswordLength;
      const minimum = Number(options.minimum);
      if (length === undefined) skip('the password policy does not tell minimumPasswordLength');
      else if (length < minimum) {
        report({ at: account, message: 'short', data: { length, minimum }, evidence: { length, minimum } });
      }
    },
  }),
});
