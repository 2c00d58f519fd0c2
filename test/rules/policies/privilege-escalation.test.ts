import rule from '../../../src/rules/policies/privilege-escalation.ts';
import { bundle, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const allow = (action: unknown, resource: unknown = '*', rest: object = {}) => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...rest,
});
const policy = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const passedTo = (service: string) => ({ Condition: { StringEquals: { 'iam:PassedToService': service } } });
const lambda = ['lambda:CreateFunction', 'lambda:InvokeFunction'];
const deployRole = 'arn:aws:iam::111122223333:role/deploy-target';

testRule(rule, {
  valid: [
    {
      name: 'roles can be passed, but only to a service that the holder cannot start anything in',
      policy: policy(allow(lambda), allow('iam:PassRole', '*', passedTo('monitoring.rds.amazonaws.com'))),
    },
    { name: 'iam:PassRole by itself', policy: policy(allow('iam:PassRole')) },
    { name: 'functions can be created, but no role passed', policy: policy(allow(lambda)) },
    {
      name: 'keys and passwords of the own user only',
      policy: policy(
        allow(['iam:*AccessKey*', 'iam:ChangePassword', 'iam:*LoginProfile'], 'arn:aws:iam::*:user/${aws:username}'),
      ),
    },
    {
      name: 'an explicit Deny takes the decisive step back',
      policy: policy(allow(['iam:*', 's3:*']), { ...allow('iam:*'), Effect: 'Deny' }),
    },
    { name: 'an administrator has nothing to gain; other rules report it', policy: policy(allow('*')) },
    {
      name: 'code of one named function, as a deployment needs it',
      policy: policy(allow('lambda:UpdateFunctionCode', 'arn:aws:lambda:eu-west-1:111122223333:function:orders')),
    },
    {
      name: 'one named role can be passed to one named service, as a deployment needs it',
      policy: policy(allow(lambda), allow('iam:PassRole', deployRole, passedTo('lambda.amazonaws.com'))),
    },
    { name: 'one named role can be assumed', policy: policy(allow('sts:AssumeRole', deployRole)) },
    {
      name: 'the roles of a deployment tool can be assumed',
      policy: policy(allow('sts:AssumeRole', 'arn:aws:iam::*:role/cdk-*')),
    },
    {
      name: 'roles are created with a permissions boundary only',
      policy: policy(
        allow(['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy'], '*', {
          Condition: { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/limit' } },
        }),
      ),
    },
    {
      name: 'no boundary can be set but the one that is meant',
      policy: policy(
        allow(['iam:PutUserPermissionsBoundary', 'iam:PutRolePermissionsBoundary'], '*', {
          Condition: { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/limit' } },
        }),
      ),
    },
    { name: 'a service control policy grants nothing', type: 'scp', policy: policy(allow(['iam:PutUserPolicy'])) },
    { name: 'nor does a permissions boundary', type: 'boundary', policy: policy(allow(['iam:PutUserPolicy'])) },
    {
      name: 'in a snapshot: a user who can act as another one that may do nothing special',
      account: bundle({
        users: [
          user('ana', { inline: { own: policy(allow('s3:GetObject')) } }),
          user('bo', { inline: { keys: policy(allow('iam:CreateAccessKey', 'arn:aws:iam::*:user/ana')) } }),
        ],
      }),
    },
    {
      name: 'a snapshot in which the decisive step is denied',
      account: bundle({
        users: [
          user('ana', {
            inline: { own: policy(allow('iam:PutUserPolicy')), not: policy({ ...allow('iam:Put*'), Effect: 'Deny' }) },
          }),
        ],
      }),
    },
  ],
  invalid: [
    {
      name: 'any role, to a function of its own',
      policy: policy(allow(lambda), allow(['iam:GetRole', 'iam:PassRole'], '*', passedTo('lambda.amazonaws.com'))),
      findings: [
        {
          message: 'passed-role',
          at: '/Statement/1/Action/1',
          severity: 'security',
          text: 'With iam:PassRole the holder can hand any role to an AWS service and use its permissions (lambda-001: create a function with a chosen role and invoke it, among others).',
          related: 2,
          evidence: {
            path: {
              id: 'lambda-001',
              name: 'Create a function with a chosen role and invoke it',
              group: 'new-passrole',
            },
            paths: ['lambda-001', 'lambda-createfunction'],
            steps: [
              { action: 'iam:PassRole', grantedAt: ['/Statement/1/Action/1'] },
              { action: 'lambda:CreateFunction', grantedAt: ['/Statement/0/Action/0'] },
              { action: 'lambda:InvokeFunction', grantedAt: ['/Statement/0/Action/1'] },
            ],
            certainty: 'yes',
            scope: 'every',
            conditions: [],
          },
        },
      ],
    },
    {
      name: 'one role, one group, one policy: something to somebody who is it, or has it',
      policy: policy(
        allow(['iam:PutRolePolicy', 'iam:AttachRolePolicy'], deployRole),
        allow('iam:PutGroupPolicy', 'arn:aws:iam::111122223333:group/dev'),
        allow('iam:CreatePolicyVersion', 'arn:aws:iam::111122223333:policy/dev'),
      ),
      findings: [
        {
          message: 'anything',
          at: '/Statement/0/Action',
          severity: 'suggestion',
          text: 'among others), if it is a role that the policy names.',
        },
        { message: 'anything', severity: 'suggestion', text: '), if it is in a group that the policy names.' },
        { message: 'anything', severity: 'suggestion', text: ', if it has a managed policy that the policy names.' },
      ],
    },
    {
      name: 'roles of one naming scheme, and the own user',
      policy: policy(
        allow('iam:PutRolePolicy', 'arn:aws:iam::111122223333:role/dev-*'),
        allow('iam:PutUserPolicy', 'arn:aws:iam::111122223333:user/${aws:username}'),
      ),
      findings: [
        { message: 'anything', severity: 'warning', text: '), if it is a role that fits its Resource.' },
        { message: 'anything', severity: 'security', text: "put an inline policy on one's own user). " },
      ],
    },
    {
      name: 'one role, which the holder can make itself',
      policy: policy(allow(['iam:CreateRole', 'iam:PutRolePolicy'], deployRole)),
      findings: [{ message: 'anything', severity: 'warning', text: 'among others). ' }],
    },
    {
      name: 'boundaries of anybody, the holder included',
      policy: policy(allow('iam:PutUserPermissionsBoundary'), allow('iam:DeleteRolePermissionsBoundary')),
      findings: [
        {
          message: 'withheld',
          at: '/Statement/0/Action',
          severity: 'warning',
          text: 'With iam:PutUserPermissionsBoundary the holder can take back permissions that were taken from it (iam-putuserboundary: ',
        },
        { message: 'withheld', at: '/Statement/1/Action', text: 'iam-deleteroleboundary: ' },
      ],
    },
    {
      name: 'roles of one naming scheme, and a single role',
      policy: policy(
        allow(['glue:CreateDevEndpoint', 'cloudformation:CreateStack']),
        allow('iam:PassRole', 'arn:aws:iam::111122223333:role/glue-*', passedTo('glue.amazonaws.com')),
        allow('iam:PassRole', deployRole),
      ),
      findings: [
        { message: 'passed-role', at: '/Statement/1/Action', severity: 'warning', text: 'roles that fit its Resource' },
        { message: 'passed-role', at: '/Statement/2/Action', severity: 'suggestion', text: 'the roles it names' },
      ],
    },
    {
      name: 'all of IAM, behind MFA',
      policy: policy(allow(['s3:*', 'iam:*'], '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })),
      findings: [
        {
          message: 'anything',
          at: '/Statement/0/Action/1',
          severity: 'security',
          text: 'as far as its conditions (aws:MultiFactorAuthPresent) let it',
        },
      ],
    },
    {
      name: 'everything but a few services',
      policy: policy({ Effect: 'Allow', NotAction: ['iam:*', 'sts:*', 'sso:*'], Resource: '*' }),
      findings: [{ message: 'carried-role', at: '/Statement/0/NotAction', severity: 'warning' }],
    },
    {
      name: 'a policy of a naming scheme, which the holder may have',
      policy: policy(allow('iam:CreatePolicyVersion', 'arn:aws:iam::111122223333:policy/team-*')),
      findings: [{ message: 'anything', at: '/Statement/0/Action', severity: 'warning', text: 'iam-001' }],
    },
    {
      name: 'keys of any user, and any role',
      policy: policy(allow('iam:CreateAccessKey'), allow('sts:AssumeRole')),
      findings: [
        { message: 'other-identity', at: '/Statement/0/Action', severity: 'security', text: 'iam-002' },
        { message: 'other-identity', at: '/Statement/1/Action', severity: 'security', text: 'sts-001' },
      ],
    },
    {
      name: 'any role of another account',
      policy: policy(allow('sts:AssumeRole', 'arn:aws:iam::444455556666:role/*')),
      findings: [
        {
          message: 'other-identity',
          at: '/Statement/0/Action',
          severity: 'security',
          text: 'With sts:AssumeRole the holder can use the permissions of any role (sts-001:',
        },
      ],
    },
    {
      name: 'keys of users that fit a pattern: no word of roles',
      policy: policy(allow('iam:CreateAccessKey', 'arn:aws:iam::*:user/people/*')),
      findings: [
        { message: 'other-identity', severity: 'warning', text: 'the permissions of users that fit its Resource' },
      ],
    },
    {
      name: 'one’s own permissions boundary',
      policy: policy(allow('iam:DeleteUserPermissionsBoundary', 'arn:aws:iam::*:user/${aws:username}')),
      findings: [{ message: 'withheld', at: '/Statement/0/Action', severity: 'warning', text: 'iam-022' }],
    },
    {
      name: 'several ways into what others run',
      policy: policy(allow(['lambda:UpdateFunctionCode', 's3:*', 'codebuild:StartBuild', 'ssm:StartSession'])),
      findings: [
        {
          message: 'carried-role',
          at: '/Statement/0/Action',
          severity: 'warning',
          text: 'With codebuild:StartBuild, lambda:UpdateFunctionCode, ssm:StartSession the holder can',
          evidence: {
            paths: ['codebuild-002', 'lambda-003', 'ssm-001'],
          },
        },
      ],
    },
    {
      name: 'shells and commands on any instance',
      policy: policy(allow('ssm:*')),
      findings: [
        {
          message: 'carried-role',
          at: '/Statement/0/Action',
          severity: 'warning',
          text: 'With ssm:* the holder can take over any resource',
        },
      ],
    },
    {
      name: 'in a snapshot: a user who can become an administrator, by itself or by another',
      account: bundle({
        users: [
          user('ana', { inline: { own: policy(allow('iam:PutUserPolicy', 'arn:aws:iam::*:user/ana')) } }),
          user('bo', { inline: { keys: policy(allow('iam:CreateAccessKey', 'arn:aws:iam::*:user/ana')) } }),
        ],
      }),
      findings: [
        { message: 'administrator', text: 'ana can become an administrator (iam-007' },
        { message: 'chain', text: 'bo can become an administrator in 2 steps' },
      ],
    },
    {
      name: 'in a snapshot: a user who can act as another one',
      account: bundle({
        users: [
          user('ana', { inline: { own: policy(allow('s3:GetObject')) } }),
          user('bo', { inline: { keys: policy(allow('iam:CreateAccessKey', 'arn:aws:iam::*:user/ana')) } }),
        ],
      }),
      options: { lateral: true },
      findings: [{ message: 'lateral', text: 'bo can act as others (iam-002' }],
    },
  ],
});
