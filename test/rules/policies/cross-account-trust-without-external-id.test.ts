import rule from '../../../src/rules/policies/cross-account-trust-without-external-id.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole', ...change }],
});

testRule(rule, {
  valid: [
    {
      name: 'an external id',
      type: 'trust',
      policy: policy({ Condition: { StringEquals: { 'sts:ExternalId': 'example' } } }),
    },
    { name: 'MFA', type: 'trust', policy: policy({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }) },
    {
      name: 'the organization',
      type: 'trust',
      policy: policy({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } } }),
    },
    { name: 'a service', type: 'trust', policy: policy({ Principal: { Service: 'ec2.amazonaws.com' } }) },
    { name: 'anyone, which another rule reports', type: 'trust', policy: policy({ Principal: { AWS: '*' } }) },
    { name: 'a Deny', type: 'trust', policy: policy({ Effect: 'Deny' }) },
  ],
  invalid: [
    {
      name: 'an account and a role',
      type: 'trust',
      policy: policy({ Principal: { AWS: ['111122223333', 'arn:aws:iam::444455556666:role/app'] } }),
      findings: [
        { message: 'unprotected', at: '/Statement/0/Principal/AWS/0', text: '111122223333' },
        { message: 'unprotected', at: '/Statement/0/Principal/AWS/1', text: '444455556666' },
      ],
    },
    {
      name: 'MFA only when the key is there',
      type: 'trust',
      policy: policy({ Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } } }),
      findings: [{ message: 'unprotected', at: '/Statement/0/Principal/AWS' }],
    },
  ],
});
