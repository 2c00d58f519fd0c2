import { defineRule } from '../../rule.ts';
import type { Condition, ConditionValue } from '../../policy/model.ts';
import { parseNumber } from '../../policy/value.ts';
import { familyOf } from '../../semantics/condition-value.ts';

/** Each value without effect, with the one that makes it so. */
function findRedundantNumbers({ operator, values }: Condition): readonly (readonly [ConditionValue, ConditionValue])[] {
  const numbers = values.flatMap((value) => {
    const number = parseNumber(value.text);
    return number === undefined ? [] : [{ value, number }];
  });
  const direction = operator.base.includes('Less') ? 1 : operator.base.includes('Greater') ? -1 : 0;
  const kept = new Map<number, ConditionValue>();
  for (const { value, number } of [...numbers].sort((a, b) => direction * (b.number - a.number))) {
    const same = direction === 0 ? number : 0;
    if (!kept.has(same)) kept.set(same, value);
  }
  return numbers.flatMap(({ value, number }) => {
    const winner = kept.get(direction === 0 ? number : 0);
    return winner === undefined || winner === value ? [] : [[value, winner] as const];
  });
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric */
export default defineRule({
  meta: {
    id: 'redundant-condition-value-num',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'A numeric comparison lists one limit.',
    why: 'The values are alternatives, so only the loosest limit counts and a stricter one gives a false sense of it.',
    remedy: 'Keep the limit that is meant.',
    messages: { limit: '"{{value}}" has no effect beside "{{kept}}" under "{{operator}}".' },
    fixable: true,
    references: { accessAnalyzer: ['REDUNDANT_CONDITION_VALUE_NUM'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      if (familyOf(condition) !== 'numeric') return;
      for (const [value, kept] of findRedundantNumbers(condition)) {
        report({
          at: value,
          message: 'limit',
          data: { value: value.text, kept: kept.text, operator: condition.operator.text },
          related: [{ at: kept, text: 'the value that counts' }],
          fix: (build) => build.remove(value.place),
        });
      }
    },
  }),
});
