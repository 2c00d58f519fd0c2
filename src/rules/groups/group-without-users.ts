import { isIncomplete } from '../../account/incomplete-lists.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'group-without-users',
    subject: 'group',
    severity: 'suggestion',
    summary: 'Every group has members.',
    why: 'A group without members is left over or waiting: whoever is added later gets permissions that nobody has looked at for long.',
    remedy: 'Delete the group, or add the users it was made for.',
    messages: { empty: 'Group {{group}} has no members. Delete it if nobody needs it.' },
    references: { scoutsuite: ['iam-group-with-no-users'] },
    since: '0.1.0',
  },
  create: ({ account, report, skip }) => ({
    group(group) {
      if (group.members.length > 0) return;
      if (account && isIncomplete(account, ['UserDetailList'], skip)) return;
      const policies = [...group.attachedPolicies, ...group.inlinePolicies].map(({ name }) => name);
      report({ at: group, message: 'empty', data: { group: group.name }, evidence: { policies } });
    },
  }),
});
