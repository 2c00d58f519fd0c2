import { defineRule } from '../../rule.ts';
import { findTagCondition, findUntaggable } from '../../semantics/key-support.ts';

export default defineRule({
  meta: {
    id: 'deny-with-unsupported-tag-condition-key-for-service',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 4,
    summary: 'Deny with aws:ResourceTag lists actions whose resources have tags.',
    why: 'Without tags on the resource the key is never in the request, so the Deny does not apply to these actions unless the operator is negated.',
    remedy: 'Deny these actions in a statement without aws:ResourceTag.',
    messages: {
      untagged:
        '"{{action}}" never has "{{key}}" in its request, so the condition on tags cannot hold for it as meant.',
    },
    policyTypes: ['identity', 'boundary', 'scp'],
    references: { accessAnalyzer: ['DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    statement(statement) {
      const tag = statement.isAllow === false ? findTagCondition(statement) : undefined;
      if (!tag) return;
      for (const action of findUntaggable(catalog, statement)) {
        const related = [{ at: tag.key, text: 'condition key' }];
        report({ at: action, message: 'untagged', data: { action: action.text, key: tag.key.text }, related });
      }
    },
  }),
});
