import rule from '../../../src/rules/policies/invalid-principal-key.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change },
  ],
});

testRule(rule, {
  valid: [
    {
      name: 'every key',
      type: 'resource',
      policy: policy({ Principal: { AWS: '*', Service: 'ec2.amazonaws.com', Federated: 'x', CanonicalUser: 'y' } }),
    },
    { name: 'no object', type: 'resource', policy: policy({}) },
    { name: 'an identity policy', policy: policy({ Principal: { Users: '*' } }) },
  ],
  invalid: [
    {
      name: 'an unknown key',
      type: 'resource',
      policy: policy({ Principal: { Users: '*' } }),
      findings: [
        { message: 'unknown', at: '/Statement/0/Principal/Users', line: 7, column: 9, endColumn: 16, text: '"Users"' },
      ],
    },
    {
      name: 'the wrong letter case',
      type: 'trust',
      policy: policy({ Principal: { service: 'ec2.amazonaws.com' } }),
      findings: [{ message: 'case', at: '/Statement/0/Principal/service' }],
      output: policy({ Principal: { Service: 'ec2.amazonaws.com' } }),
    },
    {
      name: 'the wrong letter case beside the right one',
      type: 'resource',
      policy: policy({ Principal: { AWS: '111122223333', aws: '*' } }),
      findings: [{ message: 'case', at: '/Statement/0/Principal/aws' }],
      output: policy({ Principal: { AWS: '111122223333', aws: '*' } }),
    },
  ],
});
