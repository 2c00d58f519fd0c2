import rule from '../../../src/rules/policies/wildcard-in-service-name.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (action: unknown, resource: unknown = '*') => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
});

testRule(rule, {
  valid: [
    { name: 'everything', policy: policy('*') },
    { name: 'a pattern for actions of one service', policy: policy('s3:Get*') },
    { name: 'wildcards elsewhere in the ARN', policy: policy('sqs:*', 'arn:*:sqs:*:*:orders*') },
    { name: 'too few fields, which another rule reports', policy: policy('sqs:*', 'arn:aws:*') },
  ],
  invalid: [
    {
      name: 'in an action',
      policy: policy(['s3:GetObject', 's*:Get*']),
      findings: [{ message: 'action', at: '/Statement/0/Action/1', text: 's*:Get*' }],
    },
    { name: 'all services', policy: policy('*:*'), findings: [{ message: 'action', at: '/Statement/0/Action' }] },
    {
      name: 'in an ARN',
      policy: policy('*', 'arn:aws:*code*:us-east-1:111122223333:*'),
      findings: [{ message: 'resource', at: '/Statement/0/Resource', text: '"*code*"' }],
    },
  ],
});
