import { tagGap } from '../../account/own-tags.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'role-untagged',
    subject: 'role',
    severity: 'warning',
    summary: 'Every role has tags, among them the required ones.',
    why: 'Tags tell the owner and the purpose of a role, and policies can go by them.',
    remedy: 'Tag the role with its owner and purpose.',
    messages: {
      untagged: 'Role {{role}} has no tags.',
      incomplete: 'Role {{role}} lacks the tags {{keys}}.',
    },
    options: {
      keys: { type: 'strings', default: [], description: 'Tag keys that must be there. None: any tag will do.' },
    },
    offByDefault: true,
    references: { securityHub: ['IAM.24'], awsConfig: ['tagged-iam-role'] },
    since: '0.1.0',
  },
  create: ({ report, options }) => ({
    role(role) {
      // Roles that AWS made and manages are not the customer's to tag.
      if (role.isServiceLinked || role.isReserved) return;
      const gap = tagGap(role.tags, options.keys as readonly string[]);
      if (gap) report({ at: role, message: gap.message, data: { role: role.name, keys: gap.keys } });
    },
  }),
});
