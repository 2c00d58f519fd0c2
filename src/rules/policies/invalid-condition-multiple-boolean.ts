import { defineRule } from '../../rule.ts';
import { resolveKey } from '../../semantics/condition-key.ts';
import { familyOf } from '../../semantics/condition-value.ts';

export default defineRule({
  meta: {
    id: 'invalid-condition-multiple-boolean',
    subject: 'policy',
    severity: 'error',
    summary: 'Bool and Null compare a single-valued key with one value.',
    why: 'Both values together match always, and IAM refuses the list.',
    remedy: 'Keep the one value that is meant, or drop the condition.',
    messages: { several: '"{{operator}}" compares "{{key}}" with {{count}} values, but takes only one.' },
    references: { accessAnalyzer: ['INVALID_CONDITION_MULTIPLE_BOOLEAN'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    condition(condition) {
      const { operator, key, values } = condition;
      if (values.length < 2) return;
      const family = familyOf(condition);
      const { type, arity } = resolveKey(catalog, key.text);
      const isSingleBool = family === 'bool' && type === 'Bool' && arity === 'single';
      if (family !== 'null' && !isSingleBool) return;
      report({
        at: condition,
        message: 'several',
        data: { operator: operator.text, key: key.text, count: values.length },
      });
    },
  }),
});
