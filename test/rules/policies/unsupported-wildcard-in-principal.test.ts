import rule from '../../../src/rules/policies/unsupported-wildcard-in-principal.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change },
  ],
});

testRule(rule, {
  valid: [
    { name: 'everyone', type: 'resource', policy: policy({}) },
    { name: 'every AWS principal', type: 'trust', policy: policy({ Principal: { AWS: '*' } }) },
    {
      name: 'a role in full',
      type: 'resource',
      policy: policy({ Principal: { AWS: ['arn:aws:iam::111122223333:role/app', '444455556666'] } }),
    },
    {
      name: 'a plain string, which another rule reports',
      type: 'resource',
      policy: policy({ Principal: 'arn:aws:iam::111122223333:role/*' }),
    },
    {
      name: 'an unknown key, which another rule reports',
      type: 'resource',
      policy: policy({ Principal: { aws: '1*' } }),
    },
    { name: 'an identity policy', policy: policy({ Principal: { AWS: '1111*' } }) },
  ],
  invalid: [
    {
      name: 'users by pattern',
      type: 'resource',
      policy: policy({ Principal: { AWS: ['arn:aws:iam::111122223333:user/*', '*', '1111?'] } }),
      findings: [
        { message: 'part', at: '/Statement/0/Principal/AWS/0', text: 'user/*' },
        { message: 'part', at: '/Statement/0/Principal/AWS/2' },
      ],
    },
    {
      name: 'a lone star for services and providers',
      type: 'trust',
      policy: policy({ Principal: { Service: '*', Federated: '*' } }),
      findings: [
        { message: 'alone', at: '/Statement/0/Principal/Service', text: '"Service"' },
        { message: 'alone', at: '/Statement/0/Principal/Federated' },
      ],
    },
    {
      name: 'an RCP, and NotPrincipal',
      type: 'rcp',
      policy: policy({ Principal: undefined, NotPrincipal: { CanonicalUser: '79a5*' } }),
      findings: [{ message: 'part', at: '/Statement/0/NotPrincipal/CanonicalUser' }],
    },
  ],
});
