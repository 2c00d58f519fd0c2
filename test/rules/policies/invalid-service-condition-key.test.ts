import rule from '../../../src/rules/policies/invalid-service-condition-key.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a key of the service', policy: policy({ StringEquals: { 's3:prefix': 'a/' } }) },
    { name: 'a key with a variable part', policy: policy({ StringEquals: { 's3:ExistingObjectTag/team': 'blue' } }) },
    {
      name: 'a tag key the reference does not list',
      policy: policy({ StringEquals: { 'secretsmanager:ResourceTag/team': 'blue' } }),
    },
    {
      name: 'a claim of an identity provider',
      policy: policy({ StringEquals: { 'oidc.eks.us-east-1.amazonaws.com/id/A1B2:sub': 'a' } }),
    },
    { name: 'a prefix of no service', policy: policy({ StringEquals: { 'nosuch:key': 'a' } }) },
  ],
  invalid: [
    {
      name: 'a misspelling',
      policy: policy({ StringEquals: { 's3:prefixes': 'a/' } }),
      findings: [{ message: 'near', at: '/Statement/0/Condition/StringEquals/s3:prefixes', text: 's3:prefix' }],
    },
    {
      name: 'a key that does not exist',
      policy: policy({ Null: { 's3:moonphase': 'true' } }),
      findings: [{ message: 'unknown', at: '/Statement/0/Condition/Null/s3:moonphase' }],
    },
  ],
});
