import rule from '../../../src/rules/account/root-access-key-present.ts';
import { bundle, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'no keys', account: bundle({ rootRow: {} }) },
    { name: 'none by the account summary', account: bundle({ summary: { AccountAccessKeysPresent: 0 } }) },
    { name: 'neither source', account: bundle(), skipped: 'no credential report in the snapshot; no account summary' },
    { name: 'a summary without the count', account: bundle({ summary: { Users: 3 } }), skipped: 'nothing tells' },
    { name: 'keys of a user', account: bundle({ users: [user('ana', { row: { access_key_1_active: 'true' } })] }) },
  ],
  invalid: [
    {
      name: 'active',
      account: bundle({ rootRow: { access_key_2_active: 'true' } }),
      findings: [{ message: 'active', resource: 'root', severity: 'security', evidence: { keys: [2], active: 1 } }],
    },
    {
      name: 'inactive',
      account: bundle({ rootRow: { access_key_1_last_rotated: '2020-01-01' } }),
      findings: [{ message: 'inactive', resource: 'root', evidence: { keys: [1], active: 0 } }],
    },
    {
      name: 'one of each is reported once',
      account: bundle({ rootRow: { access_key_1_last_rotated: '2020-01-01', access_key_2_active: 'true' } }),
      findings: [{ message: 'active', evidence: { keys: [1, 2], active: 1 } }],
    },
    {
      name: 'summary alone',
      account: bundle({ summary: { AccountAccessKeysPresent: 1 } }),
      findings: [{ message: 'present', resource: 'root' }],
    },
    {
      name: 'a summary newer than the report',
      account: bundle({ rootRow: {}, summary: { AccountAccessKeysPresent: 1 } }),
      findings: [{ message: 'present' }],
    },
  ],
});
