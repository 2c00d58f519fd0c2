import rule from '../../../src/rules/users/user-with-password-and-access-key.ts';
import { bundle, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a password only', account: bundle({ users: [user('ana', { row: { password_enabled: 'true' } })] }) },
    { name: 'a key only', account: bundle({ users: [user('ana', { row: { access_key_1_active: 'true' } })] }) },
    { name: 'root', account: bundle({ rootRow: { password_enabled: 'true', access_key_1_active: 'true' } }) },
    { name: 'no report', account: bundle({ users: [user('ana')] }), skipped: 'no credential report' },
  ],
  invalid: [
    {
      name: 'active',
      account: bundle({ users: [user('ana', { row: { password_enabled: 'true', access_key_1_active: 'true' } })] }),
      findings: [{ message: 'active', resource: 'ana', severity: 'warning', evidence: { activeKeys: 1 } }],
    },
    {
      name: 'inactive',
      account: bundle({
        users: [user('ana', { row: { password_enabled: 'true', access_key_2_last_rotated: '2025-01-01' } })],
      }),
      findings: [{ message: 'inactive', evidence: { activeKeys: 0 } }],
    },
  ],
});
