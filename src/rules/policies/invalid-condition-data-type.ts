import { defineRule } from '../../rule.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export default defineRule({
  meta: {
    id: 'invalid-condition-data-type',
    subject: 'policy',
    severity: 'error',
    summary: 'The values of a condition key are texts, numbers or Booleans, all of one kind.',
    why: 'IAM refuses objects, nulls and nested lists as values, and lists that mix kinds.',
    remedy: 'Write every value as a string.',
    messages: {
      type: 'A value of condition key "{{key}}" is {{found}}. Values are strings, numbers or Booleans.',
      mixed: 'The values of condition key "{{key}}" are of different kinds: {{kinds}}. Write all of them as strings.',
    },
    references: { accessAnalyzer: ['INVALID_CONDITION_DATA_TYPE'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    problem(problem) {
      if (problem.kind !== 'invalid-condition-data-type') return;
      const found =
        problem.found === 'object' ? 'an object' : problem.found === 'list' ? 'a nested list' : problem.found;
      report({ at: problem.place, message: 'type', data: { key: problem.key, found } });
    },
    condition({ key, values }) {
      const [first] = values;
      const odd = values.find(({ written }) => written !== first?.written);
      if (!odd) return;
      const kinds = [...new Set(values.map(({ written }) => written))].join(', ');
      report({ at: odd, message: 'mixed', data: { key: key.text, kinds } });
    },
  }),
});
