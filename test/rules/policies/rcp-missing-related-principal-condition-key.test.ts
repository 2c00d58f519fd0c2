import rule from '../../../src/rules/policies/rcp-missing-related-principal-condition-key.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', ...change }],
});

const condition = (Condition: object) => policy({ Condition });
const spared = { 'aws:PrincipalIsAWSService': 'false' };

testRule(rule, {
  valid: [
    {
      name: 'services are spared',
      type: 'rcp',
      policy: condition({
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1234567890', 'aws:PrincipalAccount': '444455556666' },
        BoolIfExists: spared,
      }),
    },
    {
      name: 'Bool without IfExists',
      type: 'rcp',
      policy: condition({ StringNotEquals: { 'aws:principalorgid': 'o-1234567890' }, Bool: spared }),
    },
    {
      name: 'one account is denied, so services are not',
      type: 'rcp',
      policy: condition({ StringEquals: { 'aws:PrincipalAccount': '444455556666' } }),
    },
    {
      name: 'the key has to be there',
      type: 'rcp',
      policy: condition({
        StringNotEquals: { 'aws:PrincipalOrgID': 'o-1234567890' },
        Null: { 'aws:PrincipalOrgID': 'false' },
      }),
    },
    {
      name: 'ForAnyValue, which does not hold without the key',
      type: 'rcp',
      policy: condition({ 'ForAnyValue:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-1234567890/*' } }),
    },
    { name: 'another key', type: 'rcp', policy: condition({ BoolIfExists: { 'aws:SecureTransport': 'false' } }) },
    {
      name: 'a bucket policy',
      type: 'resource',
      policy: condition({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } }),
    },
  ],
  invalid: [
    {
      name: 'by organization',
      type: 'rcp',
      policy: condition({ StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1234567890' } }),
      findings: [
        {
          message: 'missing',
          at: '/Statement/0/Condition/StringNotEqualsIfExists/aws:PrincipalOrgID',
          severity: 'warning',
        },
      ],
    },
    {
      name: 'by ARN, and the wrong value',
      type: 'rcp',
      policy: condition({
        ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ops' },
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
      }),
      findings: [{ message: 'missing', at: '/Statement/0/Condition/ArnNotLike/aws:PrincipalArn' }],
    },
  ],
});
