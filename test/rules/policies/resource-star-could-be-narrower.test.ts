import rule from '../../../src/rules/policies/resource-star-could-be-narrower.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (action: unknown, resource: unknown = '*', effect = 'Allow') => ({
  Version: '2012-10-17',
  Statement: [{ Effect: effect, Action: action, Resource: resource }],
});

testRule(rule, {
  valid: [
    { name: 'an action on * only', policy: policy('ec2:DescribeInstances') },
    { name: 'one of several acts on * only', policy: policy(['s3:GetObject', 's3:ListAllMyBuckets']) },
    { name: 'a pattern that takes in one on * only', policy: policy('s3:*') },
    { name: 'an ARN', policy: policy('s3:GetObject', 'arn:aws:s3:::reports/*') },
    { name: 'a Deny', policy: policy('s3:GetObject', '*', 'Deny') },
    { name: 'all actions', policy: policy('*') },
    { name: 'an unknown action', policy: policy('s3:FetchObject') },
  ],
  invalid: [
    {
      name: 'actions on objects',
      policy: policy(['s3:GetObject', 's3:PutObject']),
      findings: [{ message: 'star', at: '/Statement/0/Resource', text: 'arn:aws:s3:' }],
    },
    { name: 'a pattern', policy: policy('sqs:Send*'), findings: [{ message: 'star', at: '/Statement/0/Resource' }] },
  ],
});
