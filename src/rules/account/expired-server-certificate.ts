import { dayOf } from '../../account/age.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'expired-server-certificate',
    subject: 'account',
    severity: 'security',
    securitySeverity: 5,
    summary: 'No server certificate kept in IAM has expired.',
    why: 'An expired certificate can be put on a load balancer by mistake, and visitors then see a warning or no page.',
    remedy: 'Delete the certificate from IAM, and keep new ones in AWS Certificate Manager, which renews them.',
    messages: { expired: 'Server certificate {{name}} expired on {{date}}. Delete it from IAM.' },
    needs: ['serverCertificates'],
    references: {
      prowler: ['iam_no_expired_server_certificates_stored'],
      securityHub: ['IAM.26'],
      awsConfig: ['iam-server-certificate-expiration-check'],
      cis: ['1.4/1.19', '1.5/1.19', '2.0/1.19', '3.0/1.19', '4.0/1.19', '5.0/1.18', '6.0/2.18', '7.0/2.17'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip, now }) => ({
    account(account) {
      for (const { name, arn, expiration } of account.serverCertificates ?? []) {
        if (!expiration) skip(`server certificate ${name} has no expiration`);
        if (!expiration || expiration > now) continue;
        const ref = { type: 'AWS::IAM::ServerCertificate', name, arn };
        report({
          at: { ...(account.file !== undefined && { file: account.file }), ref },
          message: 'expired',
          data: { name, date: dayOf(expiration) },
          evidence: { expiration: expiration.toISOString() },
        });
      }
    },
  }),
});
