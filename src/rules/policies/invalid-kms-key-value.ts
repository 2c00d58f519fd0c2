import { defineRule } from '../../rule.ts';
import table from '../../data/condition-key-pairs.json' with { type: 'json' };
import { familyOf, isFixed } from '../../semantics/condition-value.ts';

const keys: ReadonlySet<string> = new Set(table.kmsKeyArn.map((key) => key.toLowerCase()));
const keyArn = /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;

export default defineRule({
  meta: {
    id: 'invalid-kms-key-value',
    subject: 'policy',
    severity: 'error',
    summary: 'A condition value that names a KMS key is the ARN of the key.',
    why: 'The request holds the ARN of the key, so a key ID or an alias never matches.',
    remedy: 'Use arn:aws:kms:<region>:<account>:key/<id>.',
    messages: { arn: '"{{value}}" is no ARN of a KMS key, which is what "{{key}}" holds.' },
    references: { accessAnalyzer: ['INVALID_KMS_KEY_VALUE'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      const family = familyOf(condition);
      if (!keys.has(condition.key.text.toLowerCase()) || (family !== 'string' && family !== 'arn')) return;
      for (const value of condition.values) {
        if (!isFixed(value) || keyArn.test(value.text)) continue;
        report({ at: value, message: 'arn', data: { value: value.text, key: condition.key.text } });
      }
    },
  }),
});
