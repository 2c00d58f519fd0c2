import rule from '../../../src/rules/account/root-signing-certificate-active.ts';
import { bundle } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'none', account: bundle({ rootRow: {} }) },
    { name: 'none by the account summary', account: bundle({ summary: { AccountSigningCertificatesPresent: 0 } }) },
    { name: 'neither source', account: bundle(), skipped: 'no credential report' },
    {
      name: 'a summary without the count',
      account: bundle({ summary: { Users: 1 } }),
      skipped: 'signing certificates',
    },
  ],
  invalid: [
    {
      name: 'in the report',
      account: bundle({ rootRow: { cert_2_active: 'true' } }),
      findings: [{ message: 'active', resource: 'root', severity: 'security' }],
    },
    {
      name: 'in the summary',
      account: bundle({ summary: { AccountSigningCertificatesPresent: 1 } }),
      findings: [{ message: 'active' }],
    },
  ],
});
