import rule from '../../../src/rules/users/user-administrator-access.ts';
import { allow, arnOf, bundle, group, managedPolicy, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'through a group',
      account: bundle({
        users: [user('ana', { groups: ['admins'] })],
        groups: [group('admins', { attached: ['AdministratorAccess'] })],
      }),
    },
    {
      name: 'a policy of the customer that has only the name',
      account: bundle({
        users: [user('ana', { attached: [arnOf('policy', 'AdministratorAccess')] })],
        policies: [managedPolicy(arnOf('policy', 'AdministratorAccess'), allow('s3:GetObject'))],
      }),
    },
    {
      name: 'a policy of that name that the snapshot lacks',
      account: bundle({ users: [user('ana', { attached: [arnOf('policy', 'AdministratorAccess')] })] }),
      skipped: 'the policy arn:aws:iam::111122223333:policy/AdministratorAccess is not in the snapshot',
    },
    { name: 'another policy', account: bundle({ users: [user('ana', { attached: ['ReadOnlyAccess'] })] }) },
    {
      name: 'held short by a boundary',
      account: bundle({
        users: [user('ana', { attached: ['AdministratorAccess'], boundary: 'Limit' })],
        policies: [managedPolicy('Limit', allow('s3:*'))],
      }),
    },
    {
      name: 'held short by the organization',
      account: bundle({
        users: [user('ana', { attached: ['AdministratorAccess'] })],
        rest: { organization: { scp: [[allow('s3:*')]] } },
      }),
    },
    {
      name: 'an unknown boundary',
      account: bundle({
        users: [user('ana', { attached: ['AdministratorAccess'], boundary: 'arn:aws:iam::111122223333:policy/Gone' })],
      }),
      skipped: 'boundary',
    },
    { name: 'as a boundary', account: bundle({ users: [user('ana', { boundary: 'AdministratorAccess' })] }) },
  ],
  invalid: [
    {
      name: 'a boundary and an organization that limit nothing',
      account: bundle({
        users: [user('ana', { attached: ['AdministratorAccess'], boundary: 'AdministratorAccess' })],
        rest: { organization: { scp: [[allow('*')]] } },
      }),
      findings: [{ message: 'attached', resource: 'ana' }],
    },
    {
      name: 'of AWS',
      account: bundle({ users: [user('ana', { attached: ['AdministratorAccess'] })] }),
      findings: [
        {
          message: 'attached',
          resource: 'ana',
          severity: 'security',
          evidence: { policy: 'arn:aws:iam::aws:policy/AdministratorAccess' },
        },
      ],
    },
    {
      name: 'of the customer',
      account: bundle({
        users: [user('ana', { attached: [arnOf('policy', 'AdministratorAccess')] })],
        policies: [managedPolicy(arnOf('policy', 'AdministratorAccess'), allow('*'))],
      }),
      findings: [{ message: 'attached', resource: 'ana' }],
    },
  ],
});
