import rule from '../../../src/rules/policies/cross-account-access.ts';
import { bundle, role, trust } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:orders';
const policy = (principal: unknown, more: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sqs:SendMessage', Resource: queue, ...more }],
});
const when = (key: string, value: unknown, operator = 'StringEquals') => ({
  Condition: { [operator]: { [key]: value } },
});
const bucket = (principal: unknown) =>
  policy(principal, { Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' });

testRule(rule, {
  valid: [
    { name: 'the own account', type: 'resource', policy: policy({ AWS: 'arn:aws:iam::111122223333:role/app' }) },
    { name: 'by its id', type: 'resource', policy: policy({ AWS: '111122223333' }) },
    {
      name: 'a service',
      type: 'resource',
      policy: policy({ Service: 'sns.amazonaws.com' }, when('aws:SourceAccount', '111122223333')),
    },
    { name: 'a Deny', type: 'resource', policy: policy({ AWS: '444455556666' }, { Effect: 'Deny' }) },
    {
      name: 'an account that differs',
      type: 'resource',
      policy: policy('*', when('aws:PrincipalAccount', '444455556666', 'StringNotEquals')),
    },
    {
      name: 'a listed account',
      type: 'resource',
      policy: policy({ AWS: '444455556666' }),
      options: { accounts: ['444455556666'] },
    },
    { name: 'a bucket, whose ARN names no account', type: 'resource', policy: bucket({ AWS: '444455556666' }) },
    { name: 'a trust policy in a file', type: 'trust', policy: trust({ AWS: '444455556666' }) },
    { name: 'a deleted user', type: 'resource', policy: policy({ AWS: 'AIDAEXAMPLEEXAMPLE12' }) },
    {
      name: 'in a scan, the own account',
      account: bundle({ roles: [role('app', { trust: trust({ AWS: '111122223333' }) })] }),
    },
  ],
  invalid: [
    {
      name: 'another account',
      type: 'resource',
      policy: policy({ AWS: ['arn:aws:iam::111122223333:root', 'arn:aws:iam::444455556666:root'] }),
      findings: [
        {
          message: 'principal',
          at: '/Statement/0/Principal/AWS/1',
          text: 'Account 444455556666 is let in, which is not one of 111122223333.',
          evidence: { account: '444455556666' },
        },
      ],
    },
    {
      name: 'by a condition',
      type: 'resource',
      policy: policy({ Service: 's3.amazonaws.com' }, when('aws:SourceAccount', ['111122223333', '444455556666'])),
      findings: [
        {
          message: 'condition',
          at: '/Statement/0/Condition/StringEquals/aws:SourceAccount/1',
          text: 'on aws:SourceAccount',
        },
      ],
    },
    {
      name: 'not on the list',
      type: 'resource',
      policy: bucket({ AWS: '444455556666' }),
      options: { accounts: ['111122223333'] },
      findings: [{ message: 'principal' }],
    },
    {
      name: 'in a scan',
      account: bundle({ roles: [role('vendor', { trust: trust({ AWS: 'arn:aws:iam::444455556666:root' }) })] }),
      findings: [{ message: 'principal', resource: 'vendor', severity: 'warning' }],
    },
  ],
});
