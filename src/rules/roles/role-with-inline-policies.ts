import { isKeptByAws } from '../../account/effective.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'role-with-inline-policies',
    subject: 'role',
    severity: 'suggestion',
    summary: 'A role has its permissions from managed policies.',
    why: 'An inline policy has no versions, cannot be reused and is missed in reviews of managed policies.',
    remedy: 'Turn it into a managed policy, if the role is not made by a template that owns it.',
    messages: { inline: 'Role {{role}} has inline policies: {{policies}}.' },
    references: { scoutsuite: ['iam-role-with-inline-policies'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    role(role) {
      if (isKeptByAws(role) || role.inlinePolicies.length === 0) return;
      const policies = role.inlinePolicies.map(({ name }) => name);
      report({ at: role, message: 'inline', data: { role: role.name, policies }, evidence: { policies } });
    },
  }),
});
