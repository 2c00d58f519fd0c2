import rule from '../../../src/rules/policies/forallvalues-with-single-valued-key.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a multivalued key', policy: policy({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } }) },
    { name: 'no qualifier', policy: policy({ StringEquals: { 'aws:PrincipalAccount': '111122223333' } }) },
    { name: 'ForAnyValue', policy: policy({ 'ForAnyValue:StringEquals': { 'aws:PrincipalAccount': '111122223333' } }) },
    {
      name: 'a key that is not known',
      policy: policy({ 'ForAllValues:StringEquals': { 'idp.example.com:groups': 'a' } }),
    },
    {
      name: 'a key multivalued in one service',
      policy: policy({ 'ForAllValues:StringEquals': { 'identitystore:UserId': 'a' } }),
    },
    {
      name: 'a key AWS itself uses so',
      policy: policy({ 'ForAllValues:StringEquals': { 'codestar-connections:ProviderAction': 'GetBranch' } }),
    },
    {
      name: 'Null, which another rule reports',
      policy: policy({ 'ForAllValues:Null': { 'aws:PrincipalAccount': 'true' } }),
    },
  ],
  invalid: [
    {
      name: 'Allow',
      policy: policy({ 'ForAllValues:StringEquals': { 'aws:PrincipalAccount': '111122223333' } }),
      findings: [
        {
          message: 'allow',
          at: '/Statement/0/Condition/ForAllValues:StringEquals/aws:PrincipalAccount',
          severity: 'security',
        },
      ],
    },
    {
      name: 'Deny',
      policy: policy({ 'ForAllValues:StringNotEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, { Effect: 'Deny' }),
      findings: [{ message: 'deny', severity: 'warning' }],
    },
  ],
});
