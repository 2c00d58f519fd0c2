import rule from '../../../src/rules/account/root-used-recently.ts';
import { bundle } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'never used', account: bundle({ rootRow: {} }) },
    { name: 'used two days ago', account: bundle({ rootRow: { password_last_used: '2026-10-30' } }) },
    { name: 'key used long ago', account: bundle({ rootRow: { access_key_1_last_used_date: '2024-01-01' } }) },
    { name: 'no report', account: bundle(), skipped: 'no credential report' },
    {
      name: 'within the grace that the options give',
      account: bundle({ rootRow: { password_last_used: '2026-10-31' } }),
      options: { days: 0 },
    },
  ],
  invalid: [
    {
      name: 'password used yesterday',
      account: bundle({ rootRow: { password_last_used: '2026-10-31' } }),
      findings: [{ message: 'recent', resource: 'root', text: 'on 2026-10-31', evidence: { days: 1, by: 'password' } }],
    },
    {
      name: 'a second less than two days ago',
      account: bundle({ rootRow: { password_last_used: '2026-10-30T00:00:01+00:00' } }),
      findings: [{ message: 'recent', evidence: { days: 1 } }],
    },
    {
      name: 'the most recent of the three counts',
      account: bundle({
        rootRow: {
          password_last_used: '2024-01-01',
          access_key_1_last_used_date: '2025-01-01',
          access_key_2_last_used_date: '2026-10-31',
        },
      }),
      findings: [{ message: 'recent', evidence: { by: 'accessKey', lastUsed: '2026-10-31T00:00:00.000Z' } }],
    },
    {
      name: 'a longer period',
      account: bundle({ rootRow: { password_last_used: '2026-08-03' } }),
      options: { days: 90 },
      findings: [{ message: 'recent', evidence: { days: 90 } }],
    },
  ],
});
