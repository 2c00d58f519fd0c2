import { defineRule } from '../../rule.ts';
import { child } from '../../policy/place.ts';
import { policyHas } from '../../semantics/element-presence.ts';
import { rawAt } from '../../policy/raw.ts';

export default defineRule({
  meta: {
    id: 'missing-statement',
    subject: 'policy',
    severity: 'error',
    summary: 'A policy has at least one statement.',
    why: 'AWS refuses a policy without statements; it could not allow or deny anything.',
    remedy: 'Add a Statement with Effect, Action and what else this type of policy needs.',
    messages: {
      missing: 'The policy has no Statement.',
      empty: 'Statement is an empty list: the policy says nothing.',
    },
    references: {
      accessAnalyzer: ['MISSING_STATEMENT'],
      boogy: ['policy_structure', 'missing_statement', 'empty_statement'],
      cfnLint: ['E3510', 'E3512', 'E3530'],
      parliament: ['MALFORMED'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    problem(problem, policy) {
      if (problem.kind === 'missing-statement' && !policyHas(policy, 'Statement'))
        report({ at: problem.place, message: 'missing' });
    },
    policy(policy) {
      const place = child(policy.place, 'Statement');
      const value = policy.statementsAreList ? rawAt(policy, place) : undefined;
      if (Array.isArray(value) && value.length === 0) report({ at: place, message: 'empty' });
    },
  }),
});
