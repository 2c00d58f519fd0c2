import { defineRule } from '../../rule.ts';
import table from '../../data/condition-key-pairs.json' with { type: 'json' };
import { needsKey } from '../../semantics/key-support.ts';

const keys: ReadonlySet<string> = new Set(table.someServicesOnly.map((key) => key.toLowerCase()));

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpceorgid */
export default defineRule({
  meta: {
    id: 'use-condition-key-only-with-supported-services',
    subject: 'policy',
    severity: 'warning',
    summary: 'A condition key that only some services know does not decide over all actions.',
    why: 'For the other services the key is never in the request, so Allow grants nothing there and a negated Deny denies always.',
    remedy: 'List the actions of services that support the key, or use the IfExists form of the operator.',
    messages: {
      star: 'Condition key "{{key}}" is known to some services only, but the statement is about all actions.',
    },
    references: { accessAnalyzer: ['USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition, { action }) {
      if (!keys.has(condition.key.text.toLowerCase()) || !needsKey(condition)) return;
      if (!action?.values.some(({ text }) => text === '*')) return;
      report({ at: condition.key, message: 'star', data: { key: condition.key.text } });
    },
  }),
});
