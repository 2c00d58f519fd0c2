import { defineRule } from '../../rule.ts';
import { removeCondition } from '../../semantics/null-test.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists */
export default defineRule({
  meta: {
    id: 'redundant-key-due-to-wildcard-in-condition',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'A condition key decides something.',
    why: 'With * the condition holds for every request, with the key and without it.',
    remedy: 'Remove the key, or compare with the value that is meant.',
    messages: { always: '"{{operator}}" with "*" on "{{key}}" is true for every request.' },
    fixable: true,
    references: { accessAnalyzer: ['REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition, statement) {
      const { operator, key, values } = condition;
      const star = values.find(({ text }) => text === '*');
      if (!star || operator.base !== 'StringLike') return;
      if (!operator.ifExists && operator.qualifier !== 'ForAllValues') return;
      // ForAnyValue with IfExists on a key that is present without values is not documented.
      if (operator.qualifier === 'ForAnyValue') return;
      const data = { operator: operator.text, key: key.text };
      report({ at: star, message: 'always', data, fix: (build) => removeCondition(build, condition, statement) });
    },
  }),
});
