import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'unsupported-principal',
    subject: 'policy',
    severity: 'error',
    summary: 'An identity-based policy has no Principal and no NotPrincipal.',
    why: 'The policy applies to the user, group or role it is attached to; AWS refuses one that names a principal.',
    remedy:
      'Remove the element; if the policy is meant for a resource or as a role trust policy, check it as that type.',
    messages: {
      unsupported: '{{element}} is not allowed in an identity-based policy: it applies to whom it is attached to.',
    },
    policyTypes: ['identity', 'boundary'],
    references: {
      accessAnalyzer: ['UNSUPPORTED_PRINCIPAL'],
      boogy: ['policy_type_validation'],
      cfnLint: ['E3510'],
      parliament: ['MALFORMED'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ principal, notPrincipal }) {
      for (const element of [principal, notPrincipal]) {
        if (element) report({ at: element.namePlace, message: 'unsupported', data: { element: element.name } });
      }
    },
  }),
});
