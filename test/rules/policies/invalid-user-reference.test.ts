import rule from '../../../src/rules/policies/invalid-user-reference.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change },
  ],
});

const principals = (...AWS: string[]) => policy({ Principal: { AWS } });

testRule(rule, {
  valid: [
    { name: 'the ARN', type: 'resource', policy: principals('arn:aws:iam::111122223333:user/AIDACKCEVSQ6C2EXAMPLE') },
    { name: 'a role id, which another rule reports', type: 'trust', policy: principals('AROADBQP57FF2AEXAMPLE') },
    {
      name: 'another key',
      type: 'resource',
      policy: policy({ Principal: { CanonicalUser: 'AIDACKCEVSQ6C2EXAMPLE' } }),
    },
  ],
  invalid: [
    {
      name: 'the id of a user',
      type: 'resource',
      policy: policy({ Principal: { AWS: 'AIDACKCEVSQ6C2EXAMPLE' } }),
      findings: [{ message: 'id', at: '/Statement/0/Principal/AWS' }],
    },
    {
      name: 'in a role trust policy',
      type: 'trust',
      policy: principals('111122223333', 'AIDACKCEVSQ6C2EXAMPLE'),
      findings: [{ message: 'id', at: '/Statement/0/Principal/AWS/1', text: 'AIDACKCEVSQ6C2EXAMPLE' }],
    },
  ],
});
