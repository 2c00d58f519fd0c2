import rule from '../../../src/rules/policies/action-resource-mismatch.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (action: unknown, resource: unknown, element = 'Resource') => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, [element]: resource }],
});

const bucket = 'arn:aws:s3:::reports';
const queue = 'arn:aws:sqs:us-east-1:111122223333:orders';

testRule(rule, {
  valid: [
    {
      name: 'the kind of resource the name of the action speaks of, in a form the reference does not list',
      policy: {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'wafv2:DisassociateWebACL',
          Resource: 'arn:aws:wafv2:*:111122223333:regional/webacl/*',
        },
      },
    },
    { name: 'all of a service beside another', policy: policy(['s3:*', 'sns:*'], [bucket, 'arn:aws:sns:*:*:a']) },
    { name: 'objects', policy: policy('s3:GetObject', `${bucket}/*`) },
    {
      name: 'a macro beside which no stack is named',
      policy: policy('cloudformation:CreateChangeSet', 'arn:aws:cloudformation:*:aws:transform/*'),
    },
    { name: 'a bucket', policy: policy('s3:ListBucket', bucket) },
    { name: 'a bucket and its objects', policy: policy(['s3:GetObject', 's3:ListBucket'], [bucket, `${bucket}/*`]) },
    { name: 'a pattern that takes in objects', policy: policy('s3:GetObject', 'arn:aws:s3:::reports*') },
    { name: 'everything', policy: policy('s3:GetObject', '*') },
    { name: 'everything of a service', policy: policy('sqs:SendMessage', 'arn:aws:sqs:*:*:*') },
    {
      name: 'each action with a resource of its own',
      policy: policy(['sqs:SendMessage', 's3:ListBucket'], [queue, bucket]),
    },
    { name: 'NotResource', policy: policy('s3:GetObject', bucket, 'NotResource') },
    { name: 'a variable', policy: policy('s3:GetObject', 'arn:aws:s3:::${aws:PrincipalTag/path}') },
    { name: 'a pattern of which some action fits', policy: policy('s3:List*', bucket) },
    { name: 'an action on * only, which another rule reports', policy: policy('s3:ListAllMyBuckets', bucket) },
    {
      name: 'an index of a table',
      policy: policy('dynamodb:Query', 'arn:aws:dynamodb:us-east-1:111122223333:table/a/index/b'),
    },
    {
      name: 'a stack without its id',
      policy: policy('cloudformation:CreateStack', 'arn:aws:cloudformation:us-east-1:111122223333:stack/a'),
    },
    {
      name: 'log streams of a group',
      policy: policy('logs:PutLogEvents', 'arn:aws:logs:us-east-1:111122223333:log-group:a:*'),
    },
    { name: 'an unknown action, which another rule reports', policy: policy('s3:FetchObject', bucket) },
    { name: 'a resource that is no ARN, which another rule reports', policy: policy('s3:GetObject', 'reports') },
  ],
  invalid: [
    {
      name: 'all of a service on another',
      policy: policy(['s3:*', 's3:Get*', 'sns:*'], 'arn:aws:sns:*:111122223333:alarms'),
      findings: [
        { message: 'never', at: '/Statement/0/Action/0', text: 's3:* matches none of the resources' },
        { message: 'never', at: '/Statement/0/Action/1' },
      ],
    },
    {
      name: 'an action on objects with the ARN of the bucket',
      policy: policy(['s3:ListBucket', 's3:GetObject'], bucket),
      findings: [
        {
          message: 'never',
          at: '/Statement/0/Action/1',
          text: 'arn:aws:s3:::${BucketName}/${ObjectName}',
          severity: 'warning',
        },
      ],
    },
    {
      name: 'an action on buckets with the ARN of objects',
      policy: policy('s3:ListBucket', `${bucket}/*`),
      findings: [{ message: 'never', at: '/Statement/0/Action' }],
    },
    {
      name: 'the resource of another service',
      policy: policy('sqs:SendMessage', [bucket, 'arn:aws:sns:us-east-1:111122223333:orders']),
      findings: [{ message: 'never', at: '/Statement/0/Action', text: 'arn:aws:sqs:' }],
    },
    {
      name: 'a type in the wrong letter case before a pattern',
      policy: policy('states:StartExecution', 'arn:aws:states:*:*:statemachine:*orders*'),
      findings: [{ message: 'never', text: 'stateMachine' }],
    },
    {
      name: 'a pattern of which no action fits, in a resource policy',
      type: 'resource',
      policy: policy('s3:GetObject*', bucket),
      findings: [{ message: 'never', at: '/Statement/0/Action', text: 's3:GetObject*' }],
    },
  ],
});
