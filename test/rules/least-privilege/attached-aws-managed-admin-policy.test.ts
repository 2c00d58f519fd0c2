import rule from '../../../src/rules/least-privilege/attached-aws-managed-admin-policy.ts';
import { allow, bundle, group, managedPolicy, role, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const withoutPolicies = (parts: Record<string, unknown>) => ({
  ...parts,
  authorizationDetails: { ...(parts.authorizationDetails as Record<string, unknown>), Policies: [] },
});

testRule(rule, {
  valid: [
    { name: 'PowerUserAccess alone', account: bundle({ users: [user('ana', { attached: ['PowerUserAccess'] })] }) },
    { name: 'IAMFullAccess alone', account: bundle({ groups: [group('iam', { attached: ['IAMFullAccess'] })] }) },
    {
      name: 'Identity Center',
      account: bundle({
        roles: [
          role('AWSReservedSSO_Admin_0', {
            path: '/aws-reserved/sso.amazonaws.com/',
            attached: ['AdministratorAccess'],
          }),
        ],
      }),
    },
    {
      name: 'held short by a boundary',
      account: bundle({
        users: [user('ana', { attached: ['AdministratorAccess'], boundary: 'Limit' })],
        policies: [managedPolicy('Limit', allow('s3:*'))],
      }),
    },
  ],
  invalid: [
    {
      name: 'each attachment, where it is made',
      account: bundle({
        users: [user('ana', { attached: ['AdministratorAccess'] })],
        roles: [role('batch', { attached: ['AdministratorAccess'] })],
      }),
      findings: [
        { message: 'attached', resource: 'batch', text: 'attached to batch' },
        {
          message: 'attached',
          resource: 'ana',
          evidence: { attachedTo: ['arn:aws:iam::111122223333:user/ana'] },
        },
      ],
    },
    {
      name: 'the snapshot lacks the text of the policy',
      account: withoutPolicies(bundle({ users: [user('ana', { attached: ['AdministratorAccess'] })] })),
      findings: [{ message: 'attached', resource: 'ana' }],
    },
    {
      name: 'two that make an administrator together',
      account: bundle({ groups: [group('ops', { attached: ['PowerUserAccess', 'IAMFullAccess'] })] }),
      findings: [{ message: 'together', resource: 'ops' }],
    },
  ],
});
