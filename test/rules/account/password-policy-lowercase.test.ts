import rule from '../../../src/rules/account/password-policy-lowercase.ts';
import { bundle } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'demanded',
      account: bundle({ passwordPolicy: { RequireLowercaseCharacters: true, RequireNumbers: false } }),
    },
    { name: 'no policy is another finding', account: bundle({ passwordPolicy: null }) },
    {
      name: 'not told',
      account: bundle({ passwordPolicy: { RequireNumbers: false } }),
      skipped: 'requireLowercaseCharacters',
    },
    { name: 'not asked', account: bundle(), skipped: 'no password policy' },
  ],
  invalid: [
    {
      name: 'not demanded',
      account: bundle({ passwordPolicy: { RequireLowercaseCharacters: false, RequireNumbers: true } }),
      findings: [
        { message: 'missing', resource: '111122223333', severity: 'warning', text: 'RequireLowercaseCharacters' },
      ],
    },
  ],
});
