import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'user-without-group',
    subject: 'user',
    severity: 'warning',
    summary: 'Every user belongs to at least one group.',
    why: 'Permissions attached one user at a time drift apart and are missed in reviews.',
    remedy: 'Add the user to a group that carries the permissions, then detach the direct ones.',
    messages: {
      none: 'User {{user}} is in no group.',
      direct: 'User {{user}} is in no group and has policies of its own ({{count}}).',
    },
    references: { scoutsuite: ['iam-user-not-in-common-group', 'iam-user-not-in-category-group'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    user(user) {
      if (user.groups.length > 0) return;
      const count = user.attachedPolicies.length + user.inlinePolicies.length;
      report({ at: user, message: count === 0 ? 'none' : 'direct', data: { user: user.name, count } });
    },
  }),
});
