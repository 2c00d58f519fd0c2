import rule from '../../../src/rules/users/user-stale-sagemaker-access.ts';
import { arnOf, bundle, report, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const ana = arnOf('user', 'ana');

testRule(rule, {
  valid: [
    {
      name: 'used 90 days ago',
      account: bundle({ users: [user('ana')], advisor: { [ana]: report({ sagemaker: '2026-08-03' }) } }),
    },
    { name: 'not granted', account: bundle({ users: [user('ana')], advisor: { [ana]: report({ bedrock: null }) } }) },
    {
      name: 'never used by a user of 90 days',
      account: bundle({
        users: [user('ana', { created: '2026-08-03' })],
        advisor: { [ana]: report({ sagemaker: null }) },
      }),
    },
    { name: 'no reports', account: bundle({ users: [user('ana')] }), skipped: 'no access advisor' },
  ],
  invalid: [
    {
      name: 'used 91 days ago',
      account: bundle({ users: [user('ana')], advisor: { [ana]: report({ sagemaker: '2026-08-02' }) } }),
      findings: [{ message: 'unused', resource: 'ana', evidence: { days: 91 } }],
    },
    {
      name: 'never used',
      account: bundle({ users: [user('ana')], advisor: { [ana]: report({ sagemaker: null }) } }),
      findings: [{ message: 'never', evidence: { lastUsed: null } }],
    },
  ],
});
