import rule from '../../../src/rules/policies/invalid-global-condition-key.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a global key', policy: policy({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }) },
    { name: 'in another letter case', policy: policy({ StringEquals: { 'AWS:principalorgid': 'o-a1b2c3d4e5' } }) },
    { name: 'a tag key', policy: policy({ StringEquals: { 'aws:PrincipalTag/team': 'blue' } }) },
    {
      name: 'a tag key without a name, which another rule reports',
      policy: policy({ StringEquals: { 'aws:ResourceTag': 'blue' } }),
    },
    {
      name: 'the key AWS still takes',
      policy: policy({ StringEquals: { 'aws:PrincipalOrgMasterAccountId': '111122223333' } }),
    },
    {
      name: 'not supported in policies, which another rule reports',
      policy: policy({ ArnLike: { 'aws:ARN': 'arn:aws:iam::*:role/a' } }),
    },
  ],
  invalid: [
    {
      name: 'a misspelling',
      policy: policy({ StringEquals: { 'aws:PrincipleOrgID': 'o-a1b2c3d4e5' } }),
      findings: [
        { message: 'near', at: '/Statement/0/Condition/StringEquals/aws:PrincipleOrgID', text: 'aws:PrincipalOrgID' },
      ],
    },
    {
      name: 'a key that does not exist',
      policy: policy({ StringEquals: { 'aws:Weather': 'fine' } }),
      findings: [{ message: 'unknown', at: '/Statement/0/Condition/StringEquals/aws:Weather' }],
    },
  ],
});
