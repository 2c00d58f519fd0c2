import { defineRule } from '../../rule.ts';
import { parseDate } from '../../policy/value.ts';
import { familyOf, hasVariable } from '../../semantics/condition-value.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export default defineRule({
  meta: {
    id: 'type-mismatch-date',
    subject: 'policy',
    severity: 'warning',
    summary: 'A Date operator compares with a date in ISO 8601.',
    why: 'IAM cannot compare with any other text, so the condition does not test what it seems to.',
    remedy: 'Write the date as YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.',
    messages: { value: '"{{value}}" under "{{operator}}" is not a date such as 2026-01-31T00:00:00Z.' },
    references: {
      accessAnalyzer: ['TYPE_MISMATCH_DATE'],
      boogy: ['condition_type_mismatch', 'invalid_value_format'],
      parliament: ['MISMATCHED_TYPE'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      const family = familyOf(condition);
      if (family !== 'date') return;
      for (const { text, place } of condition.values) {
        if (parseDate(text) !== undefined || hasVariable(text)) continue;
        report({ at: place, message: 'value', data: { value: text, operator: condition.operator.text } });
      }
    },
  }),
});
