import rule from '../../../src/rules/account/password-policy-pci.ts';
import { bundle } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const enough = {
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  RequireNumbers: true,
  MinimumPasswordLength: 7,
  PasswordReusePrevention: 4,
  MaxPasswordAge: 90,
};

testRule(rule, {
  valid: [
    { name: 'just enough', account: bundle({ passwordPolicy: enough }) },
    { name: 'not asked', account: bundle(), skipped: 'no password policy' },
  ],
  invalid: [
    {
      name: 'each just too weak',
      account: bundle({
        passwordPolicy: { ...enough, MinimumPasswordLength: 6, PasswordReusePrevention: 3, MaxPasswordAge: 91 },
      }),
      findings: [
        {
          message: 'weak',
          evidence: {
            unmet: ['at least 7 characters', 'no reuse of the last 4 passwords', 'expiry after at most 90 days'],
          },
        },
      ],
    },
    { name: 'no policy', account: bundle({ passwordPolicy: null }), findings: [{ message: 'weak', text: 'a number' }] },
  ],
});
