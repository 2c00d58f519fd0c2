import rule from '../../../src/rules/policies/rcp-missing-service-condition-key-null-check.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', ...change }],
});

const Bool = { 'aws:PrincipalIsAWSService': 'true' };
const condition = (Condition: object) => policy({ Condition: { Bool, ...Condition } });
const other = { StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-1234567890' } };

testRule(rule, {
  valid: [
    { name: 'by account', type: 'rcp', policy: condition({ ...other, Null: { 'aws:SourceAccount': 'false' } }) },
    { name: 'by ARN', type: 'rcp', policy: condition({ ...other, Null: { 'AWS:SourceArn': false } }) },
    {
      name: 'the account itself is tested',
      type: 'rcp',
      policy: condition({ StringNotEquals: { 'aws:SourceAccount': '111122223333' } }),
    },
    { name: 'a bucket policy', type: 'resource', policy: condition(other) },
  ],
  invalid: [
    {
      name: 'no Null',
      type: 'rcp',
      policy: condition(other),
      findings: [{ message: 'missing', at: '/Statement/0/Condition/StringNotEqualsIfExists/aws:SourceOrgID' }],
    },
    {
      name: 'Null the other way round, and paths',
      type: 'rcp',
      policy: condition({
        'ForAllValues:StringNotLike': { 'aws:SourceOrgPaths': 'o-1234567890/*' },
        Null: { 'aws:SourceAccount': 'true' },
      }),
      findings: [{ message: 'missing', at: '/Statement/0/Condition/ForAllValues:StringNotLike/aws:SourceOrgPaths' }],
    },
  ],
});
