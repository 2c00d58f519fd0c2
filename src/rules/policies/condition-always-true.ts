import { defineRule } from '../../rule.ts';
import { isAlwaysTrue } from '../../semantics/key-presence.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export default defineRule({
  meta: {
    id: 'condition-always-true',
    subject: 'policy',
    severity: 'warning',
    summary: 'A condition can fail.',
    why: 'A condition that every request meets restricts nothing, though it looks as if it did.',
    remedy: 'Remove it, or compare with the values that are meant.',
    messages: { always: '"{{operator}}" on "{{key}}" is true for every request, so it restricts nothing.' },
    references: {},
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      if (!isAlwaysTrue(condition)) return;
      const { operator, key } = condition;
      report({ at: key, message: 'always', data: { operator: operator.text, key: key.text } });
    },
  }),
});
