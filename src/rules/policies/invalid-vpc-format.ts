import { defineRule } from '../../rule.ts';
import { isKey } from '../../semantics/condition-key.ts';
import { familyOf, isFixed } from '../../semantics/condition-value.ts';

const idForm = /^vpc-(?:[0-9a-z]{8}|[0-9a-z]{17})$/i;

export default defineRule({
  meta: {
    id: 'invalid-vpc-format',
    subject: 'policy',
    severity: 'error',
    summary: 'A value of aws:SourceVpc is the ID of a VPC.',
    why: 'A value of another form never matches.',
    remedy: 'Use the ID, vpc- and 8 or 17 letters and digits.',
    messages: { format: '"{{value}}" is not of the form vpc- with 8 or 17 letters and digits.' },
    references: { accessAnalyzer: ['INVALID_VPC_FORMAT'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      if (!isKey(condition.key.text, 'aws:sourcevpc') || familyOf(condition) !== 'string') return;
      for (const value of condition.values) {
        if (!isFixed(value) || idForm.test(value.text)) continue;
        report({ at: value, message: 'format', data: { value: value.text } });
      }
    },
  }),
});
