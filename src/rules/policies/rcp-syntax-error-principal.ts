import { defineRule } from '../../rule.ts';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html */
export default defineRule({
  meta: {
    id: 'rcp-syntax-error-principal',
    subject: 'policy',
    severity: 'error',
    summary: 'The Principal of a resource control policy is *.',
    why: 'AWS Organizations refuses a resource control policy that names principals.',
    remedy: 'Write "Principal": "*" and single principals out with a condition, for example on aws:PrincipalArn.',
    messages: {
      principal: 'The principal "{{value}}" is not allowed in a resource control policy; only "*" is. Use a condition.',
      notPrincipal: 'NotPrincipal is not allowed in a resource control policy. Write "Principal": "*" and a condition.',
    },
    policyTypes: ['rcp'],
    references: { accessAnalyzer: ['RCP_SYNTAX_ERROR_PRINCIPAL'], boogy: ['policy_type_validation'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ notPrincipal, principal }) {
      if (notPrincipal) report({ at: notPrincipal.namePlace, message: 'notPrincipal' });
      // A plain string other than * is the finding of invalid-principal-format.
      if (!principal || principal.groups.length === 0) return;
      for (const value of principal.values) {
        if (value.kind === 'AWS' && value.text === '*') continue;
        report({ at: value, message: 'principal', data: { value: value.text } });
      }
    },
  }),
});
