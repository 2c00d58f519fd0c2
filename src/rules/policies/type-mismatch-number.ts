import { defineRule } from '../../rule.ts';
import { parseNumber } from '../../policy/value.ts';
import { familyOf, hasVariable } from '../../semantics/condition-value.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export default defineRule({
  meta: {
    id: 'type-mismatch-number',
    subject: 'policy',
    severity: 'warning',
    summary: 'A Numeric operator compares with a number.',
    why: 'IAM cannot compare with any other text, so the condition never matches.',
    remedy: 'Write a whole or decimal number.',
    messages: { value: '"{{value}}" under "{{operator}}" is not a number.' },
    references: {
      accessAnalyzer: ['TYPE_MISMATCH_NUMBER'],
      boogy: ['condition_type_mismatch', 'invalid_value_format'],
      parliament: ['MISMATCHED_TYPE'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      const family = familyOf(condition);
      if (family !== 'numeric') return;
      for (const { text, place } of condition.values) {
        if (parseNumber(text) !== undefined || hasVariable(text)) continue;
        report({ at: place, message: 'value', data: { value: text, operator: condition.operator.text } });
      }
    },
  }),
});
