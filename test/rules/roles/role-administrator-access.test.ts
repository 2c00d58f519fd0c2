import rule from '../../../src/rules/roles/role-administrator-access.ts';
import { allow, bundle, managedPolicy, role, trust } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const people = trust({ AWS: 'arn:aws:iam::111122223333:root' });

testRule(rule, {
  valid: [
    { name: 'a role of a service', account: bundle({ roles: [role('batch', { attached: ['AdministratorAccess'] })] }) },
    {
      name: 'a power user',
      account: bundle({ roles: [role('dev', { trust: people, attached: ['PowerUserAccess'] })] }),
    },
    {
      name: 'Identity Center',
      account: bundle({
        roles: [
          role('AWSReservedSSO_Admin_0', {
            trust: people,
            path: '/aws-reserved/sso.amazonaws.com/',
            attached: ['AdministratorAccess'],
          }),
        ],
      }),
    },
    {
      name: 'held short by a boundary',
      account: bundle({
        roles: [role('dev', { trust: people, attached: ['AdministratorAccess'], boundary: 'Limit' })],
        policies: [managedPolicy('Limit', allow('s3:*'))],
      }),
    },
    {
      name: 'an unknown boundary',
      account: bundle({
        roles: [
          role('dev', {
            trust: people,
            attached: ['AdministratorAccess'],
            boundary: 'arn:aws:iam::111122223333:policy/Gone',
          }),
        ],
      }),
      skipped: 'boundary',
    },
    {
      name: 'one policy alone is reported where it stands',
      account: bundle({ roles: [role('dev', { trust: people, inline: { p: allow('*') } })] }),
    },
  ],
  invalid: [
    {
      name: 'people',
      account: bundle({ roles: [role('admin', { trust: people, attached: ['AdministratorAccess'] })] }),
      findings: [{ message: 'attached', resource: 'admin' }],
    },
    {
      name: 'two policies together',
      account: bundle({ roles: [role('admin', { trust: people, attached: ['PowerUserAccess', 'IAMFullAccess'] })] }),
      findings: [{ message: 'together', resource: 'admin', text: 'PowerUserAccess, IAMFullAccess' }],
    },
  ],
});
