import rule from '../../../src/rules/policies/mismatched-action-for-principal.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole', ...change }],
});

const saml = 'arn:aws:iam::111122223333:saml-provider/Corp';
const oidc = 'arn:aws:iam::111122223333:oidc-provider/gitlab.com';

testRule(rule, {
  valid: [
    { name: 'an account', type: 'trust', policy: policy({}) },
    {
      name: 'a service, with tags',
      type: 'trust',
      policy: policy({
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      }),
    },
    {
      name: 'SAML, with tags, in another letter case',
      type: 'trust',
      policy: policy({ Principal: { Federated: saml }, Action: ['sts:assumerolewithsaml', 'sts:TagSession'] }),
    },
    {
      name: 'web identity by host and by ARN',
      type: 'trust',
      policy: policy({
        Principal: { Federated: ['accounts.google.com', oidc] },
        Action: 'sts:AssumeRoleWithWebIdentity',
      }),
    },
    {
      name: 'each principal has its action',
      type: 'trust',
      policy: policy({
        Principal: { Federated: [saml, oidc], Service: 'ec2.amazonaws.com' },
        Action: ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity', 'sts:AssumeRole'],
      }),
    },
    {
      name: 'wildcards',
      type: 'trust',
      policy: policy({ Principal: { Federated: [saml, oidc] }, Action: 'sts:AssumeRole*' }),
    },
    { name: 'only tags', type: 'trust', policy: policy({ Principal: { Federated: saml }, Action: 'sts:TagSession' }) },
    {
      name: 'a Deny',
      type: 'trust',
      policy: policy({ Effect: 'Deny', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRoleWithSAML' }),
    },
    {
      name: 'everyone, and a malformed provider, which other rules report',
      type: 'trust',
      policy: policy({ Principal: { AWS: '*', Federated: 'google' }, Action: 'sts:AssumeRoleWithSAML' }),
    },
  ],
  invalid: [
    {
      name: 'AssumeRole for an OIDC provider',
      type: 'trust',
      policy: policy({ Principal: { Federated: oidc }, Action: ['sts:AssumeRole', 'sts:TagSession'] }),
      findings: [{ message: 'action', at: '/Statement/0/Action/0', text: 'need sts:AssumeRoleWithWebIdentity.' }],
    },
    {
      name: 'web identity for SAML',
      type: 'trust',
      policy: policy({ Principal: { Federated: saml }, Action: 'sts:AssumeRoleWithWebIdentity' }),
      findings: [{ message: 'action', at: '/Statement/0/Action' }],
    },
    {
      name: 'SAML for a service',
      type: 'trust',
      policy: policy({
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:AssumeRoleWithSAML'],
      }),
      findings: [{ message: 'action', at: '/Statement/0/Action/1', text: 'need sts:AssumeRole.' }],
    },
    {
      name: 'a principal without an action of its own',
      type: 'trust',
      policy: policy({ Principal: { Federated: saml, AWS: '111122223333' }, Action: 'sts:AssumeRoleWithSAML' }),
      findings: [{ message: 'principal', at: '/Statement/0/Principal/AWS', text: '111122223333' }],
    },
  ],
});
