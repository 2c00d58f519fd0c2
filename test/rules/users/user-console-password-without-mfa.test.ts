import rule from '../../../src/rules/users/user-console-password-without-mfa.ts';
import { bundle, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'with MFA',
      account: bundle({ users: [user('ana', { row: { password_enabled: 'true', mfa_active: 'true' } })] }),
    },
    { name: 'no password', account: bundle({ users: [user('ana', { row: {} })] }) },
    { name: 'a key only', account: bundle({ users: [user('ana', { row: { access_key_1_active: 'true' } })] }) },
    {
      name: 'a device registered since the report was made',
      account: bundle({
        users: [user('ana', { row: { password_enabled: 'true' }, mfa: ['arn:aws:iam::111122223333:mfa/ana'] })],
      }),
    },
    {
      name: 'a row whose user the details lack',
      account: bundle({
        users: [user('ana', { row: {} })],
        rest: {
          credentialReportCsv: bundle({
            users: [
              user('ana', { row: {} }),
              user('ghost', {
                row: { password_enabled: 'true', access_key_1_active: 'true', access_key_1_last_rotated: '2026-01-05' },
              }),
            ],
          })['credentialReportCsv'],
        },
      }),
      skipped: 'the details lack ghost',
    },
    { name: 'root', account: bundle({ rootRow: { password_enabled: 'true', mfa_active: 'false' } }) },
    { name: 'no report', account: bundle({ users: [user('ana')] }), skipped: 'no credential report' },
    {
      name: 'a report without the user',
      account: bundle({
        users: [user('ana')],
        rest: { credentialReportCsv: bundle({ rootRow: {} }).credentialReportCsv },
      }),
      skipped: 'no row in the credential report for ana',
    },
  ],
  invalid: [
    {
      name: 'password and no MFA',
      account: bundle({ users: [user('ana', { row: { password_enabled: 'true' } })] }),
      findings: [{ message: 'missing', resource: 'ana', severity: 'security', evidence: { passwordLastUsed: null } }],
    },
    {
      name: 'a report in capitals',
      account: bundle({
        users: [
          user('ana', { row: { password_enabled: 'TRUE', mfa_active: 'FALSE', password_last_used: '2026-10-01' } }),
        ],
      }),
      findings: [{ message: 'missing', evidence: { passwordLastUsed: '2026-10-01T00:00:00.000Z' } }],
    },
  ],
});
