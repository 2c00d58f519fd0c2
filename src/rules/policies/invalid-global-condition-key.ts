import type { FixBuilder } from '../../fix/builder.ts';
import { defineRule } from '../../rule.ts';
import { nearest } from '../../catalog/suggest.ts';
import { resolveKey } from '../../semantics/condition-key.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export default defineRule({
  meta: {
    id: 'invalid-global-condition-key',
    subject: 'policy',
    severity: 'error',
    summary: 'A condition key that begins with aws: is in the list of global keys.',
    why: 'A key that is never in a request makes an Allow useless and lets everything past a Deny.',
    remedy: 'Use a key of the list of global condition keys, or a key of the service.',
    messages: {
      unknown: 'Global condition key "{{key}}" does not exist.',
      near: 'Global condition key "{{key}}" does not exist. Did you mean "{{near}}"?',
    },
    references: {
      accessAnalyzer: ['INVALID_GLOBAL_CONDITION_KEY'],
      boogy: ['condition_key_validation'],
      parliament: ['UNKNOWN_CONDITION_FOR_ACTION'],
    },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    condition({ key }) {
      if (resolveKey(catalog, key.text).origin !== 'unknown-global') return;
      const near = nearest(
        key.text,
        catalog.globalKeys.map((info) => info.key),
      )[0];
      const data = { key: key.text };
      if (near === undefined) report({ at: key, message: 'unknown', data });
      else {
        const suggestions = [{ title: `Use ${near}`, fix: (build: FixBuilder) => build.rename(key.place, near) }];
        report({ at: key, message: 'near', data: { ...data, near }, suggestions });
      }
    },
  }),
});
