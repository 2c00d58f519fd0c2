import rule from '../../../src/rules/policies/credentials-exposure.ts';
import { allow, bundle, managedPolicy, role, statements } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const ownUser = 'arn:aws:iam::*:user/${aws:username}';

testRule(rule, {
  valid: [
    { name: 'the own access keys', policy: allow('iam:*AccessKey*', ownUser) },
    { name: 'one role', policy: allow('sts:AssumeRole', 'arn:aws:iam::111122223333:role/deploy') },
    { name: 'roles with a prefix', policy: allow('sts:AssumeRole', 'arn:aws:iam::*:role/deploy-*') },
    { name: 'a token with no more than the own permissions', policy: allow('ecr:GetAuthorizationToken') },
    { name: 'another one', policy: allow(['sts:GetSessionToken', 'sts:GetCallerIdentity']) },
    { name: 'keys are listed', policy: allow(['iam:ListAccessKeys', 'iam:DeleteAccessKey']) },
    { name: 'stored secrets, which another category is about', policy: allow('secretsmanager:GetSecretValue') },
    {
      name: 'held to a user of the database',
      policy: allow('rds-db:connect', 'arn:aws:rds-db:*:111122223333:dbuser:*/app'),
    },
    {
      name: 'held to a tag',
      policy: allow('ec2-instance-connect:SendSSHPublicKey', '*', {
        Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } },
      }),
    },
    {
      name: 'a Deny for all users',
      policy: statements(
        { Effect: 'Allow', Action: 'iam:CreateAccessKey', Resource: '*' },
        { Effect: 'Deny', Action: 'iam:*AccessKey', Resource: 'arn:aws:iam::*:user/*' },
      ),
    },
  ],
  invalid: [
    {
      name: 'the keys of every user',
      policy: allow(['iam:CreateAccessKey', 'iam:ListAccessKeys'], 'arn:aws:iam::111122223333:user/*'),
      findings: [
        {
          message: 'exposed',
          at: '/Statement/0',
          severity: 'warning',
          text: 'The policy allows iam:CreateAccessKey on every resource, which hands out credentials',
          evidence: { actions: ['iam:CreateAccessKey'] },
        },
      ],
    },
    {
      name: 'a whole service',
      policy: allow('redshift:*'),
      findings: [
        {
          message: 'exposed',
          text: 'redshift:CreateClusterUser, redshift:GetClusterCredentials, redshift:GetClusterCredentialsWithIAM',
        },
      ],
    },
    {
      name: 'all but one user',
      policy: statements(
        { Effect: 'Allow', Action: 'iam:UpdateLoginProfile', Resource: '*' },
        { Effect: 'Deny', Action: 'iam:*', Resource: 'arn:aws:iam::111122223333:user/root-like' },
      ),
      findings: [{ message: 'exposed', at: '/Statement/0' }],
    },
    {
      name: 'an action that cannot be limited to resources',
      policy: allow('appsync:CreateApiKey'),
      findings: [{ message: 'exposed' }],
    },
    {
      name: 'in a scan, an inline policy',
      account: bundle({
        policies: [managedPolicy('Other', allow('s3:ListAllMyBuckets'))],
        roles: [role('ci', { inline: { assume: allow('sts:AssumeRole') } })],
      }),
      findings: [{ message: 'exposed', resource: 'ci', text: 'Policy assume allows sts:AssumeRole' }],
    },
  ],
});
