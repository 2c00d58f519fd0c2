import rule from '../../../src/rules/policies/resource-exposure.ts';
import { allow, bundle, managedPolicy, role, statements } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'the policy of one bucket', policy: allow('s3:PutBucketPolicy', 'arn:aws:s3:::reports') },
    { name: 'reads of policies', policy: allow(['s3:GetBucketPolicy', 'iam:Get*', 'iam:List*', 'glue:GetStages']) },
    { name: 'writes that let nobody in', policy: allow(['s3:PutObject', 'sqs:SendMessage', 'ec2:RunInstances']) },
    { name: 'access taken away', policy: allow(['lambda:RemovePermission', 'lakeformation:RevokePermissions']) },
    { name: 'PassRole, which has rules of its own', policy: allow('iam:PassRole') },
    { name: 'web ACLs', policy: allow('*:SetWebACL') },
    {
      name: 'grants for services of AWS',
      policy: allow('kms:CreateGrant', '*', { Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } }),
    },
    {
      name: 'a Deny for every bucket of the account',
      policy: statements(
        { Effect: 'Allow', Action: ['s3:PutBucketPolicy', 's3:GetObject'], Resource: '*' },
        { Effect: 'Deny', Action: 's3:PutBucketPolicy', Resource: 'arn:aws:s3:::*' },
      ),
    },
    { name: 'an administrator', policy: statements({ Effect: 'Allow', Action: ['*'], Resource: ['*'] }) },
    {
      name: 'in a scan: the boundary has no permissions management',
      account: bundle({
        policies: [managedPolicy('Limit', statements({ Effect: 'Allow', NotAction: 'kms:*', Resource: '*' }))],
        roles: [role('app', { inline: { keys: allow('kms:*') }, boundary: 'Limit' })],
      }),
    },
  ],
  invalid: [
    {
      name: 'by the access level',
      policy: allow(['lambda:AddPermission', 'lambda:GetPolicy']),
      findings: [
        {
          message: 'exposed',
          at: '/Statement/0',
          severity: 'warning',
          text: 'The policy allows lambda:AddPermission on every resource, so its holder decides who else has access.',
        },
      ],
    },
    {
      name: 'a write that shares',
      policy: allow(['rds:ModifyDBSnapshotAttribute'], 'arn:aws:rds:eu-west-1:111122223333:snapshot:*'),
      findings: [{ message: 'exposed', evidence: { actions: ['rds:ModifyDBSnapshotAttribute'] } }],
    },
    {
      name: 'a whole service',
      policy: allow('iam:*'),
      findings: [{ message: 'exposed', text: 'actions of iam (iam:AddUserToGroup, ...)' }],
    },
    {
      name: 'a pattern over services',
      policy: allow('*:PutResourcePolicy'),
      findings: [{ message: 'exposed', text: 'more on every resource' }],
    },
    {
      name: 'in a scan',
      account: bundle({ roles: [role('keys', { inline: { keys: allow('kms:*') } })] }),
      findings: [
        {
          message: 'exposed',
          resource: 'keys',
          evidence: { actions: ['kms:CreateGrant', 'kms:PutKeyPolicy'] },
        },
      ],
    },
  ],
});
