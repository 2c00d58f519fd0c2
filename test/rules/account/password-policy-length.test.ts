import rule from '../../../src/rules/account/password-policy-length.ts';
import { bundle } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: '14', account: bundle({ passwordPolicy: { MinimumPasswordLength: 14 } }) },
    { name: 'no policy is another finding', account: bundle({ passwordPolicy: null }) },
    {
      name: 'enough for the options',
      account: bundle({ passwordPolicy: { MinimumPasswordLength: 12 } }),
      options: { minimum: 12 },
    },
    {
      name: 'not told',
      account: bundle({ passwordPolicy: { RequireSymbols: true } }),
      skipped: 'minimumPasswordLength',
    },
    { name: 'not asked', account: bundle(), skipped: 'no password policy' },
  ],
  invalid: [
    {
      name: '13',
      account: bundle({ passwordPolicy: { MinimumPasswordLength: 13 } }),
      findings: [{ message: 'short', text: '13 characters', evidence: { length: 13, minimum: 14 } }],
    },
    {
      name: 'too few for the options',
      account: bundle({ passwordPolicy: { MinimumPasswordLength: 14 } }),
      options: { minimum: 16 },
      findings: [{ message: 'short', text: 'at least 16' }],
    },
  ],
});
