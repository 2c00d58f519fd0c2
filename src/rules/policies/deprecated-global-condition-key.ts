import { defineRule } from '../../rule.ts';

/** In lower case, with what AWS names in its place. */
const successors: ReadonlyMap<string, string> = new Map([['aws:sourceowner', 'aws:SourceAccount']]);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export default defineRule({
  meta: {
    id: 'deprecated-global-condition-key',
    subject: 'policy',
    severity: 'warning',
    summary: 'Deprecated global condition keys are replaced.',
    why: 'AWS no longer adds support for the key, so newer services do not send it.',
    remedy: 'Use the key that replaces it.',
    messages: { deprecated: 'Condition key "{{key}}" is deprecated. Use {{successor}}.' },
    references: { accessAnalyzer: ['DEPRECATED_GLOBAL_CONDITION_KEY'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition({ key }) {
      const successor = successors.get(key.text.toLowerCase());
      if (successor !== undefined) report({ at: key, message: 'deprecated', data: { key: key.text, successor } });
    },
  }),
});
