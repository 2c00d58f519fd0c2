import rule from '../../../src/rules/users/service-user-with-password.ts';
import { bundle, group, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'no password',
      account: bundle({ users: [user('ci', { groups: ['programs'], row: {} })], groups: [group('programs')] }),
      options: { groups: ['programs'] },
    },
    {
      name: 'a person',
      account: bundle({
        users: [user('ana', { groups: ['dev'], row: { password_enabled: 'true' } })],
        groups: [group('dev')],
      }),
      options: { groups: ['programs'] },
    },
    {
      name: 'no groups named',
      account: bundle({
        users: [user('ci', { groups: ['programs'], row: { password_enabled: 'true' } })],
        groups: [group('programs')],
      }),
      skipped: 'option "groups"',
    },
    {
      name: 'no report',
      account: bundle({ users: [user('ci')] }),
      options: { groups: ['programs'] },
      skipped: 'no credential report',
    },
  ],
  invalid: [
    {
      name: 'a password',
      account: bundle({
        users: [user('ci', { groups: ['all', 'programs'], row: { password_enabled: 'true' } })],
        groups: [group('all'), group('programs')],
      }),
      options: { groups: ['programs'] },
      findings: [{ message: 'password', resource: 'ci', text: 'of group programs' }],
    },
  ],
});
