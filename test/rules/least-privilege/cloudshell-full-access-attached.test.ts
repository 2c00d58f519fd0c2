import rule from '../../../src/rules/least-privilege/cloudshell-full-access-attached.ts';
import { allow, bundle, group, managedPolicy, role, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const attached = ['AWSCloudShellFullAccess'];

testRule(rule, {
  valid: [
    { name: 'other policies', account: bundle({ users: [user('ana', { attached: ['ReadOnlyAccess'] })] }) },
    {
      name: 'a policy of the customer with that name',
      account: bundle({
        users: [user('ana', { attached: [`arn:aws:iam::111122223333:policy/AWSCloudShellFullAccess`] })],
        policies: [managedPolicy('P', allow('s3:GetObject'))],
      }),
    },
    {
      name: 'Identity Center',
      account: bundle({
        roles: [role('AWSReservedSSO_Dev_0', { path: '/aws-reserved/sso.amazonaws.com/', attached })],
      }),
    },
  ],
  invalid: [
    {
      name: 'a user, a group and a role',
      account: bundle({
        users: [user('ana', { attached })],
        groups: [group('dev', { attached })],
        roles: [role('deploy', { attached })],
      }),
      findings: [
        { message: 'attached', resource: 'dev' },
        { message: 'attached', resource: 'deploy' },
        { message: 'attached', resource: 'ana' },
      ],
    },
  ],
});
