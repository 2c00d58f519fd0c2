import { defineRule } from '../../rule.ts';
import type { FixBuilder } from '../../fix/builder.ts';
import { parseDate } from '../../policy/value.ts';
import { isKey } from '../../semantics/condition-key.ts';
import { familyOf } from '../../semantics/condition-value.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date */
export default defineRule({
  meta: {
    id: 'invalid-date-value',
    subject: 'policy',
    severity: 'warning',
    summary: 'A Date operator compares with a date in ISO 8601, not with seconds since 1970.',
    why: 'A number can hardly be checked by a reader, and one in milliseconds lies in a far future.',
    remedy: 'Write the date as YYYY-MM-DDThh:mm:ssZ.',
    messages: {
      epoch:
        '"{{value}}" under "{{operator}}" is a number of seconds since 1970: {{date}}. Write the date in ISO 8601.',
    },
    fixable: true,
    references: { accessAnalyzer: ['INVALID_DATE_VALUE'], boogy: ['condition_type_mismatch', 'invalid_value_format'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      if (familyOf(condition) !== 'date' || isKey(condition.key.text, 'aws:epochtime')) return;
      for (const { text, place } of condition.values) {
        const value = parseDate(text);
        if (value?.kind !== 'epoch') continue;
        const date = new Date(value.ms).toISOString().replace('.000Z', 'Z');
        const data = { value: text, operator: condition.operator.text, date };
        const isOrdinary = /^\d{4}-/.test(date);
        report({
          at: place,
          message: 'epoch',
          data,
          ...(isOrdinary && { fix: (build: FixBuilder) => build.replace(place, date) }),
        });
      }
    },
  }),
});
