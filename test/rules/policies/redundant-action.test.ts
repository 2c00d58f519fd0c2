import rule from '../../../src/rules/policies/redundant-action.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (action: unknown, element = 'Action') => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', [element]: action, Resource: '*' }],
});

testRule(rule, {
  valid: [
    { name: 'one action', policy: policy('s3:Get*') },
    { name: 'patterns that overlap in part', policy: policy(['iam:Get*', 'iam:*CredentialReport']) },
    { name: 'different services', policy: policy(['s3:*', 's3-object-lambda:Get*']) },
    { name: 'a pattern that is narrower by one character', policy: policy(['s3:Get?*', 's3:Get']) },
    {
      name: 'another statement of the policy',
      policy: { Version: '2012-10-17', Statement: [...policy('s3:*').Statement, ...policy('s3:GetObject').Statement] },
    },
  ],
  invalid: [
    {
      name: 'covered by a pattern, letter case aside',
      policy: policy(['s3:GETObject', 's3:PutObject', 's3:Get*']),
      findings: [{ message: 'covered', at: '/Statement/0/Action/0', text: 's3:Get*', related: 1 }],
      output: policy(['s3:PutObject', 's3:Get*']),
    },
    {
      name: 'a chain: the widest stays',
      policy: policy(['s3:GetObject', 's3:GetObject*', 's3:Get*']),
      findings: [
        { message: 'covered', at: '/Statement/0/Action/0', text: 'covered by s3:Get* ' },
        { message: 'covered', at: '/Statement/0/Action/1', text: 'covered by s3:Get* ' },
      ],
      output: policy(['s3:Get*']),
    },
    {
      name: 'the same twice: the first stays',
      policy: policy(['ec2:Allocate*', 'ec2:RunInstances', 'ec2:allocate*']),
      findings: [{ message: 'repeated', at: '/Statement/0/Action/2', related: 1 }],
      output: policy(['ec2:Allocate*', 'ec2:RunInstances']),
    },
    {
      name: 'two spellings of one pattern',
      policy: policy(['s3:*?', 's3:?*']),
      findings: [{ message: 'covered', at: '/Statement/0/Action/1' }],
      output: policy(['s3:*?']),
    },
    {
      name: 'everything, under NotAction',
      policy: policy(['iam:*', '*'], 'NotAction'),
      findings: [{ message: 'covered', at: '/Statement/0/NotAction/0' }],
      output: policy(['*'], 'NotAction'),
    },
  ],
});
