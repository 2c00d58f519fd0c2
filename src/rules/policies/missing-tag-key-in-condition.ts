import { defineRule } from '../../rule.ts';
import { resolveKey } from '../../semantics/condition-key.ts';

export default defineRule({
  meta: {
    id: 'missing-tag-key-in-condition',
    subject: 'policy',
    severity: 'error',
    summary: 'A tag condition key names the tag.',
    why: 'Without the name after the slash the key is never in a request.',
    remedy: 'Write the key as aws:ResourceTag/<name of the tag>.',
    messages: { missing: 'Condition key "{{key}}" lacks the name of the tag, as in {{example}}.' },
    references: { accessAnalyzer: ['MISSING_TAG_KEY_IN_CONDITION'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    condition({ key }) {
      if (resolveKey(catalog, key.text).origin !== 'tag-without-name') return;
      const example = `${key.text.replace(/\/$/, '')}/team`;
      report({ at: key, message: 'missing', data: { key: key.text, example } });
    },
  }),
});
