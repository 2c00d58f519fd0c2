import { defineRule } from '../../rule.ts';
import { emptyListKind } from '../../semantics/condition-value.ts';

export default defineRule({
  meta: {
    id: 'empty-array-condition-foranyvalue',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'A key under ForAnyValue has at least one value.',
    why: 'With a positive operator an empty list never matches, which is seldom meant and hard to see.',
    remedy: 'List the values, or say what is meant with Null or without the key.',
    messages: { empty: 'Condition key "{{key}}" under "{{operator}}" has an empty list of values.' },
    references: { accessAnalyzer: ['EMPTY_ARRAY_CONDITION_FORANYVALUE'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition, statement) {
      if (emptyListKind(condition, statement) !== 'ForAnyValue') return;
      report({ at: condition, message: 'empty', data: { key: condition.key.text, operator: condition.operator.text } });
    },
  }),
});
