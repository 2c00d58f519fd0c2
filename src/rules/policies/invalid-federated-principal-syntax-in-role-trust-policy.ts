import { defineRule } from '../../rule.ts';
import { providerKind } from '../../semantics/trust-grant.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-federated-web-identity */
export default defineRule({
  meta: {
    id: 'invalid-federated-principal-syntax-in-role-trust-policy',
    subject: 'policy',
    severity: 'error',
    summary: 'A Federated principal is the host of a web identity provider, or the ARN of an OIDC or SAML provider.',
    why: 'IAM refuses any other value.',
    remedy:
      'Write for example accounts.google.com, arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com or arn:aws:iam::111122223333:saml-provider/Name.',
    messages: {
      invalid:
        'Federated principal "{{value}}" is no identity provider. Allowed: the host of a web identity provider, or the ARN of an oidc-provider or saml-provider.',
      scheme:
        'Federated principal "{{value}}" is a URL. Write its host without "{{scheme}}", or the ARN of the provider.',
    },
    policyTypes: ['trust'],
    references: {
      accessAnalyzer: ['INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY'],
      boogy: ['trust_policy_validation'],
      parliament: ['UNKNOWN_FEDERATION_SOURCE'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    principal(principal) {
      const { kind, text, negated } = principal;
      // Wildcards have their own rule, and a placeholder may stand for anything.
      if (kind !== 'Federated' || negated || /[*?]|\$\{/.test(text) || providerKind(text)) return;
      const scheme = /^https?:\/\//i.exec(text)?.[0];
      if (scheme === undefined) report({ at: principal, message: 'invalid', data: { value: text } });
      else report({ at: principal, message: 'scheme', data: { value: text, scheme } });
    },
  }),
});
