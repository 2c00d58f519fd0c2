import { notedBy } from '../../account/analyzer-unused.ts';
import { isKeptByAws } from '../../account/effective.ts';
import { defineRule } from '../../rule.ts';
import { daysBetween } from '../../account/age.ts';

export default defineRule({
  meta: {
    id: 'role-unused',
    subject: 'role',
    severity: 'warning',
    securitySeverity: 4,
    summary: 'Every role that is older than the window was used within it.',
    why: 'Nobody watches a role that nobody uses, but its permissions can still be taken. AWS looks back 400 days at most; roles younger than the window and roles whose last use is not in the data are not judged.',
    remedy: 'Ask the owner, then delete the role; a rarely used one (yearly jobs) deserves a longer window.',
    messages: {
      never: 'Role {{role}} has not been used in the tracking period and is {{age}} days old.',
      stale: 'Role {{role}} was last used {{idle}} days ago, on {{date}}.',
      analyzer: 'Role {{role}} is unused by a finding of IAM Access Analyzer ({{analyzers}}).',
    },
    options: {
      days: { type: 'number', default: 90, description: 'Days without use after which a role counts as unused.' },
    },
    references: {},
    since: '0.1.0',
  },
  create: ({ account, now, options, report, skip }) => {
    const days = Number(options.days);
    const notes = account && notedBy(account, 'UnusedIAMRole');
    return {
      role(role) {
        if (isKeptByAws(role)) return;
        const noted = notes?.get(role.arn);
        if (!role.lastUsedKnown && noted) {
          const data = { role: role.name, analyzers: noted.analyzers };
          report({ at: role, message: 'analyzer', data, evidence: noted.evidence });
          return;
        }
        if (!role.lastUsedKnown) {
          skip(`role ${role.name}: no RoleLastUsed in the snapshot`);
          return;
        }
        const age = role.created && daysBetween(role.created, now);
        if (age === undefined) skip(`role ${role.name}: no creation date in the snapshot`);
        if (age === undefined || age < days) return;
        const { lastUsed } = role;
        if (!lastUsed) {
          report({ at: role, message: 'never', data: { role: role.name, age }, evidence: { age, ...noted?.evidence } });
          return;
        }
        const idle = daysBetween(lastUsed, now);
        const date = lastUsed.toISOString().slice(0, 10);
        if (idle >= days) {
          report({
            at: role,
            message: 'stale',
            data: { role: role.name, idle, date },
            evidence: { lastUsed: date, idle, ...noted?.evidence },
          });
        }
      },
    };
  },
});
