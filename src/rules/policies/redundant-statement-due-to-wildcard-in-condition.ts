import { defineRule } from '../../rule.ts';
import { isAlwaysPresent } from '../../semantics/key-presence.ts';

export default defineRule({
  meta: {
    id: 'redundant-statement-due-to-wildcard-in-condition',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'A statement can apply to some request.',
    why: 'A negated comparison with * fails for every value, so the statement never applies and its Deny or Allow is missing.',
    remedy: 'Compare with the value that is meant, or remove the statement.',
    messages: { never: '"{{operator}}" with "*" on "{{key}}" is never true, so the statement never applies.' },
    references: { accessAnalyzer: ['REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition({ operator, key, values }) {
      const star = values.find(({ text }) => text === '*');
      if (!star || operator.base !== 'StringNotLike') return;
      const isNever =
        operator.qualifier === 'ForAnyValue' ? !operator.ifExists : !operator.qualifier && isAlwaysPresent(key.text);
      if (isNever) report({ at: star, message: 'never', data: { operator: operator.text, key: key.text } });
    },
  }),
});
