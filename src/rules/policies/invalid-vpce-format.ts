import { defineRule } from '../../rule.ts';
import { isKey } from '../../semantics/condition-key.ts';
import { familyOf, isFixed } from '../../semantics/condition-value.ts';

const idForm = /^vpce-(?:[0-9a-z]{8}|[0-9a-z]{17})$/i;

export default defineRule({
  meta: {
    id: 'invalid-vpce-format',
    subject: 'policy',
    severity: 'error',
    summary: 'A value of aws:SourceVpce is the ID of a VPC endpoint.',
    why: 'A value of another form never matches.',
    remedy: 'Use the ID, vpce- and 8 or 17 letters and digits.',
    messages: { format: '"{{value}}" is not of the form vpce- with 8 or 17 letters and digits.' },
    references: { accessAnalyzer: ['INVALID_VPCE_FORMAT'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      if (!isKey(condition.key.text, 'aws:sourcevpce') || familyOf(condition) !== 'string') return;
      for (const value of condition.values) {
        if (!isFixed(value) || idForm.test(value.text)) continue;
        report({ at: value, message: 'format', data: { value: value.text } });
      }
    },
  }),
});
