import rule from '../../../src/rules/users/user-without-mfa.ts';
import { bundle, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'MFA in the report', account: bundle({ users: [user('ana', { row: { mfa_active: 'true' } })] }) },
    { name: 'MFA in the list of devices', account: bundle({ users: [user('ana', { mfa: ['GAHT12345678'] })] }) },
    {
      name: 'with a password: another finding',
      account: bundle({ users: [user('ana', { row: { password_enabled: 'true' } })] }),
    },
    { name: 'neither source', account: bundle({ users: [user('ana')] }), skipped: 'no credential report' },
    {
      name: 'a user that neither source has',
      account: bundle({ users: [user('ana')], rest: { mfaDevices: {} } }),
      skipped: 'tell of ana',
    },
    {
      name: 'a row whose user the details lack',
      account: bundle({
        users: [user('ana', { row: { mfa_active: 'true' } })],
        rest: {
          credentialReportCsv: bundle({
            users: [
              user('ana', { row: { mfa_active: 'true' } }),
              user('ghost', {
                row: { password_enabled: 'true', access_key_1_active: 'true', access_key_1_last_rotated: '2026-01-05' },
              }),
            ],
          })['credentialReportCsv'],
        },
      }),
      skipped: 'the details lack ghost',
    },
  ],
  invalid: [
    {
      name: 'keys',
      account: bundle({ users: [user('ana', { row: { access_key_1_active: 'true' } })] }),
      findings: [{ message: 'keys', resource: 'ana', severity: 'warning' }],
    },
    {
      name: 'no credentials at all',
      account: bundle({ users: [user('ana', { row: {} })] }),
      findings: [{ message: 'none', severity: 'suggestion' }],
    },
    {
      name: 'nothing known but the devices',
      account: bundle({ users: [user('ana', { mfa: [] })] }),
      findings: [{ message: 'none', severity: 'warning' }],
    },
  ],
});
