import rule from '../../../src/rules/policies/invalid-service-in-action.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (action: unknown, element = 'Action') => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', [element]: action, Resource: '*' }],
});

testRule(rule, {
  valid: [
    { name: 'a service', policy: policy('s3:GetObject') },
    { name: 'a service in capitals', policy: policy('SNS:Publish') },
    { name: 'a retired service that IAM still takes', policy: policy('deeplens:*') },
    { name: 'all actions', policy: policy('*') },
    { name: 'an unknown action, which another rule reports', policy: policy('s3:Fetch') },
    { name: 'a pattern, which another rule reports', policy: policy('s*:GetObject') },
  ],
  invalid: [
    {
      name: 'a popular name',
      policy: policy('alb:DescribeLoadBalancers'),
      findings: [{ message: 'alias', at: '/Statement/0/Action', text: 'elasticloadbalancing:DescribeLoadBalancers' }],
    },
    {
      name: 'a slip',
      policy: policy(['s3:GetObject', 'dynamobd:GetItem']),
      findings: [{ message: 'unknown', at: '/Statement/0/Action/1', text: 'Did you mean dynamodb' }],
    },
    {
      name: 'nothing like it, under NotAction',
      policy: policy('quuxquuxquux:*', 'NotAction'),
      findings: [{ message: 'unknown', at: '/Statement/0/NotAction', text: 'as in quuxquuxquux:*.' }],
    },
    { name: 'no service', policy: policy(':GetObject'), findings: [{ message: 'unknown', text: '""' }] },
  ],
});
