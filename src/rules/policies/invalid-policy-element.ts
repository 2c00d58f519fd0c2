import { defineRule } from '../../rule.ts';
import { intendedElement } from '../../semantics/element-presence.ts';
import { rawAt } from '../../policy/raw.ts';

export default defineRule({
  meta: {
    id: 'invalid-policy-element',
    subject: 'policy',
    severity: 'error',
    summary: 'A policy and its statements have only the elements that the grammar knows, in their exact spelling.',
    why: 'AWS refuses a policy with any other element; names are case-sensitive.',
    remedy: 'Correct the name or remove the element.',
    messages: {
      case: 'The element "{{element}}" is written in the wrong letter case; the name is "{{right}}".',
      near: 'The element "{{element}}" does not exist. Did you mean "{{right}}"?',
      unknown: 'The element "{{element}}" does not exist in a {{parent}}. Allowed: {{allowed}}.',
    },
    fixable: true,
    references: {
      accessAnalyzer: ['INVALID_POLICY_ELEMENT'],
      boogy: ['policy_structure', 'unknown_field', 'unknown_policy_field'],
      cfnLint: ['E3510', 'E3512', 'E3530'],
      parliament: ['MALFORMED'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    problem(problem, policy) {
      if (problem.kind !== 'invalid-policy-element') return;
      const { place, element, allowed, parent } = problem;
      const right = intendedElement(element, allowed);
      const data = { element, right: right ?? '', allowed, parent };
      if (right === undefined) report({ at: place, message: 'unknown', data });
      else if (right.toLowerCase() !== element.toLowerCase()) report({ at: place, message: 'near', data });
      else {
        const isFree = namesLike(rawAt(policy, place.parent ?? policy.place), right) === 1;
        report({ at: place, message: 'case', data, ...(isFree && { fix: (build) => build.rename(place, right) }) });
      }
    },
  }),
});

/** Members of that name in any letter case: only when there is one can it be renamed. */
function namesLike(raw: unknown, name: string): number {
  const lower = name.toLowerCase();
  return Object.keys(raw ?? {}).filter((member) => member.toLowerCase() === lower).length;
}
