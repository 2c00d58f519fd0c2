import { defineRule } from '../../rule.ts';
import { resolveKey } from '../../semantics/condition-key.ts';

export default defineRule({
  meta: {
    id: 'invalid-condition-key-format',
    subject: 'policy',
    severity: 'error',
    summary: 'A condition key is a prefix, a colon and a name.',
    why: 'IAM refuses a key of another form.',
    remedy: 'Write the key as prefix:name, as in aws:SourceIp or s3:prefix.',
    messages: { format: 'Condition key "{{key}}" is not of the form prefix:name.' },
    references: { accessAnalyzer: ['INVALID_CONDITION_KEY_FORMAT'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    condition({ key }) {
      if (resolveKey(catalog, key.text).origin === 'malformed')
        report({ at: key, message: 'format', data: { key: key.text } });
    },
  }),
});
