import rule from '../../../src/rules/account/root-mfa-missing.ts';
import { bundle, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

/** The same data as in an account of that partition. */
const govCloud = JSON.parse(
  JSON.stringify(bundle({ users: [user('ana')], rootRow: { mfa_active: 'false' } })).replaceAll(
    'arn:aws:',
    'arn:aws-us-gov:',
  ),
) as ReturnType<typeof bundle>;

testRule(rule, {
  valid: [
    { name: 'with MFA', account: bundle({ rootRow: { mfa_active: 'true' } }) },
    {
      name: 'with MFA by the account summary',
      account: bundle({ summary: { AccountMFAEnabled: 1, AccountPasswordPresent: 1 } }),
    },
    { name: 'no credentials at all', account: bundle({ rootRow: { mfa_active: 'false', password_enabled: 'false' } }) },
    {
      name: 'no credentials by the account summary',
      account: bundle({ summary: { AccountMFAEnabled: 0, AccountPasswordPresent: 0, AccountAccessKeysPresent: 0 } }),
    },
    {
      name: 'no password by the summary, where the report does not tell',
      account: bundle({
        rootRow: { mfa_active: 'false', password_enabled: 'not_supported' },
        summary: { AccountPasswordPresent: 0 },
      }),
    },
    { name: 'neither source', account: bundle(), skipped: 'no credential report in the snapshot' },
    {
      name: 'a summary that does not tell',
      account: bundle({ summary: { Users: 1 } }),
      skipped: 'nothing tells whether root has MFA',
    },
    { name: 'AWS GovCloud', account: govCloud, skipped: 'GovCloud' },
  ],
  invalid: [
    {
      name: 'a password that the report does not tell of',
      account: bundle({ rootRow: { mfa_active: 'false', password_enabled: 'not_supported' } }),
      findings: [{ message: 'missing', resource: 'root', severity: 'security' }],
    },
    {
      name: 'a password',
      account: bundle({ rootRow: { mfa_active: 'false', password_enabled: 'true' } }),
      findings: [{ message: 'missing' }],
    },
    {
      name: 'no password and an active key',
      account: bundle({ rootRow: { mfa_active: 'false', password_enabled: 'false', access_key_1_active: 'true' } }),
      findings: [{ message: 'missing' }],
    },
    {
      name: 'summary alone',
      account: bundle({ summary: { AccountMFAEnabled: 0 } }),
      findings: [{ message: 'missing' }],
    },
  ],
});
