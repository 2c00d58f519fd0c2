import { defineRule } from '../../rule.ts';
import { githubIssuer, holdsToClaim, webIdentities } from '../../semantics/trust-grant.ts';

/** GitHub has a rule of its own, so that its lack of a condition is reported once. */
export default defineRule({
  meta: {
    id: 'missing-condition-key-for-oidc-principal',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 8.5,
    summary: 'A role for an OpenID Connect provider tests the claims of its tokens.',
    why: 'Without a condition any token of the provider will do, whoever it was made for.',
    remedy: "Add a condition on the provider's :aud and :sub keys.",
    messages: {
      missing:
        'Any token of "{{issuer}}" can assume the role. Add a condition on "{{issuer}}:aud" and "{{issuer}}:sub".',
    },
    policyTypes: ['trust'],
    references: { accessAnalyzer: ['MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL'], boogy: ['trust_policy_validation'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      if (statement.isDamaged) return;
      for (const { principal, issuer } of webIdentities(statement)) {
        if (issuer === githubIssuer || holdsToClaim(statement, issuer, () => true)) continue;
        report({ at: principal, message: 'missing', data: { issuer } });
      }
    },
  }),
});
