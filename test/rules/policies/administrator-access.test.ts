import rule from '../../../src/rules/policies/administrator-access.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (...statements: unknown[]) => ({ Version: '2012-10-17', Statement: statements });
const allow = (Action: unknown, Resource: unknown, more = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

testRule(rule, {
  valid: [
    { name: 'one service', policy: policy(allow('s3:*', '*')) },
    { name: 'everything on some resources', policy: policy(allow('*', 'arn:aws:s3:::reports/*')) },
    {
      name: 'everything in one account by tag',
      policy: policy(allow('*', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'data' } } })),
    },
    { name: 'a limit of what may be done', policy: policy(allow('*', '*')), type: 'boundary' },
    { name: 'what the organization allows', policy: policy(allow('*', '*')), type: 'scp' },
    {
      name: 'everything but changes of permissions',
      policy: policy({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*', 'sts:*'], Resource: '*' }),
    },
    {
      name: 'everything taken back',
      policy: policy(allow('*', '*'), { Effect: 'Deny', Action: 'iam:*', Resource: '*' }),
    },
  ],
  invalid: [
    {
      name: 'everything',
      policy: policy(allow('*', '*')),
      findings: [{ message: 'everything', at: '/Statement/0', severity: 'security' }],
    },
    {
      name: 'everything by two statements',
      policy: policy(allow('iam:*', '*'), { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
      findings: [{ message: 'everything', at: '' }],
    },
    {
      name: 'everything but one service that takes no permissions away',
      policy: policy({ Effect: 'Allow', NotAction: 'aws-portal:*', Resource: '*' }),
      findings: [{ message: 'almost', at: '/Statement/0' }],
    },
    {
      name: 'everything with MFA',
      policy: policy(allow('*', '*', mfa)),
      findings: [{ message: 'gated', at: '/Statement/0', severity: 'warning' }],
    },
  ],
});
