import type { FixBuilder } from '../../fix/builder.ts';
import { defineRule } from '../../rule.ts';
import { hasWildcard } from '../../policy/pattern.ts';
import { resolveKey } from '../../semantics/condition-key.ts';
import { familyOf, knowsVariables } from '../../semantics/condition-value.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String */
export default defineRule({
  meta: {
    id: 'wildcard-without-like-operator',
    subject: 'policy',
    severity: 'warning',
    summary: 'Wildcards stand under operators that know them.',
    why: 'StringEquals takes * and ? as ordinary characters, so the value almost never matches.',
    remedy:
      'Use StringLike or StringNotLike, for ARNs ArnLike or ArnNotLike, or ${*} and ${?} for the characters themselves.',
    messages: { literal: '"{{operator}}" takes the wildcard in "{{value}}" as an ordinary character. Use {{like}}.' },
    references: { accessAnalyzer: ['WILDCARD_WITHOUT_LIKE_OPERATOR'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    condition(condition, { policy, conditions }) {
      const { operator, key, values } = condition;
      if (!operator.base.startsWith('String') || operator.base.endsWith('Like') || familyOf(condition) !== 'string')
        return;
      // With a String operator a wildcard in an ARN could stand for several of its parts.
      const isArn = resolveKey(catalog, key.text).type === 'ARN' && values.every(({ text }) => text.startsWith('arn:'));
      const like = `${isArn ? 'Arn' : 'String'}${operator.base.includes('Not') ? 'Not' : ''}Like`;
      const variables = knowsVariables(policy);
      const right = operator.text.replace(operator.base, like);
      const isAlone = conditions.every((other) => other === condition || other.operator.place !== operator.place);
      const suggestions =
        isArn && !isAlone
          ? []
          : [{ title: `Use ${right}`, fix: (build: FixBuilder) => build.rename(operator.place, right) }];
      for (const value of values) {
        if (!hasWildcard(value.text, { variables })) continue;
        const data = { operator: operator.text, value: value.text, like: right };
        report({ at: value, message: 'literal', data, suggestions });
      }
    },
  }),
});
