import type { Text } from '../../policy/model.ts';
import { defineRule } from '../../rule.ts';
import { firstVariable } from '../../semantics/variable-places.ts';

export default defineRule({
  meta: {
    id: 'variable-unsupported-in-element',
    subject: 'policy',
    severity: 'error',
    summary: 'Policy variables stand in Resource, NotResource and condition values only.',
    why: 'Elsewhere a variable is not replaced: the policy is refused, or compares the text as it is written.',
    remedy: 'Write the value itself, or move the limit into a condition.',
    messages: {
      element:
        '{{element}} cannot hold the variable {{variable}}; only Resource, NotResource and condition values can.',
    },
    references: { accessAnalyzer: ['VARIABLE_UNSUPPORTED_IN_ELEMENT'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ sid, effect, action, notAction, principal, notPrincipal }) {
      const judge = (element: string, value: Text): void => {
        const variable = firstVariable(value.text);
        if (variable !== undefined) report({ at: value, message: 'element', data: { element, variable } });
      };
      if (sid) judge('Sid', sid);
      if (effect) judge('Effect', effect);
      for (const element of [action, notAction, principal, notPrincipal]) {
        if (element) for (const value of element.values) judge(element.name, value);
      }
    },
  }),
});
