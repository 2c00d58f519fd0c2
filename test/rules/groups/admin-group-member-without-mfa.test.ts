import rule from '../../../src/rules/groups/admin-group-member-without-mfa.ts';
import { allow, arnOf, bundle, group, managedPolicy, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const admins = group('admins', { attached: ['AdministratorAccess'] });

testRule(rule, {
  valid: [
    {
      name: 'members with MFA',
      account: bundle({ users: [user('ana', { groups: ['admins'], row: { mfa_active: 'true' } })], groups: [admins] }),
    },
    { name: 'no members', account: bundle({ users: [user('ana', { row: {} })], groups: [admins] }) },
    {
      name: 'another group',
      account: bundle({ users: [user('ana', { groups: ['dev'], row: {} })], groups: [admins, group('dev')] }),
    },
    {
      name: "a customer's policy of that name",
      account: bundle({
        users: [user('ana', { groups: ['dev'], row: {} })],
        groups: [group('dev', { attached: [arnOf('policy', 'AdministratorAccess')] })],
        policies: [managedPolicy(arnOf('policy', 'AdministratorAccess'), allow('s3:GetObject'))],
      }),
    },
    {
      name: 'no report',
      account: bundle({ users: [user('ana', { groups: ['admins'] })], groups: [admins] }),
      skipped: 'no credential report',
    },
    {
      name: 'a member that neither source has',
      account: bundle({ users: [user('ana', { groups: ['admins'] })], groups: [admins], rest: { mfaDevices: {} } }),
      skipped: 'tell of ana',
    },
  ],
  invalid: [
    {
      name: 'two of three',
      account: bundle({
        users: [
          user('cy', { groups: ['admins'], row: {} }),
          user('bo', { groups: ['admins'], row: { mfa_active: 'true' } }),
          user('ana', { groups: ['admins'], row: {} }),
        ],
        groups: [admins],
      }),
      findings: [
        {
          message: 'missing',
          resource: 'admins',
          severity: 'security',
          text: 'ana, cy',
          evidence: { users: ['ana', 'cy'] },
        },
      ],
    },
    {
      name: 'by the list of devices',
      account: bundle({ users: [user('ana', { groups: ['admins'], mfa: [] })], groups: [admins] }),
      findings: [{ message: 'missing' }],
    },
  ],
});
