import rule from '../../../src/rules/policies/recommended-condition-key-for-service-principal.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change },
  ],
});

const service = (name: string, Condition: object) => policy({ Principal: { Service: name }, Condition });
const referer = { StringEquals: { 'aws:Referer': '111122223333' } };

testRule(rule, {
  valid: [
    {
      name: 'a source account',
      type: 'resource',
      policy: service('ses.amazonaws.com', { StringEquals: { 'aws:SourceAccount': '111122223333' } }),
    },
    {
      name: 'both',
      type: 'resource',
      policy: service('ses.amazonaws.com', {
        ...referer,
        ArnLike: { 'aws:SourceArn': 'arn:aws:ses:*:111122223333:*' },
      }),
    },
    { name: 'everyone by Referer, another matter', type: 'resource', policy: policy({ Condition: referer }) },
    { name: 'a service that sends no source', type: 'resource', policy: service('ec2.amazonaws.com', referer) },
  ],
  invalid: [
    {
      name: 'Referer',
      type: 'resource',
      policy: service('ses.amazonaws.com', referer),
      findings: [{ message: 'other', at: '/Statement/0/Condition/StringEquals/aws:Referer', text: 'aws:Referer' }],
    },
    {
      name: 'SourceOwner',
      type: 'resource',
      policy: service('s3.amazonaws.com', { StringEquals: { 'AWS:SourceOwner': '111122223333' } }),
      findings: [{ message: 'other', at: '/Statement/0/Condition/StringEquals/AWS:SourceOwner' }],
    },
  ],
});
