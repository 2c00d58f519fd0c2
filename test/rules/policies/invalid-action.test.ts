import rule from '../../../src/rules/policies/invalid-action.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (action: unknown, element = 'Action') => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', [element]: action, Resource: '*' }],
});

testRule(rule, {
  valid: [
    { name: 'an action', policy: policy('s3:GetObject') },
    { name: 'in other letter case', policy: policy('S3:getobject') },
    {
      name: 'an action that the reference lacks',
      policy: policy('route53-recovery-control-config:DescribeRoutingControlByName'),
    },
    { name: 'a pattern', policy: policy('s3:Get*') },
    { name: 'a pattern with a question mark', policy: policy('s3:GetObjec?') },
    { name: 'all actions of a service', policy: policy('s3:*') },
    { name: 'all actions', policy: policy('*') },
    { name: 'an unknown service, which another rule reports', policy: policy('nosuch:GetThing') },
    { name: 'a pattern for services, which another rule reports', policy: policy('s*:GetObject') },
    { name: 'a variable, which another rule reports', policy: policy('s3:${aws:username}') },
  ],
  invalid: [
    {
      name: 'a slip',
      policy: policy(['s3:PutObject', 's3:GetObjet']),
      findings: [{ message: 'unknown', at: '/Statement/0/Action/1', line: 8, text: 'Did you mean s3:GetObject' }],
    },
    {
      name: 'an API operation',
      policy: policy('s3:ListObjectsV2'),
      findings: [{ message: 'operation', at: '/Statement/0/Action', text: 's3:ListBucket authorises it' }],
    },
    {
      name: 'nothing like it',
      policy: policy('sqs:Xyzzy'),
      findings: [{ message: 'unknown', text: 'sqs has no action Xyzzy.' }],
    },
    {
      name: 'a pattern that matches nothing, under NotAction',
      policy: policy('s3:Fetch*', 'NotAction'),
      findings: [{ message: 'pattern', at: '/Statement/0/NotAction', text: 's3:Fetch*' }],
    },
    { name: 'no name', policy: policy('s3:'), findings: [{ message: 'unknown' }] },
    { name: 'no service', policy: policy('GetObject'), findings: [{ message: 'noService', text: 's3:GetObject' }] },
  ],
});
