import { defineRule } from '../../rule.ts';
import { findLoose } from '../../semantics/loose-value.ts';

export default defineRule({
  meta: {
    id: 'variable-usage-too-permissive',
    subject: 'policy',
    severity: 'error',
    precision: 'medium',
    summary: 'A variable that the caller fills does not take the place of an identifier.',
    why: 'A caller who chooses the value of the variable chooses what the condition compares with.',
    remedy: 'Write the fixed value, or use a variable that AWS sets.',
    messages: {
      short:
        'The variable in "{{value}}" stands behind fewer than 6 literal characters, so "{{key}}" also matches strangers.',
      identifier:
        '"{{key}}" identifies an account, organization or network, so the variable in "{{value}}" also matches those of strangers.',
      userid:
        'The variable in "{{value}}" leaves open whose ID it is. Write the unique ID before the colon, as in AROAEXAMPLEID:*.',
    },
    references: { accessAnalyzer: ['VARIABLE_USAGE_TOO_PERMISSIVE'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition, statement) {
      for (const [value, message] of findLoose(condition, statement, 'variable')) {
        report({ at: value, message, data: { value: value.text, key: condition.key.text } });
      }
    },
  }),
});
