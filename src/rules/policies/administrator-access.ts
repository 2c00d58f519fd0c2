import { adminData, adminMessage, adminSeverity } from '../../account/admin-policy.ts';
import { defineRule } from '../../rule.ts';
import { reachOf, statementBehind } from '../../semantics/grants.ts';

/** In a scan the rules on administrators say it of the policies and principals of the account. */
export default defineRule({
  meta: {
    id: 'administrator-access',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 9,
    summary: 'No policy allows every action on every resource.',
    why: 'Whoever holds such a policy can do everything in the account, give it to others, and cover the tracks.',
    remedy: 'List the actions and resources that are needed; leave administration to a few roles that people assume.',
    messages: {
      everything: 'The policy allows every action on every resource: its holder is an administrator.',
      almost:
        'The policy allows every action on every resource, changes of permissions included, but {{except}}: its holder is an administrator.',
      gated:
        'The policy allows every action on every resource to callers that meet its condition, which limits nothing else.',
    },
    policyTypes: ['identity'],
    lintOnly: true,
    references: { boogy: ['full_wildcard'] },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    policy(policy) {
      const { statements } = policy;
      const reach = reachOf(statements, catalog);
      // NotAction behind a condition on the caller is what policy-allow-notaction is about.
      if (reach.level === 'less' || (reach.gated && reach.level === 'almost')) return;
      report({
        at: statementBehind(statements, reach, catalog) ?? policy,
        message: adminMessage(reach),
        data: { ...adminData(reach) },
        severity: adminSeverity(reach),
      });
    },
  }),
});
