import { defineRule } from '../../rule.ts';
import { reportVariableProblems } from '../../semantics/variable-places.ts';

export default defineRule({
  meta: {
    id: 'missing-quote-in-variable',
    subject: 'policy',
    severity: 'error',
    summary: 'The default value of a policy variable stands in single quotes.',
    why: 'Without both quotes the default does not count, and a missing key makes the statement match nothing.',
    remedy: "Write the default in single quotes: ${key, 'default'}.",
    messages: { malformed: 'The default in {{variable}} must stand in a pair of single quotes.' },
    references: { accessAnalyzer: ['MISSING_QUOTE_IN_VARIABLE'] },
    since: '0.1.0',
  },
  create: (context) => reportVariableProblems(context, 'missing-quote'),
});
