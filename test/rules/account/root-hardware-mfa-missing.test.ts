import rule from '../../../src/rules/account/root-hardware-mfa-missing.ts';
import { arnOf, bundle } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

/** Virtual devices, assigned to these. */
const devices = (...userArns: readonly string[]) => ({
  virtualMfaDevices: {
    VirtualMFADevices: userArns.map((Arn, index) => ({
      SerialNumber: `arn:aws:iam::111122223333:mfa/device-${index}`,
      User: { Arn },
    })),
  },
});
const root = 'arn:aws:iam::111122223333:root';

testRule(rule, {
  valid: [
    { name: 'no virtual device', account: bundle({ rootRow: {}, rest: devices() }) },
    {
      name: 'virtual devices of users',
      account: bundle({ rootRow: {}, rest: devices(arnOf('user', 'ana'), arnOf('user', 'root')) }),
    },
    {
      name: 'no MFA at all is another finding',
      account: bundle({ rootRow: { mfa_active: 'false' }, rest: devices() }),
    },
    { name: 'no credentials', account: bundle({ rootRow: { password_enabled: 'false' }, rest: devices(root) }) },
    { name: 'devices not collected', account: bundle({ rootRow: {} }), skipped: 'no virtual mfa devices' },
    {
      name: 'a summary that does not tell',
      account: bundle({ summary: { Users: 1 }, rest: devices() }),
      skipped: 'nothing tells whether root has MFA',
    },
  ],
  invalid: [
    {
      name: 'virtual',
      account: bundle({ rootRow: {}, rest: devices(arnOf('user', 'ana'), root) }),
      findings: [
        {
          message: 'virtual',
          resource: 'root',
          severity: 'security',
          evidence: { serialNumber: 'arn:aws:iam::111122223333:mfa/device-1' },
        },
      ],
    },
    {
      name: 'virtual, with the account summary',
      account: bundle({ summary: { AccountMFAEnabled: 1 }, rest: devices(root) }),
      findings: [{ message: 'virtual' }],
    },
  ],
});
