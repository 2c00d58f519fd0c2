import { skipNamed } from '../../account/credential-use.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'user-without-hardware-mfa',
    subject: 'user',
    severity: 'security',
    securitySeverity: 4,
    precision: 'high',
    summary: 'The MFA devices of users are hardware ones.',
    why: 'Codes of a virtual device or a text message can be phished or taken over with the phone. That a user has no device at all is user-without-mfa.',
    remedy: 'Register a FIDO2 security key or a hardware token, then remove the virtual device.',
    messages: {
      virtual: 'User {{user}} has a virtual MFA device. Use a security key or a hardware token.',
      sms: 'User {{user}} gets MFA codes as text messages, which can be intercepted. Use a security key.',
    },
    needs: ['mfaDevices'],
    references: { prowler: ['iam_user_hardware_mfa_enabled'] },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account({ users }) {
      const without = users.filter(({ mfaDevices }) => !mfaDevices);
      skipNamed('MFA devices were not collected for', without, skip);
      for (const user of users) {
        const kinds = new Set((user.mfaDevices ?? []).map(({ serialNumber }) => kindOf(serialNumber)));
        const message = kinds.has('sms-mfa') ? 'sms' : kinds.has('mfa') ? 'virtual' : undefined;
        if (message) report({ at: user, message, data: { user: user.name } });
      }
    },
  }),
});

/** `mfa` of `arn:aws:iam::111122223333:mfa/ana`; a hardware token has a bare serial number, a security key `u2f`. */
function kindOf(serialNumber: string): string | undefined {
  return serialNumber.startsWith('arn:') ? serialNumber.split(':')[5]?.split('/')[0] : undefined;
}
