import rule from '../../../src/rules/account/expired-server-certificate.ts';
import { bundle } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

/** Certificates by name, with their expiration. */
const certificates = (expirations: Readonly<Record<string, string | undefined>>) => ({
  serverCertificates: {
    ServerCertificateMetadataList: Object.entries(expirations).map(([ServerCertificateName, Expiration]) => ({
      ServerCertificateName,
      Arn: `arn:aws:iam::111122223333:server-certificate/${ServerCertificateName}`,
      Expiration,
    })),
  },
});

testRule(rule, {
  valid: [
    { name: 'good for a second more', account: bundle({ rest: certificates({ web: '2026-11-01T00:00:01Z' }) }) },
    { name: 'none', account: bundle({ rest: certificates({}) }) },
    { name: 'not collected', account: bundle(), skipped: 'no server certificates' },
    {
      name: 'without an expiration',
      account: bundle({ rest: certificates({ web: undefined }) }),
      skipped: 'server certificate web',
    },
  ],
  invalid: [
    {
      name: 'expired this second',
      account: bundle({ rest: certificates({ web: '2026-11-01T00:00:00Z', next: '2027-01-01T00:00:00Z' }) }),
      findings: [
        {
          message: 'expired',
          resource: 'web',
          severity: 'security',
          text: 'on 2026-11-01',
          evidence: { expiration: '2026-11-01T00:00:00.000Z' },
        },
      ],
    },
    {
      name: 'one finding a certificate',
      account: bundle({ rest: certificates({ b: '2020-01-01T00:00:00Z', a: '2021-01-01T00:00:00Z' }) }),
      findings: [
        { message: 'expired', resource: 'a' },
        { message: 'expired', resource: 'b' },
      ],
    },
  ],
});
