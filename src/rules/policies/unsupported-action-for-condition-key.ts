import { defineRule } from '../../rule.ts';
import table from '../../data/condition-key-pairs.json' with { type: 'json' };
import { keysOfAction, needsKey } from '../../semantics/key-support.ts';

/** AWS does not publish which pairs it judges; these keys are documented for a few actions only. */
const keys: ReadonlySet<string> = new Set(table.judgedByAction.map((key) => key.toLowerCase()));

export default defineRule({
  meta: {
    id: 'unsupported-action-for-condition-key',
    subject: 'policy',
    severity: 'error',
    summary: 'A condition key and the actions of its statement fit together.',
    why: 'A key that an action never has in its request fails the condition for that action: Allow grants nothing, a negated Deny denies always.',
    remedy: 'Move the action to a statement without the condition.',
    messages: { never: '"{{action}}" never has "{{key}}" in its request, so the condition cannot hold as meant.' },
    references: {
      accessAnalyzer: ['UNSUPPORTED_ACTION_FOR_CONDITION_KEY'],
      boogy: ['condition_key_validation'],
      parliament: ['UNKNOWN_CONDITION_FOR_ACTION'],
    },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    condition(condition, { action }) {
      const wanted = condition.key.text.toLowerCase();
      if (!action || !keys.has(wanted) || !needsKey(condition)) return;
      const service = wanted.slice(0, wanted.indexOf(':'));
      for (const pattern of action.values) {
        const info = pattern.service === service ? catalog.action(pattern.text) : undefined;
        if (!info || keysOfAction(catalog, info).has(wanted)) continue;
        const related = [{ at: condition.key, text: 'condition key' }];
        report({ at: pattern, message: 'never', data: { action: pattern.text, key: condition.key.text }, related });
      }
    },
  }),
});
