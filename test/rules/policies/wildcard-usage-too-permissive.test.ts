import rule from '../../../src/rules/policies/wildcard-usage-too-permissive.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'a repository',
      policy: policy(
        { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:my-org/my-repo:*' } },
        {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Resource: undefined,
          Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
        },
      ),
      type: 'trust',
    },
    {
      name: 'six characters',
      policy: policy(
        { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:o*' } },
        {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Resource: undefined,
          Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
        },
      ),
      type: 'trust',
    },
    {
      name: 'an organization path',
      policy: policy({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-ab12/*' } }),
    },
    {
      name: 'short text before a wildcard elsewhere',
      policy: policy({ StringLike: { 's3:prefix': 'a*', 'aws:ResourceTag/x': '*' } }),
    },
    {
      name: 'the sessions of a role',
      policy: policy(
        { StringNotLike: { 'aws:userid': ['AROAEXAMPLEID:*', '*:*', '111122223333'] } },
        { Effect: 'Deny' },
      ),
    },
    { name: 'Deny on a match', policy: policy({ StringLike: { 'aws:PrincipalAccount': '1*' } }, { Effect: 'Deny' }) },
  ],
  invalid: [
    {
      name: 'any repository',
      policy: policy(
        { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:*' } },
        {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Resource: undefined,
          Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
        },
      ),
      type: 'trust',
      findings: [{ message: 'short', at: '/Statement/0/Condition/StringLike/token.actions.githubusercontent.com:sub' }],
    },
    {
      name: 'a second wildcard too soon',
      policy: policy(
        { StringLike: { 'oidc.eks.eu-west-1.amazonaws.com/id/A1:sub': ['system:serviceaccount:*:*'] } },
        {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Resource: undefined,
          Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
        },
      ),
      type: 'trust',
      findings: [
        { message: 'short', at: '/Statement/0/Condition/StringLike/oidc.eks.eu-west-1.amazonaws.com~1id~1A1:sub/0' },
      ],
    },
    {
      name: 'an organization',
      policy: policy({ StringNotLike: { 'aws:PrincipalOrgID': 'o-a1b2c3*' } }, { Effect: 'Deny' }),
      findings: [{ message: 'identifier', at: '/Statement/0/Condition/StringNotLike/aws:PrincipalOrgID' }],
    },
    {
      name: 'any user ID',
      policy: policy({ StringLike: { 'aws:userid': ['*', 'AROA*:a'] } }),
      findings: [
        { message: 'userid', at: '/Statement/0/Condition/StringLike/aws:userid/0' },
        { message: 'userid', at: '/Statement/0/Condition/StringLike/aws:userid/1' },
      ],
    },
  ],
});
