import rule from '../../../src/rules/account/password-policy-strong.ts';
import { bundle } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const strong = {
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  RequireSymbols: true,
  RequireNumbers: true,
  MinimumPasswordLength: 8,
};

testRule(rule, {
  valid: [
    { name: 'strong', account: bundle({ passwordPolicy: strong }) },
    {
      name: 'reuse and age as asked',
      account: bundle({ passwordPolicy: { ...strong, PasswordReusePrevention: 12, MaxPasswordAge: 30 } }),
      options: { remember: 12, maxAge: 30 },
    },
    { name: 'not asked', account: bundle(), skipped: 'no password policy' },
  ],
  invalid: [
    {
      name: 'no policy',
      account: bundle({ passwordPolicy: null }),
      findings: [
        { message: 'weak', text: 'an uppercase letter, a lowercase letter, a symbol, a number, at least 8 characters' },
      ],
    },
    {
      name: 'seven characters',
      account: bundle({ passwordPolicy: { ...strong, MinimumPasswordLength: 7 } }),
      findings: [{ message: 'weak', evidence: { unmet: ['at least 8 characters'] } }],
    },
    {
      name: 'reuse and age not as asked',
      account: bundle({ passwordPolicy: { ...strong, MaxPasswordAge: 31 } }),
      options: { remember: 12, maxAge: 30 },
      findings: [
        { message: 'weak', evidence: { unmet: ['no reuse of the last 12 passwords', 'expiry after at most 30 days'] } },
      ],
    },
  ],
});
