import rule from '../../../src/rules/account/password-policy-expiry.ts';
import { bundle } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: '90 days', account: bundle({ passwordPolicy: { ExpirePasswords: true, MaxPasswordAge: 90 } }) },
    { name: 'no policy is another finding', account: bundle({ passwordPolicy: null }) },
    { name: 'not asked', account: bundle(), skipped: 'no password policy' },
  ],
  invalid: [
    {
      name: 'never',
      account: bundle({ passwordPolicy: { ExpirePasswords: false } }),
      findings: [{ message: 'never', severity: 'suggestion', evidence: { maxPasswordAge: null } }],
    },
    {
      name: 'never, printed as 0',
      account: bundle({ passwordPolicy: { ExpirePasswords: false, MaxPasswordAge: 0 } }),
      findings: [{ message: 'never' }],
    },
    {
      name: '91 days',
      account: bundle({ passwordPolicy: { ExpirePasswords: true, MaxPasswordAge: 91 } }),
      findings: [{ message: 'late', text: 'after 91 days' }],
    },
    {
      name: 'late for the options',
      account: bundle({ passwordPolicy: { ExpirePasswords: true, MaxPasswordAge: 90 } }),
      options: { days: 60 },
      findings: [{ message: 'late', evidence: { maxPasswordAge: 90 } }],
    },
  ],
});
