import type { FixBuilder } from '../../fix/builder.ts';
import { defineRule } from '../../rule.ts';
import { hasWildcard } from '../../policy/pattern.ts';
import { familyOf, knowsVariables } from '../../semantics/condition-value.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String */
export default defineRule({
  meta: {
    id: 'wildcard-without-like-operator',
    subject: 'policy',
    severity: 'warning',
    summary: 'Wildcards stand under operators that know them.',
    why: 'StringEquals takes * and ? as ordinary characters, so the value almost never matches.',
    remedy: 'Use StringLike or StringNotLike, or ${*} and ${?} for the characters themselves.',
    messages: { literal: '"{{operator}}" takes the wildcard in "{{value}}" as an ordinary character. Use {{like}}.' },
    references: { accessAnalyzer: ['WILDCARD_WITHOUT_LIKE_OPERATOR'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition, { policy }) {
      const { operator, values } = condition;
      if (!operator.base.startsWith('String') || operator.base.endsWith('Like') || familyOf(condition) !== 'string')
        return;
      const like = operator.base.includes('Not') ? 'StringNotLike' : 'StringLike';
      const variables = knowsVariables(policy);
      const right = operator.text.replace(operator.base, like);
      const suggestions = [{ title: `Use ${right}`, fix: (build: FixBuilder) => build.rename(operator.place, right) }];
      for (const value of values) {
        if (!hasWildcard(value.text, { variables })) continue;
        const data = { operator: operator.text, value: value.text, like };
        report({ at: value, message: 'literal', data, suggestions });
      }
    },
  }),
});
