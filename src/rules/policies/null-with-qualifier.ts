import { defineRule } from '../../rule.ts';
import type { FixBuilder } from '../../fix/builder.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null */
export default defineRule({
  meta: {
    id: 'null-with-qualifier',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'Null stands without ForAllValues and ForAnyValue.',
    why: 'ForAllValues:Null is always true and ForAnyValue:Null never, whatever the request holds.',
    remedy: 'Write Null without the qualifier.',
    messages: {
      all: '"{{operator}}" is always true. Write Null without the qualifier.',
      any: '"{{operator}}" is never true. Write Null without the qualifier.',
    },
    references: { accessAnalyzer: ['NULL_WITH_QUALIFIER'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ condition }) {
      for (const { operator } of condition?.operators ?? []) {
        if (operator.base !== 'Null' || !operator.qualifier) continue;
        const message = operator.qualifier === 'ForAllValues' ? 'all' : 'any';
        const suggestions = [{ title: 'Use Null', fix: (build: FixBuilder) => build.rename(operator.place, 'Null') }];
        report({ at: operator, message, data: { operator: operator.text }, suggestions });
      }
    },
  }),
});
