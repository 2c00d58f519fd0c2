import { defineRule } from '../../rule.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html */
export default defineRule({
  meta: {
    id: 'role-trust-policy-syntax-error-notprincipal',
    subject: 'policy',
    severity: 'error',
    summary: 'A role trust policy has no NotPrincipal.',
    why: 'IAM refuses a trust policy with NotPrincipal.',
    remedy:
      'List who may assume the role in Principal; to exclude some, add a Deny with a condition on aws:PrincipalArn.',
    messages: { unsupported: 'NotPrincipal is not allowed in a role trust policy. Use Principal.' },
    policyTypes: ['trust'],
    references: { accessAnalyzer: ['ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ notPrincipal }) {
      if (notPrincipal) report({ at: notPrincipal.namePlace, message: 'unsupported' });
    },
  }),
});
