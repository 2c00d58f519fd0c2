import { defineRule } from '../../rule.ts';
import { findTagCondition } from '../../semantics/key-support.ts';

export default defineRule({
  meta: {
    id: 'allow-notaction-with-unsupported-tag-condition-key-for-service',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'Allow with NotAction does not depend on aws:ResourceTag.',
    why: 'Without tags on the resource the key is never in the request, so many actions are not allowed unless the operator is negated.',
    remedy: 'List the actions on tagged resources under Action.',
    messages: {
      notaction:
        'NotAction covers services without tags, for which "{{key}}" is never in the request, so the condition on tags cannot hold there as meant.',
    },
    policyTypes: ['identity', 'boundary'],
    references: { accessAnalyzer: ['ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      const { notAction, isAllow } = statement;
      const tag = notAction && isAllow === true ? findTagCondition(statement) : undefined;
      if (!tag || !notAction) return;
      const related = [{ at: { place: notAction.namePlace }, text: 'NotAction' }];
      report({ at: tag.key, message: 'notaction', data: { key: tag.key.text }, related });
    },
  }),
});
