import { defineRule } from '../../rule.ts';
import { statementHas } from '../../semantics/element-presence.ts';

export default defineRule({
  meta: {
    id: 'missing-action',
    subject: 'policy',
    severity: 'error',
    summary: 'Every statement has an Action or a NotAction.',
    why: 'AWS refuses a statement that does not say which actions it is about.',
    remedy: 'Add an Action element with the actions that the statement is about.',
    messages: {
      missing: 'The statement has neither Action nor NotAction.',
    },
    references: {
      accessAnalyzer: ['MISSING_ACTION'],
      boogy: ['policy_structure', 'missing_action'],
      cfnLint: ['E3510', 'E3512', 'E3530'],
      parliament: ['MALFORMED'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      if (statement.action || statement.notAction) return;
      if (!statementHas(statement, ['Action', 'NotAction'])) report({ at: statement, message: 'missing' });
    },
  }),
});
