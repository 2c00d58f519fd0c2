import rule from '../../../src/rules/account/password-policy-reuse.ts';
import { bundle } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: '24', account: bundle({ passwordPolicy: { PasswordReusePrevention: 24 } }) },
    { name: 'no policy is another finding', account: bundle({ passwordPolicy: null }) },
    { name: 'not asked', account: bundle(), skipped: 'no password policy' },
    {
      name: 'enough for the options',
      account: bundle({ passwordPolicy: { PasswordReusePrevention: 5 } }),
      options: { remember: 5 },
    },
  ],
  invalid: [
    {
      name: 'absent',
      account: bundle({ passwordPolicy: { MinimumPasswordLength: 14 } }),
      findings: [{ message: 'none', evidence: { remembered: 0 } }],
    },
    {
      name: '23',
      account: bundle({ passwordPolicy: { PasswordReusePrevention: 23 } }),
      findings: [{ message: 'few', text: 'remembers 23' }],
    },
  ],
});
