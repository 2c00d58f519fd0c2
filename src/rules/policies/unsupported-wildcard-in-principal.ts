import { defineRule } from '../../rule.ts';
import { hasWildcard } from '../../policy/pattern.ts';

const kinds = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export default defineRule({
  meta: {
    id: 'unsupported-wildcard-in-principal',
    subject: 'policy',
    severity: 'error',
    summary: 'A principal has no wildcard, except that an AWS principal may be * alone.',
    why: 'AWS does not match patterns in a Principal: it refuses the policy.',
    remedy:
      'Name the principals in full, or name their account and narrow it with a condition on aws:PrincipalArn, where wildcards work.',
    messages: {
      part: 'The principal "{{value}}" has a wildcard inside, which AWS does not match. Name it in full, or use a condition on aws:PrincipalArn.',
      alone: '"*" is not allowed under "{{kind}}". Name the principals; only "AWS" may have *.',
    },
    policyTypes: ['resource', 'trust', 'rcp'],
    references: {
      accessAnalyzer: ['UNSUPPORTED_WILDCARD_IN_PRINCIPAL'],
      boogy: ['principal_validation'],
      parliament: ['UNKNOWN_PRINCIPAL'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    principal(principal, statement) {
      const { kind, text, negated } = principal;
      const element = negated ? statement.notPrincipal : statement.principal;
      // A plain string other than * is the finding of invalid-principal-format.
      if (!element?.groups.length || !kinds.includes(kind) || !hasWildcard(text, { variables: true })) return;
      if (text !== '*') report({ at: principal, message: 'part', data: { value: text } });
      else if (kind !== 'AWS') report({ at: principal, message: 'alone', data: { kind } });
    },
  }),
});
