import { defineRule } from '../../rule.ts';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html */
export default defineRule({
  meta: {
    id: 'rcp-syntax-error-notaction',
    subject: 'policy',
    severity: 'error',
    summary: 'A resource control policy has no NotAction.',
    why: 'AWS Organizations refuses a resource control policy with NotAction.',
    remedy: 'List the actions in Action.',
    messages: { unsupported: 'NotAction is not allowed in a resource control policy. List the actions in Action.' },
    policyTypes: ['rcp'],
    references: { accessAnalyzer: ['RCP_SYNTAX_ERROR_NOTACTION'], boogy: ['policy_type_validation'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ notAction }) {
      if (notAction) report({ at: notAction.namePlace, message: 'unsupported' });
    },
  }),
});
