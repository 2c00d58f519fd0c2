import rule from '../../../src/rules/policies/use-condition-key-only-with-supported-services.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'one service', policy: policy({ StringEquals: { 'aws:VpceOrgID': 'o-a1b2c3d4e5' } }) },
    {
      name: 'IfExists',
      policy: policy({ StringNotEqualsIfExists: { 'aws:VpceOrgID': 'o-a1b2c3d4e5' } }, { Effect: 'Deny', Action: '*' }),
    },
    {
      name: 'a key of all services',
      policy: policy({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, { Action: '*' }),
    },
  ],
  invalid: [
    {
      name: 'all actions',
      policy: policy({ StringNotEquals: { 'aws:VpceOrgID': 'o-a1b2c3d4e5' } }, { Effect: 'Deny', Action: '*' }),
      findings: [{ message: 'star', at: '/Statement/0/Condition/StringNotEquals/aws:VpceOrgID' }],
    },
    {
      name: 'all actions allowed',
      policy: policy({ StringEquals: { 'aws:vpceaccount': '111122223333' } }, { Action: ['*'] }),
      findings: [{ message: 'star' }],
    },
  ],
});
