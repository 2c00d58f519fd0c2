import { defineRule } from '../../rule.ts';
import { isKey } from '../../semantics/condition-key.ts';

export default defineRule({
  meta: {
    id: 'unsupported-global-condition-key',
    subject: 'policy',
    severity: 'error',
    summary: 'aws:ARN is not used: policies do not support it.',
    why: 'The key is never in a request, so the condition does not test what it seems to.',
    remedy: 'Use aws:PrincipalArn for the caller, or aws:SourceArn for the resource a service acts for.',
    messages: {
      unsupported: 'Condition key "{{key}}" is not supported in policies. Use aws:PrincipalArn or aws:SourceArn.',
    },
    references: { accessAnalyzer: ['UNSUPPORTED_GLOBAL_CONDITION_KEY'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition({ key }) {
      if (isKey(key.text, 'aws:arn')) report({ at: key, message: 'unsupported', data: { key: key.text } });
    },
  }),
});
