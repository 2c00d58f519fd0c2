import { defineRule } from '../../rule.ts';
import { isAlwaysPresent } from '../../semantics/key-presence.ts';
import { isLoneStar } from '../../semantics/condition-value.ts';
import { rewriteAsNull } from '../../semantics/null-test.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null */
export default defineRule({
  meta: {
    id: 'equivalent-to-null-true',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'A test whether a key is there is written with Null.',
    why: 'A negated operator with * holds exactly for requests without the key, which is hard to see.',
    remedy: 'Write "Null": {"<key>": "true"}, or compare with the value that is meant.',
    messages: { null: '"{{operator}}" with "*" only tests that "{{key}}" is absent. Write it with Null: "true".' },
    fixable: true,
    references: { accessAnalyzer: ['EQUIVALENT_TO_NULL_TRUE'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition, statement) {
      const { operator, key } = condition;
      if (!isLoneStar(condition) || operator.base !== 'StringNotLike' || operator.qualifier === 'ForAnyValue') return;
      if (isAlwaysPresent(key.text)) return;
      report({
        at: condition.values[0] ?? condition,
        message: 'null',
        data: { operator: operator.text, key: key.text },
        fix: (build) => rewriteAsNull(build, condition, statement, 'true'),
      });
    },
  }),
});
