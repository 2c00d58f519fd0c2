import rule from '../../../src/rules/policies/invalid-role-reference.ts';
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
    { name: 'the ARN', type: 'resource', policy: principals('arn:aws:iam::111122223333:role/AROADBQP57FF2AEXAMPLE') },
    { name: 'a user id, which another rule reports', type: 'trust', policy: principals('AIDACKCEVSQ6C2EXAMPLE') },
    { name: 'too short for an id', type: 'resource', policy: principals('AROA') },
    { name: 'an identity policy', policy: principals('AROADBQP57FF2AEXAMPLE') },
  ],
  invalid: [
    {
      name: 'the id of a role, in a list',
      type: 'trust',
      policy: principals('111122223333', 'AROADBQP57FF2AEXAMPLE'),
      findings: [{ message: 'id', at: '/Statement/0/Principal/AWS/1', text: 'AROADBQP57FF2AEXAMPLE' }],
    },
    {
      name: 'a session by ids, in a bucket policy',
      type: 'resource',
      policy: policy({ Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: 'AROADBQP57FF2AEXAMPLE:me' } }),
      findings: [{ message: 'id', at: '/Statement/0/NotPrincipal/AWS' }],
    },
  ],
});
