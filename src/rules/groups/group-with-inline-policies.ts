import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'group-with-inline-policies',
    subject: 'group',
    severity: 'warning',
    summary: 'A group has managed policies only.',
    why: 'Inline policies have no versions, cannot be shared, and are easily missed in a review.',
    remedy: 'Make a customer managed policy of it and attach that to the group.',
    messages: { inline: 'Group {{group}} has inline policies: {{policies}}. Make managed policies of them.' },
    references: { scoutsuite: ['iam-group-with-inline-policies'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    group(group) {
      const policies = group.inlinePolicies.map(({ name }) => name);
      if (policies.length === 0) return;
      report({ at: group, message: 'inline', data: { group: group.name, policies }, evidence: { policies } });
    },
  }),
});
