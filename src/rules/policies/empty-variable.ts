import { defineRule } from '../../rule.ts';
import { reportVariableProblems } from '../../semantics/variable-places.ts';

export default defineRule({
  meta: {
    id: 'empty-variable',
    subject: 'policy',
    severity: 'error',
    summary: 'A policy variable names a key.',
    why: 'Without a name there is nothing to put in its place, so the value never matches.',
    remedy: 'Name a condition key between the braces.',
    messages: {
      malformed: '{{variable}} is empty. Write a condition key between the braces, such as ${aws:username}.',
    },
    references: { accessAnalyzer: ['EMPTY_VARIABLE'] },
    since: '0.1.0',
  },
  create: (context) => reportVariableProblems(context, 'empty'),
});
