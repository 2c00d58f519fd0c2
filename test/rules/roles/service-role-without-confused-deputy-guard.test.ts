import rule from '../../../src/rules/roles/service-role-without-confused-deputy-guard.ts';
import { bundle, role, trust } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const trusted = (service: unknown, more: Record<string, unknown> = {}) =>
  bundle({ roles: [role('run', { trust: trust({ Service: service }, more) })] });

testRule(rule, {
  valid: [
    {
      name: 'a source account',
      account: trusted('config.amazonaws.com', {
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      }),
    },
    {
      name: 'a bucket, whose ARN has no account',
      account: trusted('config.amazonaws.com', {
        Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::reports*' } },
      }),
    },
    { name: 'EC2 does not send the keys', account: trusted('ec2.amazonaws.com') },
    { name: 'Proton has a rule of its own', account: trusted('proton.amazonaws.com') },
    {
      name: 'service-linked',
      account: bundle({
        roles: [
          role('AWSServiceRoleForConfig', {
            trust: 'config.amazonaws.com',
            path: '/aws-service-role/config.amazonaws.com/',
          }),
        ],
      }),
    },
  ],
  invalid: [
    {
      name: 'one of two services',
      account: trusted(['ec2.amazonaws.com', 'config.amazonaws.com']),
      findings: [
        {
          message: 'unguarded',
          resource: 'run',
          at: '/authorizationDetails/RoleDetailList/0/AssumeRolePolicyDocument/Statement/0/Principal/Service/1',
        },
      ],
    },
    {
      name: 'a condition that binds nothing',
      account: trusted('config.amazonaws.com', { Condition: { StringLike: { 'aws:SourceAccount': '*' } } }),
      findings: [{ message: 'unguarded' }],
    },
    {
      name: 'a resource so named in any account',
      account: trusted('config.amazonaws.com', {
        Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:config:*:*:rule/own' } },
      }),
      findings: [{ message: 'unguarded' }],
    },
  ],
});
