import { defineRule } from '../../rule.ts';
import { parseBool } from '../../policy/value.ts';
import { familyOf, hasVariable } from '../../semantics/condition-value.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export default defineRule({
  meta: {
    id: 'type-mismatch-boolean',
    subject: 'policy',
    severity: 'warning',
    summary: 'Bool and Null compare with true or false.',
    why: 'Any other value never matches.',
    remedy: 'Write "true" or "false".',
    messages: { value: '"{{value}}" under "{{operator}}" is not true or false.' },
    references: {
      accessAnalyzer: ['TYPE_MISMATCH_BOOLEAN'],
      boogy: ['condition_type_mismatch', 'invalid_value_format'],
      parliament: ['MISMATCHED_TYPE', 'MISMATCHED_TYPE_OPERATION_TO_NULL'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      const family = familyOf(condition);
      if (family !== 'bool' && family !== 'null') return;
      for (const { text, place } of condition.values) {
        if (parseBool(text) !== undefined || hasVariable(text)) continue;
        report({ at: place, message: 'value', data: { value: text, operator: condition.operator.text } });
      }
    },
  }),
});
