import rule from '../../../src/rules/policies/rcp-syntax-error-action.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', ...change }],
});

testRule(rule, {
  valid: [
    {
      name: 'services that support RCPs',
      type: 'rcp',
      policy: policy({ Action: ['s3:*', 'sts:AssumeRole', 'KMS:Decrypt', 'sqs:*', 'secretsmanager:Get*'] }),
    },
    { name: 'full access', type: 'rcp', policy: policy({ Effect: 'Allow', Action: '*' }) },
    { name: 'an unknown service, which another rule reports', type: 'rcp', policy: policy({ Action: 'nope:Get' }) },
    { name: 'an SCP', type: 'scp', policy: policy({ Principal: undefined, Action: '*' }) },
  ],
  invalid: [
    {
      name: 'everything',
      type: 'rcp',
      policy: policy({ Action: '*' }),
      findings: [{ message: 'star', at: '/Statement/0/Action' }],
    },
    {
      name: 'other services, and a wildcard before the colon',
      type: 'rcp',
      policy: policy({ Action: ['s3:GetObject', 'iam:CreateUser', 's*:Get*'] }),
      findings: [
        { message: 'service', at: '/Statement/0/Action/1', text: 'cover iam,' },
        { message: 'wildcard', at: '/Statement/0/Action/2', text: 's*:Get*' },
      ],
    },
  ],
});
