import rule from '../../../src/rules/policies/oidc-trust-without-subject.ts';
import { testRule } from '../../support/rule-tester.ts';

const provider = (host: string) => `arn:aws:iam::111122223333:oidc-provider/${host}`;
const policy = (host: string, Condition?: object, change: object = {}) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: provider(host) },
      Action: 'sts:AssumeRoleWithWebIdentity',
      ...(Condition && { Condition }),
      ...change,
    },
  ],
});

const eks = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const aud = { 'gitlab.com:aud': 'https://gitlab.com' };

testRule(rule, {
  valid: [
    {
      name: 'a project',
      type: 'trust',
      policy: policy('gitlab.com', {
        StringEquals: { ...aud, 'gitlab.com:sub': 'project_path:example/app:ref_type:branch:ref:main' },
      }),
    },
    {
      name: 'a group',
      type: 'trust',
      policy: policy('gitlab.com', { StringLike: { ...aud, 'gitlab.com:sub': 'project_path:example/*' } }),
    },
    {
      name: 'a service account of a cluster',
      type: 'trust',
      policy: policy(eks, {
        StringEquals: { [`${eks}:aud`]: 'sts.amazonaws.com', [`${eks}:sub`]: 'system:serviceaccount:shop:orders' },
      }),
    },
    {
      name: 'the service accounts of a namespace',
      type: 'trust',
      policy: policy(eks, { StringLike: { [`${eks}:sub`]: 'system:serviceaccount:shop:*' } }),
    },
    { name: 'no condition, which another rule reports', type: 'trust', policy: policy('gitlab.com') },
    {
      name: 'an issuer of one customer',
      type: 'trust',
      policy: policy('gitlab.example.com', { StringEquals: { 'gitlab.example.com:aud': 'x' } }),
    },
    {
      name: 'GitHub, which has its own rule',
      type: 'trust',
      policy: policy('token.actions.githubusercontent.com', {
        StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
      }),
    },
    {
      name: 'a provider whose audience says whose token it is',
      type: 'trust',
      policy: policy(
        '',
        { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:0a1b2c3d-0000-4000-8000-000000000000' } },
        { Principal: { Federated: 'cognito-identity.amazonaws.com' } },
      ),
    },
    {
      name: 'a wildcard that another claim closes',
      type: 'trust',
      policy: policy('gitlab.com', {
        StringLike: { 'gitlab.com:sub': 'project_path:*' },
        StringEquals: { 'gitlab.com:namespace_id': '42' },
      }),
    },
  ],
  invalid: [
    {
      name: 'a whole cluster',
      type: 'trust',
      policy: {
        Version: '2012-10-17',
        Statement: [
          policy(eks, { StringEquals: { [`${eks}:aud`]: 'sts.amazonaws.com' } }).Statement[0],
          policy(eks, { StringLike: { [`${eks}:sub`]: 'system:serviceaccount:*:*' } }).Statement[0],
        ],
      },
      findings: [
        {
          message: 'cluster',
          at: '/Statement/0/Principal/Federated',
          severity: 'warning',
          text: 'Every service account',
        },
        { message: 'cluster', at: '/Statement/1/Principal/Federated', severity: 'warning' },
      ],
    },
    {
      name: 'an audience only',
      type: 'trust',
      policy: policy('gitlab.com', { StringEquals: aud }),
      findings: [{ message: 'missing', at: '/Statement/0/Principal/Federated', text: '"gitlab.com:sub"' }],
    },
    {
      name: 'an audience only, Cognito by its other claim',
      type: 'trust',
      policy: policy(
        '',
        { 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' } },
        { Principal: { Federated: 'cognito-identity.amazonaws.com' } },
      ),
      findings: [{ message: 'missing', text: ':aud"' }],
    },
    {
      name: 'every organization',
      type: 'trust',
      policy: policy('app.terraform.io', {
        StringEquals: { 'app.terraform.io:aud': 'aws.workload.identity' },
        StringLike: { 'app.terraform.io:sub': ['organization:example:*', 'organization:*:project:*'] },
      }),
      findings: [{ message: 'open', at: '/Statement/0/Condition/StringLike/app.terraform.io:sub/1' }],
    },
    {
      name: 'everything',
      type: 'trust',
      policy: policy('gitlab.com', { StringLike: { ...aud, 'gitlab.com:sub': '*' } }),
      findings: [{ message: 'open', at: '/Statement/0/Condition/StringLike/gitlab.com:sub' }],
    },
  ],
});
