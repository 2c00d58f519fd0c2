import rule from '../../../src/rules/policies/missing-condition-key-for-oidc-principal.ts';
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

testRule(rule, {
  valid: [
    { name: 'an audience', type: 'trust', policy: policy('gitlab.com', { StringEquals: { 'gitlab.com:aud': 'x' } }) },
    {
      name: 'a path in the issuer, another letter case',
      type: 'trust',
      policy: policy('oidc.eks.eu-west-1.amazonaws.com/id/ABC', {
        StringLike: { 'oidc.eks.eu-west-1.amazonaws.com/id/abc:SUB': 'system:serviceaccount:a:*' },
      }),
    },
    { name: 'GitHub, which has its own rule', type: 'trust', policy: policy('token.actions.githubusercontent.com') },
    { name: 'a Deny', type: 'trust', policy: policy('gitlab.com', undefined, { Effect: 'Deny' }) },
    {
      name: 'another action, which another rule reports',
      type: 'trust',
      policy: policy('gitlab.com', undefined, { Action: 'sts:AssumeRole' }),
    },
    {
      name: 'a SAML provider',
      type: 'trust',
      policy: policy('', undefined, {
        Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/Corp' },
        Action: 'sts:AssumeRoleWithSAML',
      }),
    },
    { name: 'a placeholder of a template', type: 'trust', policy: policy('${Issuer}') },
    {
      name: 'a placeholder in the key',
      type: 'trust',
      policy: policy('gitlab.com', { StringEquals: { '${Issuer}:aud': 'x' } }),
    },
  ],
  invalid: [
    {
      name: 'no condition',
      type: 'trust',
      policy: policy('gitlab.com'),
      findings: [{ message: 'missing', at: '/Statement/0/Principal/Federated', text: '"gitlab.com:sub"' }],
    },
    {
      name: 'keys of another issuer, and a host with the same beginning',
      type: 'trust',
      policy: policy('gitlab.com', {
        StringEquals: { 'gitlab.company.example:sub': 'x', 'aws:RequestedRegion': 'eu-west-1' },
      }),
      findings: [{ message: 'missing', at: '/Statement/0/Principal/Federated' }],
    },
    {
      name: 'a host as principal, the action by wildcard, a test of presence only',
      type: 'trust',
      policy: policy(
        '',
        { Null: { 'accounts.google.com:aud': 'false' } },
        {
          Principal: { Federated: ['accounts.google.com'] },
          Action: 'sts:*',
        },
      ),
      findings: [{ message: 'missing', at: '/Statement/0/Principal/Federated/0' }],
    },
  ],
});
