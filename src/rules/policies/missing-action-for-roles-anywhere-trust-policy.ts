import { defineRule } from '../../rule.ts';
import type { Policy } from '../../policy/model.ts';
import { allowsAction } from '../../semantics/trust-grant.ts';

const needed = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'];

/** https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html */
export default defineRule({
  meta: {
    id: 'missing-action-for-roles-anywhere-trust-policy',
    subject: 'policy',
    severity: 'error',
    summary: 'A role for IAM Roles Anywhere allows sts:AssumeRole, sts:SetSourceIdentity and sts:TagSession.',
    why: 'IAM Roles Anywhere sets a source identity and tags on every session; without all three actions it cannot assume the role.',
    remedy: 'Add the missing actions to the statement.',
    messages: { missing: 'IAM Roles Anywhere cannot assume the role without {{missing}}.' },
    policyTypes: ['trust'],
    references: { accessAnalyzer: ['MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    policy(policy) {
      const statements = trusting(policy);
      const missing = needed.filter((action) => !statements.some((statement) => allowsAction(statement, action)));
      const [first] = statements;
      const at = first?.action ?? first?.notAction;
      if (at && missing.length > 0 && !statements.some(({ isDamaged }) => isDamaged))
        report({ at, message: 'missing', data: { missing: missing.join(', ') } });
    },
  }),
});

function trusting({ statements }: Policy): Policy['statements'] {
  return statements.filter(
    ({ isAllow, principal }) =>
      isAllow === true &&
      principal?.values.some(({ kind, text }) => kind === 'Service' && text === 'rolesanywhere.amazonaws.com'),
  );
}
