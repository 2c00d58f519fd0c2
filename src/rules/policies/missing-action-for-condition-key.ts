import { defineRule } from '../../rule.ts';
import table from '../../data/condition-key-pairs.json' with { type: 'json' };
import { matchesAction } from '../../policy/arn.ts';
import type { Policy } from '../../policy/model.ts';
import { needsKey } from '../../semantics/key-support.ts';

const companions: ReadonlyMap<string, string> = new Map(
  Object.entries(table.companionActions).map(([key, action]) => [key.toLowerCase(), action]),
);

function allows(policy: Policy, action: string): boolean {
  return policy.statements.some(
    ({ isAllow, action: listed, notAction }) =>
      isAllow === true &&
      (notAction !== undefined || listed?.values.some(({ text }) => matchesAction(text, action)) === true),
  );
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html */
export default defineRule({
  meta: {
    id: 'missing-action-for-condition-key',
    subject: 'policy',
    severity: 'error',
    summary: 'A condition key that belongs to a companion action comes with that action.',
    why: 'The request carries the key only when the companion action is allowed too; without it the condition has no use.',
    remedy: 'Allow the companion action as well.',
    messages: { missing: 'Condition key "{{key}}" needs {{companion}}, which the policy does not allow.' },
    references: { accessAnalyzer: ['MISSING_ACTION_FOR_CONDITION_KEY'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition, { action, isAllow, policy }) {
      const companion = companions.get(condition.key.text.toLowerCase());
      if (companion === undefined || isAllow !== true || !needsKey(condition)) return;
      if (!action?.values.some(({ service }) => service === 'sts') || allows(policy, companion)) return;
      report({ at: condition.key, message: 'missing', data: { key: condition.key.text, companion } });
    },
  }),
});
