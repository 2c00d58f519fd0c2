import rule from '../../../src/rules/account/password-policy-missing.ts';
import { bundle } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a policy', account: bundle({ passwordPolicy: { MinimumPasswordLength: 6 } }) },
    { name: 'not asked', account: bundle(), skipped: 'no password policy in the snapshot' },
    {
      name: 'not allowed to ask',
      account: bundle({
        rest: {
          notCollected: [
            { part: 'passwordPolicy', permission: 'iam:GetAccountPasswordPolicy', reason: 'AccessDenied' },
          ],
        },
      }),
      skipped: 'denied (iam:GetAccountPasswordPolicy)',
    },
  ],
  invalid: [
    {
      name: 'none',
      account: bundle({ passwordPolicy: null }),
      findings: [{ message: 'missing', resource: '111122223333', severity: 'warning' }],
    },
  ],
});
