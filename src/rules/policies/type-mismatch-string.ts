import { defineRule } from '../../rule.ts';
import type { FixBuilder } from '../../fix/builder.ts';
import { familyOf } from '../../semantics/condition-value.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export default defineRule({
  meta: {
    id: 'type-mismatch-string',
    subject: 'policy',
    severity: 'warning',
    summary: 'A String operator compares with strings.',
    why: 'A number or Boolean under a String operator may be written differently when IAM turns it into text, and then does not match.',
    remedy: 'Put the value in quotation marks.',
    messages: { value: '{{value}} under "{{operator}}" is a {{written}}, not a string. Put it in quotation marks.' },
    fixable: true,
    references: {
      accessAnalyzer: ['TYPE_MISMATCH_STRING'],
      boogy: ['condition_type_mismatch', 'invalid_value_format'],
      parliament: ['MISMATCHED_TYPE'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      if (familyOf(condition) !== 'string') return;
      // Lists that mix kinds have a rule of their own.
      if (new Set(condition.values.map(({ written }) => written)).size > 1) return;
      for (const { text, place, written } of condition.values) {
        if (written === 'string') continue;
        const data = { value: text, operator: condition.operator.text, written };
        const isExact = written === 'boolean' || Number.isSafeInteger(Number(text));
        report({
          at: place,
          message: 'value',
          data,
          ...(isExact && { fix: (build: FixBuilder) => build.replace(place, text) }),
        });
      }
    },
  }),
});
