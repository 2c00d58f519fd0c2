import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'root-signing-certificate-active',
    subject: 'account',
    severity: 'security',
    securitySeverity: 7,
    summary: 'Root has no active signing certificate.',
    why: 'It signs requests as root, which nothing can limit, and only for old SOAP interfaces that hardly anything uses.',
    remedy: 'Deactivate the certificate on the security credentials page of root, then delete it.',
    messages: { active: 'Root has an active signing certificate. Deactivate it, then delete it.' },
    needs: [['credentialReport', 'accountSummary']],
    references: { scoutsuite: ['iam-root-account-with-active-certs'] },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account({ root, summary }) {
      const count = summary?.AccountSigningCertificatesPresent;
      const certificates = root.credentials?.certActive;
      if (!certificates && count === undefined) skip('nothing tells whether root has signing certificates');
      if (certificates?.includes(true) || (count ?? 0) > 0) report({ at: root, message: 'active' });
    },
  }),
});
