import rule from '../../../src/rules/policies/trust-policy-allows-anyone.ts';
import { bundle, role } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole', ...change }],
});

const anyone = (Condition?: object) => policy({ Principal: { AWS: '*' }, ...(Condition && { Condition }) });

testRule(rule, {
  valid: [
    { name: 'an account', type: 'trust', policy: policy({}) },
    {
      name: 'the organization',
      type: 'trust',
      policy: anyone({ StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } }),
    },
    {
      name: 'roles of an account',
      type: 'trust',
      policy: anyone({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/app-*' } }),
    },
    {
      name: 'strangers are denied',
      type: 'trust',
      policy: {
        Version: '2012-10-17',
        Statement: [
          anyone().Statement[0],
          {
            ...anyone({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } }).Statement[0],
            Effect: 'Deny',
          },
        ],
      },
    },
    { name: 'a Deny', type: 'trust', policy: policy({ Effect: 'Deny', Principal: { AWS: '*' } }) },
    { name: 'only tags', type: 'trust', policy: policy({ Principal: { AWS: '*' }, Action: 'sts:TagSession' }) },
    { name: 'a bucket policy', type: 'resource', policy: anyone() },
    { name: 'a scan, where a rule on roles says it', account: bundle({ roles: [role('open', { trust: anyone() })] }) },
  ],
  invalid: [
    {
      name: 'no condition',
      type: 'trust',
      policy: anyone(),
      findings: [{ message: 'anyone', at: '/Statement/0/Principal/AWS', severity: 'security' }],
    },
    {
      name: 'all others are denied, but anybody can be one of these',
      type: 'trust',
      policy: {
        Version: '2012-10-17',
        Statement: [
          anyone().Statement[0],
          {
            ...anyone({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app' } }).Statement[0],
            Effect: 'Deny',
          },
        ],
      },
      findings: [{ message: 'anyone', at: '/Statement/0/Principal/AWS' }],
    },
    {
      name: 'a role name that anybody may give',
      type: 'trust',
      policy: anyone({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app-*' } }),
      findings: [{ message: 'anyone', at: '/Statement/0/Principal/AWS' }],
    },
    {
      name: 'MFA, and the organization only if there is one',
      type: 'trust',
      policy: anyone({
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1234567890' },
      }),
      findings: [{ message: 'anyone', at: '/Statement/0/Principal/AWS' }],
    },
    {
      name: 'an external id',
      type: 'trust',
      policy: anyone({ StringEquals: { 'sts:ExternalId': 'example' } }),
      findings: [{ message: 'externalId', at: '/Statement/0/Principal/AWS', severity: 'warning' }],
    },
  ],
});
