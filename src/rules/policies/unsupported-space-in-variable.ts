import { defineRule } from '../../rule.ts';
import { reportVariableProblems } from '../../semantics/variable-places.ts';

export default defineRule({
  meta: {
    id: 'unsupported-space-in-variable',
    subject: 'policy',
    severity: 'error',
    summary: 'The name in a policy variable has no white space.',
    why: 'With white space the name is another key than meant, one that is never in a request.',
    remedy: 'Remove the white space inside the braces.',
    messages: { malformed: '{{variable}} has white space in its name. Write ${key} without any.' },
    references: { accessAnalyzer: ['UNSUPPORTED_SPACE_IN_VARIABLE', 'UNSUPPORTED_SYMBOL_IN_VARIABLE'] },
    since: '0.1.0',
  },
  create: (context) => reportVariableProblems(context, 'space'),
});
