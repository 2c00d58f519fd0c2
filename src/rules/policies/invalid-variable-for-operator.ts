import { defineRule } from '../../rule.ts';
import { familyOf, hasVariable } from '../../semantics/condition-value.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse */
export default defineRule({
  meta: {
    id: 'invalid-variable-for-operator',
    subject: 'policy',
    severity: 'error',
    summary: 'Policy variables stand only under String and Arn operators.',
    why: 'Under other operators IAM does not replace the variable, so the comparison is with the text itself and never matches.',
    remedy: 'Compare with a fixed value, or use a key that takes a String or Arn operator.',
    messages: { variable: '"{{operator}}" does not take policy variables, so "{{value}}" is not replaced.' },
    references: { accessAnalyzer: ['INVALID_VARIABLE_FOR_OPERATOR'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      const family = familyOf(condition);
      if (family === undefined || family === 'string' || family === 'arn') return;
      for (const value of condition.values) {
        if (!hasVariable(value.text)) continue;
        report({ at: value, message: 'variable', data: { operator: condition.operator.text, value: value.text } });
      }
    },
  }),
});
