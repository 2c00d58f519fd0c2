import { passwordAgeOf } from '../../account/password-policy.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'password-policy-expiry',
    subject: 'account',
    severity: 'suggestion',
    summary: 'Passwords of IAM users expire within 90 days.',
    why: 'Some benchmarks demand it, so that a stolen password ends some day. Others advise against it, as people then pick weaker ones: switch this rule off if you follow those.',
    remedy: 'Set MaxPasswordAge in the password policy of the account.',
    messages: {
      never: 'Passwords never expire. Set MaxPasswordAge to {{limit}} if your benchmark demands it.',
      late: 'Passwords expire after {{days}} days. Set MaxPasswordAge to {{limit}} if your benchmark demands it.',
    },
    needs: ['passwordPolicy'],
    options: { days: { type: 'number', default: 90, description: 'Longest accepted age.' } },
    references: {
      prowler: ['iam_password_policy_expires_passwords_within_90_days_or_less'],
      scoutsuite: ['iam-password-policy-no-expiration', 'iam-password-policy-expiration-threshold'],
      securityHub: ['IAM.17'],
      awsConfig: ['iam-password-policy'],
      cis: ['1.2/1.11'],
    },
    since: '0.1.0',
  },
  create: ({ report, options }) => ({
    account(account) {
      if (!account.passwordPolicy) return;
      const limit = Number(options.days);
      const days = passwordAgeOf(account.passwordPolicy);
      if (days !== undefined && days <= limit) return;
      const message = days === undefined ? 'never' : 'late';
      report({ at: account, message, data: { days: days ?? 0, limit }, evidence: { maxPasswordAge: days ?? null } });
    },
  }),
});
