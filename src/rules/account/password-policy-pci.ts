import { unmetDemands } from '../../account/password-policy.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'password-policy-pci',
    subject: 'account',
    severity: 'warning',
    summary: 'The password policy meets PCI DSS 3.2.1 as AWS Security Hub counts it.',
    why: 'One verdict for the control IAM.10; the other rules on the password policy tell each demand on its own and go further.',
    remedy: 'Set the demands that the finding names in the password policy of the account.',
    messages: { weak: 'For PCI DSS the password policy does not demand: {{unmet}}.' },
    needs: ['passwordPolicy'],
    offByDefault: true,
    references: { securityHub: ['IAM.10'], awsConfig: ['iam-password-policy'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    account(account) {
      if (account.passwordPolicy === undefined) return;
      const unmet = unmetDemands(account.passwordPolicy, {
        flags: ['requireUppercaseCharacters', 'requireLowercaseCharacters', 'requireNumbers'],
        length: 7,
        reuse: 4,
        maxAge: 90,
      });
      if (unmet.length > 0) report({ at: account, message: 'weak', data: { unmet }, evidence: { unmet } });
    },
  }),
});
