import { activeKeys, usersWithRow } from '../../account/credential-use.ts';
import { withReport } from '../../account/service-use.ts';
import { defineRule } from '../../rule.ts';

/** What a user needs to look after its own credentials and to assume a role. */
const harmless = new Set(['iam', 'sts']);

export default defineRule({
  meta: {
    id: 'user-long-lived-credentials-for-services',
    subject: 'user',
    severity: 'security',
    securitySeverity: 6,
    precision: 'high',
    summary: 'Access keys of users give access to no service but IAM and STS.',
    why: 'An access key works until somebody deletes it. The temporary credentials of a role end by themselves.',
    remedy: 'Let the program use a role, or leave the user only the permission to assume one.',
    messages: {
      services: 'User {{user}} has an active access key that gives access to {{services}}. Use a role instead.',
    },
    needs: ['credentialReport', 'accessAdvisor'],
    references: { prowler: ['iam_user_with_temporary_credentials'] },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      const withKeys = usersWithRow(account, skip).filter(({ row }) => activeKeys(row).length > 0);
      for (const user of withReport(
        withKeys.map((each) => each.user),
        skip,
      )) {
        const granted = user.lastAccessed.services.filter(({ namespace }) => !harmless.has(namespace));
        if (granted.length === 0) continue;
        const services = granted.map(({ namespace }) => namespace).sort();
        const used = granted.filter(({ lastAuthenticated }) => lastAuthenticated).map(({ namespace }) => namespace);
        const data = { user: user.name, services: shorten(services) };
        report({ at: user, message: 'services', data, evidence: { services, used: used.sort() } });
      }
    },
  }),
});

function shorten(services: readonly string[]): string {
  const first = services.slice(0, 5).join(', ');
  return services.length > 5 ? `${first} and ${services.length - 5} more services` : first;
}
