import rule from '../../../src/rules/policies/rcp-missing-related-service-principal-condition-key.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', ...change }],
});

const condition = (Condition: object) => policy({ Condition });
const other = { StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-1234567890' } };
const Null = { 'aws:SourceAccount': 'false' };

testRule(rule, {
  valid: [
    {
      name: 'only services',
      type: 'rcp',
      policy: condition({ ...other, Null, Bool: { 'aws:PrincipalIsAWSService': 'true' } }),
    },
    {
      name: 'written as a JSON boolean',
      type: 'rcp',
      policy: condition({ ...other, BoolIfExists: { 'aws:PrincipalIsAWSService': true } }),
    },
    {
      name: 'one account is denied',
      type: 'rcp',
      policy: condition({ StringEquals: { 'aws:SourceAccount': '444455556666' } }),
    },
    { name: 'a bucket policy', type: 'resource', policy: condition(other) },
  ],
  invalid: [
    {
      name: 'by organization',
      type: 'rcp',
      policy: condition({ ...other, Null }),
      findings: [{ message: 'missing', at: '/Statement/0/Condition/StringNotEqualsIfExists/aws:SourceOrgID' }],
    },
    {
      name: 'by ARN, and services are spared instead',
      type: 'rcp',
      policy: condition({
        ArnNotLike: { 'aws:SourceArn': 'arn:aws:*:*:111122223333:*' },
        Bool: { 'aws:PrincipalIsAWSService': 'false' },
      }),
      findings: [{ message: 'missing', at: '/Statement/0/Condition/ArnNotLike/aws:SourceArn' }],
    },
  ],
});
