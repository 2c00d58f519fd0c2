import { defineRule } from '../../rule.ts';
import { statementHas } from '../../semantics/element-presence.ts';

export default defineRule({
  meta: {
    id: 'missing-effect',
    subject: 'policy',
    severity: 'error',
    summary: 'Every statement has an Effect.',
    why: 'AWS refuses a statement that says neither Allow nor Deny; there is no default.',
    remedy: 'Add "Effect": "Allow" or "Effect": "Deny".',
    messages: {
      missing: 'The statement has no Effect. Add "Allow" or "Deny".',
    },
    references: {
      accessAnalyzer: ['MISSING_EFFECT'],
      boogy: ['policy_structure', 'missing_effect'],
      cfnLint: ['E3510', 'E3512', 'E3530'],
      parliament: ['MALFORMED'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      if (statement.effect) return;
      if (!statementHas(statement, ['Effect'])) report({ at: statement, message: 'missing' });
    },
  }),
});
