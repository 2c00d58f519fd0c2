import { defineRule } from '../../rule.ts';
import { reportVariableProblems } from '../../semantics/variable-places.ts';

export default defineRule({
  meta: {
    id: 'missing-brace-in-variable',
    subject: 'policy',
    severity: 'error',
    summary: 'Every ${ of a policy variable has its closing brace.',
    why: 'Without the brace the text is no variable: the policy is refused or matches the text literally.',
    remedy: 'Close the variable with }.',
    messages: { malformed: '{{variable}} has no closing brace. A variable is written ${key}.' },
    references: { accessAnalyzer: ['MISSING_BRACE_IN_VARIABLE'] },
    since: '0.1.0',
  },
  create: (context) => reportVariableProblems(context, 'missing-brace'),
});
