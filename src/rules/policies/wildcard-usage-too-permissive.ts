import { defineRule } from '../../rule.ts';
import { findLoose } from '../../semantics/loose-value.ts';

export default defineRule({
  meta: {
    id: 'wildcard-usage-too-permissive',
    subject: 'policy',
    severity: 'error',
    precision: 'high',
    summary: 'A wildcard in an identifying condition value stands behind enough literal text.',
    why: 'A wildcard too early matches what strangers can register, such as another organization at the same identity provider.',
    remedy: 'Write the fixed part out, up to the end of the name that only you control.',
    messages: {
      short:
        'The wildcard in "{{value}}" stands behind fewer than 6 literal characters, so "{{key}}" also matches strangers.',
      identifier:
        '"{{key}}" identifies an account, organization or network, so the wildcard in "{{value}}" also matches those of strangers.',
      userid:
        'The wildcard in "{{value}}" leaves open whose ID it is. Write the unique ID before the colon, as in AROAEXAMPLEID:*.',
    },
    references: { accessAnalyzer: ['WILDCARD_USAGE_TOO_PERMISSIVE'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition, statement) {
      for (const [value, message] of findLoose(condition, statement, 'wildcard')) {
        report({ at: value, message, data: { value: value.text, key: condition.key.text } });
      }
    },
  }),
});
