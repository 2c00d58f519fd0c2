import type { FixBuilder } from '../../fix/builder.ts';
import { defineRule } from '../../rule.ts';
import { resolveKey } from '../../semantics/condition-key.ts';
import { familyOf } from '../../semantics/condition-value.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
export default defineRule({
  meta: {
    id: 'missing-qualifier',
    subject: 'policy',
    severity: 'error',
    summary: 'A multivalued key is compared with ForAllValues or ForAnyValue.',
    why: 'A request can hold several values of the key, and without a qualifier it is not defined which of them must match.',
    remedy:
      'Put ForAnyValue: before the operator when one matching value suffices, ForAllValues: together with a Null test when all must match.',
    messages: {
      missing:
        'Condition key "{{key}}" holds several values, so "{{operator}}" needs ForAllValues: or ForAnyValue: before it.',
    },
    references: { accessAnalyzer: ['MISSING_QUALIFIER'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    condition(condition) {
      const { operator, key } = condition;
      const family = familyOf(condition);
      if (operator.qualifier || family === undefined || family === 'null') return;
      if (resolveKey(catalog, key.text).arity !== 'multi') return;
      const right = `ForAnyValue:${operator.text}`;
      const suggestions = [{ title: `Use ${right}`, fix: (build: FixBuilder) => build.rename(operator.place, right) }];
      report({ at: key, message: 'missing', data: { key: key.text, operator: operator.text }, suggestions });
    },
  }),
});
