import { defineRule } from '../../rule.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html */
export default defineRule({
  meta: {
    id: 'allow-with-not-principal',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 9,
    summary: 'NotPrincipal does not stand with Effect Allow.',
    why: 'The statement allows everyone except those listed, strangers without credentials included.',
    remedy: 'List who is allowed in Principal; use NotPrincipal with Deny at most.',
    messages: {
      everyone: 'Allow with NotPrincipal allows everyone else, anonymous callers too. Use Principal.',
    },
    policyTypes: ['resource'],
    references: {
      accessAnalyzer: ['ALLOW_WITH_NOT_PRINCIPAL'],
      boogy: ['not_principal_validation'],
      parliament: ['NOTPRINCIPAL_WITH_ALLOW'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ isAllow, notPrincipal }) {
      if (isAllow === true && notPrincipal) report({ at: notPrincipal.namePlace, message: 'everyone' });
    },
  }),
});
