import { defineRule } from '../../rule.ts';
import type { Condition } from '../../policy/model.ts';

export default defineRule({
  meta: {
    id: 'duplicate-keys-with-different-case',
    subject: 'policy',
    severity: 'error',
    summary: 'One operator names a condition key once.',
    why: 'Condition keys compare without letter case, so IAM refuses the second spelling as a duplicate.',
    remedy: 'Put all values under one spelling.',
    messages: { duplicate: 'Condition key "{{key}}" is the same as "{{first}}": letter case does not count.' },
    references: { accessAnalyzer: ['DUPLICATE_KEYS_WITH_DIFFERENT_CASE'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ conditions }) {
      const seen = new Map<string, Condition>();
      for (const condition of conditions) {
        const { operator, key } = condition;
        const name = `${operator.text} ${key.text.toLowerCase()}`;
        const first = seen.get(name);
        if (!first) seen.set(name, condition);
        else {
          const related = [{ at: first.key, text: 'first spelling' }];
          report({ at: key, message: 'duplicate', data: { key: key.text, first: first.key.text }, related });
        }
      }
    },
  }),
});
