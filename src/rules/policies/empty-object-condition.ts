import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'empty-object-condition',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'Condition and its operators are not empty.',
    why: 'An empty condition restricts nothing, though it looks as if something was to be restricted.',
    remedy: 'Remove it, or write the condition that is missing.',
    messages: {
      condition: 'Condition is empty and restricts nothing.',
      operator: '"{{operator}}" is empty and restricts nothing.',
    },
    fixable: true,
    references: { accessAnalyzer: ['EMPTY_OBJECT_CONDITION'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ condition, policy }) {
      if (!condition) return;
      const isDamaged = policy.problems.some((problem) => problem.place.parent === condition.place);
      if (condition.operators.length === 0 && !isDamaged) {
        report({ at: condition, message: 'condition', fix: (build) => build.remove(condition.place) });
      }
      for (const { operator, place, isEmpty } of condition.operators) {
        if (!isEmpty) continue;
        report({
          at: place,
          message: 'operator',
          data: { operator: operator.text },
          fix: (build) => build.remove(place),
        });
      }
    },
  }),
});
