import rule from '../../../src/rules/least-privilege/cloudhsm-admin-overly-broad.ts';
import { allow, bundle, group, managedPolicy, role, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const asInTheGuide = [
  'cloudhsm:*',
  'ec2:CreateNetworkInterface',
  'ec2:DescribeVpcs',
  'ec2:CreateTags',
  'iam:CreateServiceLinkedRole',
];
const powerUser = ['cloudhsm:Describe*', 'cloudhsm:Create*', 'cloudhsm:InitializeCluster', ...asInTheGuide.slice(1)];
const operators = (document: unknown) =>
  bundle({ groups: [group('hsm-operators', { attached: ['P'] })], policies: [managedPolicy('P', document)] });

testRule(rule, {
  valid: [
    {
      name: 'the power users of the guide, and deletions by name',
      account: operators(
        allow([...powerUser, 'cloudhsm:DeleteHsm', 'cloudhsm:Delete*Backup', 'cloudhsm:DeleteBackup']),
      ),
    },
    {
      name: 'the policy of AWS',
      account: bundle({ groups: [group('cloudhsm', { attached: ['AWSCloudHSMFullAccess'] })] }),
    },
    {
      name: 'logs and keys to read',
      account: operators(allow(['cloudhsm:CreateHsm', 'logs:Get*', 'kms:List*', 'ec2:Describe*'])),
    },
    {
      name: 'own password',
      account: operators({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'cloudhsm:Create*', Resource: '*' },
          { Effect: 'Allow', Action: 'iam:ChangePassword', Resource: 'arn:aws:iam::*:user/${aws:username}' },
        ],
      }),
    },
    {
      name: 'auditors who may look at everything',
      account: operators(allow(['cloudhsm:Describe*', 's3:List*', 'rds:Describe*'])),
    },
    {
      name: 'administrators of everything',
      account: bundle({ groups: [group('admins', { attached: ['AdministratorAccess'] })] }),
    },
  ],
  invalid: [
    {
      name: 'the administrators of the guide: deletions nobody asked for',
      account: operators(allow([...asInTheGuide, 'cloudhsm:DeleteBackup'])),
      findings: [
        {
          message: 'unasked',
          resource: 'hsm-operators',
          severity: 'suggestion',
          evidence: {
            actions: [
              'cloudhsm:DeleteCluster',
              'cloudhsm:DeleteHsm',
              'cloudhsm:DeleteResourcePolicy',
              'cloudhsm:PutResourcePolicy',
            ],
          },
        },
      ],
    },
    {
      name: 'all of EC2',
      account: operators(allow(['cloudhsm:Create*', 'ec2:*', 's3:GetObject'])),
      findings: [
        {
          message: 'beyond',
          resource: 'hsm-operators',
          severity: 'warning',
          evidence: { actions: ['ec2:*', 's3:GetObject'] },
        },
      ],
    },
    {
      name: 'an administrator by another name',
      account: bundle({ users: [user('cloudhsm-admin', { attached: ['AdministratorAccess'] })] }),
      findings: [{ message: 'administrator', resource: 'cloudhsm-admin', severity: 'security' }],
    },
    {
      name: 'escalation',
      account: bundle({ roles: [role('cloudhsm-ops', { inline: { p: allow(['cloudhsm:*', 'iam:PutRolePolicy']) } })] }),
      findings: [{ message: 'escalation', severity: 'security', evidence: { actions: ['iam:PutRolePolicy'] } }],
    },
    {
      name: 'readers who write',
      account: bundle({
        groups: [group('CloudHSM-ReadOnly', { inline: { p: allow(['cloudhsm:Describe*', 'cloudhsm:DeleteHsm']) } })],
      }),
      findings: [{ message: 'writes', text: 'cloudhsm:DeleteHsm' }],
    },
  ],
});
