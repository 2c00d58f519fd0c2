import { defineRule } from '../../rule.ts';
import { describeType } from '../../policy/json-type.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export default defineRule({
  meta: {
    id: 'data-type-mismatch',
    subject: 'policy',
    severity: 'error',
    summary: 'Every element of a policy has the JSON type that the grammar asks for.',
    why: 'AWS refuses the whole policy when one element is, say, a number where text belongs.',
    remedy: 'Write the element as the type that the message names.',
    messages: {
      mismatch: '{{element}} is {{found}}, but must be {{expected}}.',
    },
    references: {
      accessAnalyzer: ['DATA_TYPE_MISMATCH'],
      boogy: ['invalid_statement_type', 'invalid_sid_type'],
      cfnLint: ['E3510', 'E3512', 'E3530'],
      parliament: ['MALFORMED'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    problem(problem, { type }) {
      if (problem.kind !== 'data-type-mismatch' || problem.element === 'policy') return;
      const { element, found, place } = problem;
      // Where a principal has no business at all, that is the one finding.
      if (!['resource', 'trust', 'rcp'].includes(type) && /^(?:Not)?Principal\b/.test(element)) return;
      const expected = problem.expected.map(describeType).join(' or ');
      report({ at: place, message: 'mismatch', data: { element, found: describeType(found), expected } });
    },
  }),
});
