import { defineRule } from '../../rule.ts';
import { nearest } from '../../catalog/suggest.ts';
import { resolveKey } from '../../semantics/condition-key.ts';

export default defineRule({
  meta: {
    id: 'invalid-service-condition-key',
    subject: 'policy',
    severity: 'error',
    summary: 'A condition key with the prefix of a service is a key of that service.',
    why: 'A key that is never in a request makes an Allow useless and lets everything past a Deny.',
    remedy: 'Use a key that the service documents.',
    messages: {
      unknown: 'Service "{{service}}" has no condition key "{{key}}".',
      near: 'Service "{{service}}" has no condition key "{{key}}". Did you mean "{{near}}"?',
    },
    references: {
      accessAnalyzer: ['INVALID_SERVICE_CONDITION_KEY'],
      boogy: ['condition_key_validation'],
      parliament: ['UNKNOWN_CONDITION_FOR_ACTION'],
    },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    condition({ key }) {
      const { origin, prefix } = resolveKey(catalog, key.text);
      if (origin !== 'unknown-service-key') return;
      const names = catalog.service(prefix)?.conditionKeys.map((info) => info.key) ?? [];
      const near = nearest(key.text, names)[0];
      const data = { service: prefix, key: key.text };
      if (near === undefined) report({ at: key, message: 'unknown', data });
      else report({ at: key, message: 'near', data: { ...data, near } });
    },
  }),
});
