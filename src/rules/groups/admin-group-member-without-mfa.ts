import { isAwsAdministratorAccess } from '../../account/admin-attachment.ts';
import { hasMfa, skipNamed } from '../../account/credential-use.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'admin-group-member-without-mfa',
    subject: 'group',
    severity: 'security',
    securitySeverity: 9,
    summary: 'Every member of a group with AdministratorAccess has an MFA device.',
    why: 'One stolen password or key of such a member is enough to take over the account.',
    remedy: 'Let the members register an MFA device, or take them out of the group.',
    messages: { missing: 'Group {{group}} gives AdministratorAccess to users without MFA: {{users}}.' },
    needs: [['credentialReport', 'mfaDevices']],
    references: { prowler: ['iam_administrator_access_with_mfa'] },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account({ groups, users }) {
      const byName = new Map(users.map((user) => [user.name, user]));
      for (const group of groups) {
        if (!group.attachedPolicies.some(isAwsAdministratorAccess)) continue;
        const members = group.members.flatMap((name) => byName.get(name) ?? []);
        const unknown = members.filter((user) => hasMfa(user) === undefined);
        skipNamed('neither credential report nor MFA devices tell of', unknown, skip);
        const without = members.filter((user) => hasMfa(user) === false).map(({ name }) => name);
        if (without.length === 0) continue;
        const data = { group: group.name, users: without.sort() };
        report({ at: group, message: 'missing', data, evidence: { users: without } });
      }
    },
  }),
});
