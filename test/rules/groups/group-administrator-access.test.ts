import rule from '../../../src/rules/groups/group-administrator-access.ts';
import { allow, arnOf, bundle, group, managedPolicy, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'its only member is held short by a boundary',
      account: bundle({
        users: [user('ana', { groups: ['admins'], boundary: 'ReadOnlyAccess' })],
        groups: [group('admins', { attached: ['AdministratorAccess'] })],
      }),
    },
    {
      name: 'held short by the organization',
      account: bundle({
        groups: [group('admins', { attached: ['AdministratorAccess'] })],
        rest: { organization: { scp: [[allow('s3:*')]] } },
      }),
    },
    {
      name: 'a member with an unknown boundary',
      account: bundle({
        users: [user('ana', { groups: ['admins'], boundary: 'arn:aws:iam::111122223333:policy/Gone' })],
        groups: [group('admins', { attached: ['AdministratorAccess'] })],
      }),
      skipped: 'boundary',
    },
    {
      name: 'a policy of the customer that has only the name',
      account: bundle({
        groups: [group('dev', { attached: [arnOf('policy', 'AdministratorAccess')] })],
        policies: [managedPolicy(arnOf('policy', 'AdministratorAccess'), allow('s3:GetObject'))],
      }),
    },
    {
      name: 'a policy of that name that the snapshot lacks',
      account: bundle({ groups: [group('dev', { attached: [arnOf('policy', 'AdministratorAccess')] })] }),
      skipped: 'the policy arn:aws:iam::111122223333:policy/AdministratorAccess is not in the snapshot',
    },
    { name: 'another policy', account: bundle({ groups: [group('dev', { attached: ['ReadOnlyAccess'] })] }) },
    {
      name: 'a user has it',
      account: bundle({
        users: [user('ana', { groups: ['dev'], attached: ['AdministratorAccess'] })],
        groups: [group('dev')],
      }),
    },
  ],
  invalid: [
    {
      name: 'a policy of the customer that allows as much',
      account: bundle({
        groups: [group('dev', { attached: [arnOf('policy', 'AdministratorAccess')] })],
        policies: [managedPolicy(arnOf('policy', 'AdministratorAccess'), allow('*'))],
      }),
      findings: [{ message: 'attached', resource: 'dev' }],
    },
    {
      name: 'with a member',
      account: bundle({
        users: [user('ana', { groups: ['admins'] })],
        groups: [group('admins', { attached: ['AdministratorAccess'] })],
      }),
      findings: [{ message: 'attached', resource: 'admins', severity: 'security', evidence: { members: ['ana'] } }],
    },
    {
      name: 'without members',
      account: bundle({ groups: [group('admins', { attached: ['AdministratorAccess'] })] }),
      findings: [{ message: 'attached', evidence: { members: [] } }],
    },
  ],
});
