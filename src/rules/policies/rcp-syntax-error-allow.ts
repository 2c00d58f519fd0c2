import { defineRule } from '../../rule.ts';
import type { Statement } from '../../policy/model.ts';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html */
export default defineRule({
  meta: {
    id: 'rcp-syntax-error-allow',
    subject: 'policy',
    severity: 'error',
    summary: 'A resource control policy only denies.',
    why: 'Only RCPFullAWSAccess, which AWS attaches everywhere, may allow; AWS Organizations refuses any other Allow.',
    remedy: 'Turn the statement into a Deny of what is not wanted.',
    messages: { allow: 'Allow is not allowed in a resource control policy; write a Deny of what is not wanted.' },
    policyTypes: ['rcp'],
    references: { accessAnalyzer: ['RCP_SYNTAX_ERROR_ALLOW'], boogy: ['policy_type_validation'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      const { effect, isAllow } = statement;
      if (effect && isAllow === true && !isFullAccess(statement)) report({ at: effect, message: 'allow' });
    },
  }),
});

/** The one statement of RCPFullAWSAccess. */
function isFullAccess({ principal, action, resource, condition }: Statement): boolean {
  const isStar = (values: readonly { readonly text: string }[] = []): boolean =>
    values.length === 1 && values[0]?.text === '*';
  return !condition && [principal?.values, action?.values, resource?.values].every(isStar);
}
