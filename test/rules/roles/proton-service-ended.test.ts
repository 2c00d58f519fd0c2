import rule from '../../../src/rules/roles/proton-service-ended.ts';
import { allow, bundle, group, managedPolicy, role, trust, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const passTo = (...services: string[]) =>
  allow('iam:PassRole', '*', { Condition: { StringEquals: { 'iam:PassedToService': services } } });

testRule(rule, {
  valid: [
    { name: 'another service', account: bundle({ roles: [role('proton')] }) },
    {
      name: 'read-only access',
      account: bundle({ users: [user('ana', { attached: ['arn:aws:iam::aws:policy/AWSProtonReadOnlyAccess'] })] }),
    },
    {
      name: 'roles passed to Proton among others',
      account: bundle({ policies: [managedPolicy('P', passTo('proton.amazonaws.com', 'ecs.amazonaws.com'))] }),
    },
    {
      name: 'service-linked',
      account: bundle({
        roles: [
          role('AWSServiceRoleForProtonSync', {
            trust: 'proton.amazonaws.com',
            path: '/aws-service-role/sync.proton.amazonaws.com/',
          }),
        ],
      }),
    },
  ],
  invalid: [
    {
      name: 'a role for Proton alone',
      account: bundle({ roles: [role('environment', { trust: 'proton.amazonaws.com' })] }),
      findings: [{ message: 'role', resource: 'environment', text: 'ended', severity: 'warning' }],
    },
    {
      name: 'before the end',
      account: bundle({ roles: [role('environment', { trust: 'proton.amazonaws.com' })] }),
      now: '2026-10-01T00:00:00Z',
      findings: [{ message: 'role', text: 'which ends on', severity: 'suggestion' }],
    },
    {
      name: 'a role for Proton and CodeBuild',
      account: bundle({
        roles: [role('both', { trust: trust({ Service: ['codebuild.amazonaws.com', 'proton.amazonaws.com'] }) })],
      }),
      findings: [
        {
          message: 'trust',
          resource: 'both',
          at: '/authorizationDetails/RoleDetailList/0/AssumeRolePolicyDocument/Statement/0/Principal/Service/1',
        },
      ],
    },
    {
      name: 'policies of AWS for Proton',
      account: bundle({
        users: [user('ana', { attached: ['AWSProtonDeveloperAccess'] })],
        groups: [group('platform', { attached: ['AWSProtonFullAccess'] })],
      }),
      findings: [
        { message: 'attached', resource: 'platform' },
        { message: 'attached', resource: 'ana', text: 'User ana has AWSProtonDeveloperAccess' },
      ],
    },
    {
      name: 'roles passed to Proton alone',
      account: bundle({ policies: [managedPolicy('P', passTo('proton.amazonaws.com'))] }),
      findings: [{ message: 'passRole', resource: 'P' }],
    },
  ],
});
