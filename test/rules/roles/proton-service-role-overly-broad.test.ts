import rule from '../../../src/rules/roles/proton-service-role-overly-broad.ts';
import { allow, bundle, managedPolicy, role, statements } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const proton = 'proton.amazonaws.com';
const viaCloudFormation = { 'ForAnyValue:StringEquals': { 'aws:CalledVia': ['cloudformation.amazonaws.com'] } };
const withPolicy = (document: unknown) =>
  bundle({ roles: [role('environment', { trust: proton, inline: { p: document } })] });

testRule(rule, {
  valid: [
    {
      name: 'stacks only',
      account: withPolicy(
        allow('cloudformation:CreateStack', 'arn:aws:cloudformation:*:111122223333:stack/AWSProton-*'),
      ),
    },
    {
      name: 'an administrator of another service',
      account: bundle({ roles: [role('proton', { attached: ['AdministratorAccess'] })] }),
    },
    {
      name: 'CodeBuild without a sign of Proton',
      account: bundle({ roles: [role('build', { trust: 'codebuild.amazonaws.com', inline: { p: allow('*') } })] }),
    },
    {
      name: 'a boundary that is narrow',
      account: bundle({
        roles: [role('environment', { trust: proton, attached: ['AdministratorAccess'], boundary: 'Limit' })],
        policies: [managedPolicy('Limit', allow('s3:GetObject'))],
      }),
    },
    {
      name: 'service-linked',
      account: bundle({
        roles: [
          role('AWSServiceRoleForProtonSync', {
            trust: proton,
            path: '/aws-service-role/sync.proton.amazonaws.com/',
            inline: { p: allow('s3:*') },
          }),
        ],
      }),
    },
    {
      name: 'roles passed to one service only',
      account: withPolicy(
        allow('iam:PassRole', '*', { Condition: { StringEquals: { 'iam:PassedToService': 'ecs.amazonaws.com' } } }),
      ),
    },
    {
      name: 'a policy that is not in the snapshot',
      account: bundle({
        roles: [role('environment', { trust: proton, attached: ['arn:aws:iam::111122223333:policy/Gone'] })],
      }),
      skipped: 'Gone',
    },
  ],
  invalid: [
    {
      name: 'AdministratorAccess',
      account: bundle({ roles: [role('environment', { trust: proton, attached: ['AdministratorAccess'] })] }),
      findings: [{ message: 'administrator', resource: 'environment', severity: 'security' }],
    },
    {
      name: 'PowerUserAccess and IAMFullAccess',
      account: bundle({
        roles: [role('environment', { trust: proton, attached: ['PowerUserAccess', 'IAMFullAccess'] })],
      }),
      findings: [{ message: 'administrator' }],
    },
    {
      name: 'as the console made it',
      account: withPolicy(
        statements({
          Effect: 'Allow',
          NotAction: ['organizations:*', 'account:*'],
          Resource: '*',
          Condition: viaCloudFormation,
        }),
      ),
      findings: [{ message: 'template', text: 'organizations:*', severity: 'security' }],
    },
    {
      name: 'an escalation behind the gate',
      account: withPolicy(allow('iam:*', '*', { Condition: viaCloudFormation })),
      findings: [{ message: 'escalation', text: 'iam:AttachRolePolicy', severity: 'security' }],
    },
    {
      name: 'any role passed to anything',
      account: withPolicy(allow('iam:PassRole')),
      findings: [{ message: 'escalation', text: 'iam:PassRole' }],
    },
    {
      name: 'a whole service',
      account: withPolicy(allow(['s3:*', 'sqs:SendMessage'])),
      findings: [{ message: 'services', severity: 'warning', evidence: { services: ['s3'] } }],
    },
    {
      name: 'a whole service behind the gate, which is the scoped example of the guide',
      account: withPolicy(allow('s3:*', '*', { Condition: viaCloudFormation })),
      findings: [{ message: 'services', severity: 'suggestion' }],
    },
    {
      name: 'a power user, who may assume any role',
      account: bundle({ roles: [role('environment', { trust: proton, attached: ['PowerUserAccess'] })] }),
      findings: [{ message: 'escalation', text: 'sts:AssumeRole' }],
    },
    {
      name: 'all services but those of identities',
      account: withPolicy(statements({ Effect: 'Allow', NotAction: ['iam:*', 'sts:*'], Resource: '*' })),
      findings: [{ message: 'services', text: 'nearly all services' }],
    },
    {
      name: 'CodeBuild provisioning',
      account: bundle({
        roles: [
          role('build', {
            trust: 'codebuild.amazonaws.com',
            attached: ['AWSProtonCodeBuildProvisioningBasicAccess', 'AdministratorAccess'],
          }),
        ],
      }),
      findings: [{ message: 'administrator', evidence: { recognizedBy: 'codebuild' } }],
    },
    {
      name: 'named in saved settings',
      account: bundle({
        roles: [role('pipeline', { trust: 'codebuild.amazonaws.com', inline: { p: allow('*') } })],
        rest: {
          proton: {
            environments: [],
            accountSettings: {
              accountSettings: { pipelineCodebuildRoleArn: 'arn:aws:iam::111122223333:role/pipeline' },
            },
          },
        },
      }),
      findings: [{ message: 'administrator', evidence: { recognizedBy: 'settings' } }],
    },
  ],
});
