import { rootHasCredential, rootHasMfa } from '../../account/root-state.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'root-hardware-mfa-missing',
    subject: 'account',
    severity: 'security',
    securitySeverity: 6,
    precision: 'high',
    summary: 'The MFA device of root is a hardware one.',
    why: 'A virtual device lives on a phone that can be stolen, cloned or tricked into giving away a code. That no MFA is set at all is root-mfa-missing.',
    remedy: 'Register a FIDO2 security key or a hardware token for root, then remove the virtual device.',
    messages: { virtual: 'The MFA device of root is a virtual one. Use a security key or a hardware token.' },
    needs: ['virtualMfaDevices', ['credentialReport', 'accountSummary']],
    references: {
      prowler: ['iam_root_hardware_mfa_enabled'],
      scoutsuite: ['iam-root-account-no-hardware-mfa'],
      securityHub: ['IAM.6'],
      awsConfig: ['root-account-hardware-mfa-enabled'],
      cis: ['1.2/1.14', '1.4/1.6', '1.5/1.6', '2.0/1.6', '3.0/1.6', '4.0/1.6', '5.0/1.5', '6.0/2.5', '7.0/2.6'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      if (account.partition !== 'aws') {
        skip(`not judged in partition ${account.partition}: hardware MFA for root is not offered alike there`);
        return;
      }
      const mfa = rootHasMfa(account);
      if (mfa === undefined) skip('nothing tells whether root has MFA');
      if (mfa !== true || rootHasCredential(account) === false) return;
      const device = account.virtualMfaDevices?.find(({ userArn }) => userArn?.endsWith(':root'));
      if (device) report({ at: account.root, message: 'virtual', evidence: { serialNumber: device.serialNumber } });
    },
  }),
});
