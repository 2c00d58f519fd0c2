import { tagGap } from '../../account/own-tags.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'user-untagged',
    subject: 'user',
    severity: 'warning',
    summary: 'Every user has tags, among them the required ones.',
    why: 'Tags tell the owner and the purpose of a user, and policies can go by them.',
    remedy: 'Tag the user with its owner and purpose.',
    messages: {
      untagged: 'User {{user}} has no tags.',
      incomplete: 'User {{user}} lacks the tags {{keys}}.',
    },
    options: {
      keys: { type: 'strings', default: [], description: 'Tag keys that must be there. None: any tag will do.' },
    },
    offByDefault: true,
    references: { securityHub: ['IAM.25'], awsConfig: ['tagged-iam-user'] },
    since: '0.1.0',
  },
  create: ({ report, options }) => ({
    user(user) {
      const gap = tagGap(user.tags, options.keys as readonly string[]);
      if (gap) report({ at: user, message: gap.message, data: { user: user.name, keys: gap.keys } });
    },
  }),
});
