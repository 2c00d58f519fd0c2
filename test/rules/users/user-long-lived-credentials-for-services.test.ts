import rule from '../../../src/rules/users/user-long-lived-credentials-for-services.ts';
import { arnOf, bundle, report, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const key = { access_key_1_active: 'true' } as const;
const ana = arnOf('user', 'ana');

testRule(rule, {
  valid: [
    {
      name: 'IAM and STS only',
      account: bundle({
        users: [user('ana', { row: key })],
        advisor: { [ana]: report({ iam: '2026-10-30', sts: null }) },
      }),
    },
    {
      name: 'no key',
      account: bundle({
        users: [user('ana', { row: { password_enabled: 'true' } })],
        advisor: { [ana]: report({ s3: '2026-10-30' }) },
      }),
    },
    {
      name: 'inactive key',
      account: bundle({
        users: [user('ana', { row: { access_key_1_last_rotated: '2025-01-01' } })],
        advisor: { [ana]: report({ s3: null }) },
      }),
    },
    { name: 'no reports', account: bundle({ users: [user('ana', { row: key })] }), skipped: 'no access advisor' },
    {
      name: 'a report that did not complete',
      account: bundle({
        users: [user('ana', { row: key }), user('bo', { row: {} })],
        advisor: { [arnOf('user', 'bo')]: report({ iam: null }), [ana]: report({ s3: null }, { JobStatus: 'FAILED' }) },
      }),
      skipped: 'no completed access advisor report for ana',
    },
  ],
  invalid: [
    {
      name: 'granted and used',
      account: bundle({
        users: [user('ana', { row: key })],
        advisor: { [ana]: report({ sts: null, sqs: null, s3: '2026-10-30' }) },
      }),
      findings: [
        {
          message: 'services',
          resource: 'ana',
          severity: 'security',
          text: 'access to s3, sqs.',
          evidence: { services: ['s3', 'sqs'], used: ['s3'] },
        },
      ],
    },
    {
      name: 'many',
      account: bundle({
        users: [user('ana', { row: key })],
        advisor: { [ana]: report({ a4b: null, ec2: null, kms: null, rds: null, s3: null, sns: null, sqs: null }) },
      }),
      findings: [{ message: 'services', text: 'a4b, ec2, kms, rds, s3 and 2 more services' }],
    },
  ],
});
