import rule from '../../../src/rules/policies/mfa-condition-bypassed.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'BoolIfExists',
      policy: policy({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }, { Effect: 'Deny' }),
    },
    { name: 'Allow with MFA', policy: policy({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }) },
    {
      name: 'Allow whatever MFA says',
      policy: policy({ BoolIfExists: { 'aws:MultiFactorAuthPresent': ['true', 'false'] } }),
    },
    { name: 'Deny with MFA', policy: policy({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, { Effect: 'Deny' }) },
    { name: 'Deny on another key', policy: policy({ Bool: { 'aws:SecureTransport': 'false' } }, { Effect: 'Deny' }) },
    {
      name: 'a second Deny for requests without the key',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Action: 's3:*',
            Resource: '*',
            Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
          },
          { Effect: 'Deny', Action: 's3:*', Resource: '*', Condition: { Null: { 'aws:MultiFactorAuthAge': 'true' } } },
        ],
      },
    },
  ],
  invalid: [
    {
      name: 'IfExists in an Allow',
      policy: policy({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }),
      findings: [
        {
          message: 'optional',
          at: '/Statement/0/Condition/BoolIfExists/aws:MultiFactorAuthPresent',
          text: 'Use Bool.',
        },
      ],
    },
    {
      name: 'Bool',
      policy: policy({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, { Effect: 'Deny' }),
      findings: [
        { message: 'bypassed', at: '/Statement/0/Condition/Bool/aws:MultiFactorAuthPresent', severity: 'security' },
      ],
    },
    {
      name: 'a JSON Boolean and another letter case',
      policy: policy(
        { Bool: { 'aws:multifactorauthpresent': [false] } },
        { Effect: 'Deny', Action: '*', Resource: '*' },
      ),
      findings: [{ message: 'bypassed', at: '/Statement/0/Condition/Bool/aws:multifactorauthpresent' }],
    },
    {
      name: 'a second Deny for other actions',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Action: ['s3:*', 'ec2:*'],
            Resource: '*',
            Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
          },
          {
            Effect: 'Deny',
            Action: 's3:*',
            Resource: '*',
            Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
          },
        ],
      },
      findings: [{ message: 'bypassed', at: '/Statement/0/Condition/Bool/aws:MultiFactorAuthPresent' }],
    },
  ],
});
