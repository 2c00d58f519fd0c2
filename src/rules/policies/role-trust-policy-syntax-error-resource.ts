import { defineRule } from '../../rule.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html */
export default defineRule({
  meta: {
    id: 'role-trust-policy-syntax-error-resource',
    subject: 'policy',
    severity: 'error',
    summary: 'A role trust policy has no Resource and no NotResource.',
    why: 'The resource is the role itself; IAM refuses a trust policy that names one.',
    remedy: 'Remove the element.',
    messages: { unsupported: '{{element}} is not allowed in a role trust policy: the role itself is the resource.' },
    policyTypes: ['trust'],
    references: { accessAnalyzer: ['ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ resource, notResource }) {
      for (const element of [resource, notResource]) {
        if (element) report({ at: element.namePlace, message: 'unsupported', data: { element: element.name } });
      }
    },
  }),
});
