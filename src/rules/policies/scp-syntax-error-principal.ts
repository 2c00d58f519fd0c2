import { defineRule } from '../../rule.ts';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html */
export default defineRule({
  meta: {
    id: 'scp-syntax-error-principal',
    subject: 'policy',
    severity: 'error',
    summary: 'A service control policy has no Principal and no NotPrincipal.',
    why: 'The policy applies to every principal of the accounts it is attached to; AWS Organizations refuses one that names a principal.',
    remedy: 'Remove the element; to spare some principals, use a condition on aws:PrincipalArn.',
    messages: {
      unsupported:
        '{{element}} is not allowed in a service control policy. Use a condition on aws:PrincipalArn to spare principals.',
    },
    policyTypes: ['scp'],
    references: { accessAnalyzer: ['SCP_SYNTAX_ERROR_PRINCIPAL'], boogy: ['policy_type_validation'] },
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
