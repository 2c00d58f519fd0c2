import { defineRule } from '../../rule.ts';
import { isLoneStar } from '../../semantics/condition-value.ts';
import { rewriteAsNull } from '../../semantics/null-test.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null */
export default defineRule({
  meta: {
    id: 'equivalent-to-null-false',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'A test whether a key is there is written with Null.',
    why: 'StringLike with * holds for every request that has the key, which hides that only its presence is tested.',
    remedy: 'Write "Null": {"<key>": "false"}, or compare with the value that is meant.',
    messages: { null: '"{{operator}}" with "*" only tests that "{{key}}" is there. Write it with Null: "false".' },
    fixable: true,
    references: { accessAnalyzer: ['EQUIVALENT_TO_NULL_FALSE'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition, statement) {
      const { operator, key } = condition;
      if (!isLoneStar(condition) || operator.text.toLowerCase() !== 'stringlike') return;

      report({
        at: condition.values[0] ?? condition,
        message: 'null',
        data: { operator: operator.text, key: key.text },
        fix: (build) => rewriteAsNull(build, condition, statement, 'false'),
      });
    },
  }),
});
