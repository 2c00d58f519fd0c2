import rule from '../../../src/rules/policies/action-needs-all-resources.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (action: unknown, resource: unknown) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
});

const queue = 'arn:aws:sqs:us-east-1:111122223333:orders';
const instance = 'arn:aws:ec2:us-east-1:111122223333:instance/i-0abc';

testRule(rule, {
  valid: [
    { name: 'all resources', policy: policy('ec2:DescribeInstances', '*') },
    { name: 'all resources beside ARNs', policy: policy('ec2:DescribeInstances', [instance, '*']) },
    { name: 'an action on resources', policy: policy('ec2:StartInstances', instance) },
    { name: 'a pattern of which some action acts on resources', policy: policy('ec2:*', instance) },
    { name: 'all buckets', policy: policy('s3:ListAllMyBuckets', 'arn:aws:s3:::*') },
    {
      name: 'writing logs',
      policy: policy(['logs:CreateLogGroup', 'logs:DescribeLogGroups'], 'arn:aws:logs:us-east-1:111122223333:*'),
    },
    { name: 'an unknown action, which another rule reports', policy: policy('ec2:DescribeInstance', instance) },
    { name: 'all actions', policy: policy('*', queue) },
    {
      name: 'a writing action on the kind of resource its name speaks of, which the reference may have left out',
      policy: policy('resource-groups:CreateGroup', 'arn:aws:resource-groups:*:111122223333:group/x*'),
    },
    {
      name: 'an action that AWS itself limits to sessions',
      policy: policy('ssmmessages:OpenDataChannel', 'arn:aws:ssm:*:*:session/${aws:userid}-*'),
    },
  ],
  invalid: [
    {
      name: 'all instances, which is not the same as everything',
      policy: policy('ec2:DescribeInstances', 'arn:aws:ec2:*:*:instance/*'),
      findings: [{ message: 'star', at: '/Statement/0/Action', text: 'ec2:DescribeInstances' }],
    },
    {
      name: 'a reading action with an ARN',
      policy: policy(['ec2:StartInstances', 'ec2:DescribeInstances'], instance),
      findings: [{ message: 'star', at: '/Statement/0/Action/1', text: 'ec2:DescribeInstances' }],
    },
    {
      name: 'a pattern of which every action needs *',
      policy: policy('ec2:DescribeInstanceT*', instance),
      findings: [{ message: 'star', at: '/Statement/0/Action', severity: 'warning' }],
    },
    {
      name: 'a writing action on another kind of resource',
      policy: policy('iam:CreateAccountAlias', 'arn:aws:iam::111122223333:user/ana'),
      findings: [{ message: 'star', at: '/Statement/0/Action' }],
    },
    {
      name: 'ARNs of another service',
      policy: policy('s3:ListAllMyBuckets', queue),
      findings: [{ message: 'star', at: '/Statement/0/Action' }],
    },
  ],
});
