import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'password-policy-missing',
    subject: 'account',
    severity: 'warning',
    summary: 'The account has a password policy of its own.',
    why: 'Without one the default of AWS applies: eight characters of three kinds, no limit on reuse, no expiry.',
    remedy: 'Set a password policy with at least 14 characters and no reuse of the last 24 passwords.',
    messages: {
      missing:
        'The account has no password policy. The default of AWS applies: 8 characters, any password may be used again.',
    },
    needs: ['passwordPolicy'],
    references: {
      trustedAdvisor: ['Yw2K9puPzl'],
      prowler: [
        'iam_password_policy_uppercase',
        'iam_password_policy_lowercase',
        'iam_password_policy_symbol',
        'iam_password_policy_number',
        'iam_password_policy_minimum_length_14',
        'iam_password_policy_reuse_24',
        'iam_password_policy_expires_passwords_within_90_days_or_less',
      ],
      scoutsuite: [
        'iam-password-policy-no-uppercase-required',
        'iam-password-policy-no-lowercase-required',
        'iam-password-policy-no-symbol-required',
        'iam-password-policy-no-number-required',
        'iam-password-policy-minimum-length',
        'iam-password-policy-reuse-enabled',
        'iam-password-policy-no-expiration',
        'iam-password-policy-expiration-threshold',
      ],
      securityHub: ['IAM.11', 'IAM.12', 'IAM.13', 'IAM.14', 'IAM.15', 'IAM.16', 'IAM.17'],
      awsConfig: ['iam-password-policy'],
      cis: [
        '1.2/1.5',
        '1.2/1.6',
        '1.2/1.7',
        '1.2/1.8',
        '1.2/1.9',
        '1.2/1.10',
        '1.2/1.11',
        '1.4/1.8',
        '1.4/1.9',
        '1.5/1.8',
        '1.5/1.9',
        '2.0/1.8',
        '2.0/1.9',
        '3.0/1.8',
        '3.0/1.9',
        '4.0/1.8',
        '4.0/1.9',
        '5.0/1.7',
        '5.0/1.8',
        '6.0/2.7',
        '6.0/2.8',
        '7.0/2.8',
        '7.0/2.9',
      ],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    account(account) {
      if (account.passwordPolicy === null) report({ at: account, message: 'missing' });
    },
  }),
});
