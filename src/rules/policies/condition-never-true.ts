import { defineRule } from '../../rule.ts';
import { findConflicts, isNeverTrue } from '../../semantics/key-presence.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html */
export default defineRule({
  meta: {
    id: 'condition-never-true',
    subject: 'policy',
    severity: 'warning',
    summary: 'The conditions of a statement can be met together.',
    why: 'No request meets them all, so the statement never applies: an Allow grants nothing, a Deny stops nothing.',
    remedy: 'Remove one of the conditions, or move it to a statement of its own when either is enough.',
    messages: {
      conflict:
        'No request meets "{{operator}}" and "{{other}}" on "{{key}}" together, so the statement never applies.',
      together:
        'No request meets "{{other}}", "{{operator}}" and the conditions between them on "{{key}}" together, so the statement never applies.',
      absent:
        '"{{operator}}" demands that "{{key}}" is absent, but every request has it, so the statement never applies.',
    },
    references: {},
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    statement(statement) {
      for (const { condition, other, isOfMany } of findConflicts(catalog, statement)) {
        const data = { operator: condition.operator.text, other: other.operator.text, key: condition.key.text };
        const related = [{ at: other.key, text: 'the condition it contradicts' }];
        report({ at: condition.key, message: isOfMany ? 'together' : 'conflict', data, related });
      }
      for (const condition of statement.conditions) {
        if (!isNeverTrue(condition)) continue;
        const data = { operator: condition.operator.text, key: condition.key.text };
        report({ at: condition.key, message: 'absent', data });
      }
    },
  }),
});
