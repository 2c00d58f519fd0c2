import { isKeptByAws } from '../../account/effective.ts';
import { accountOf, isAnyone, isServiceRole, principalsOf, trustGrants } from '../../account/trust.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'role-cross-account-readonlyaccess',
    subject: 'role',
    severity: 'security',
    securitySeverity: 6.5,
    summary: 'No role with ReadOnlyAccess can be assumed from another account.',
    why: 'ReadOnlyAccess reads data too, not only settings: objects in S3, items in DynamoDB, parameters.',
    remedy: 'Attach SecurityAudit or ViewOnlyAccess for audits, or a policy that lists what the other account needs.',
    messages: { crossAccount: 'Role {{role}} has ReadOnlyAccess and can be assumed from {{from}}.' },
    references: { prowler: ['iam_role_cross_account_readonlyaccess_policy'] },
    since: '0.1.0',
  },
  create: ({ account, report }) => ({
    role(role) {
      if (isKeptByAws(role) || isServiceRole(role)) return;
      if (!role.attachedPolicies.some(({ arn }) => /^arn:[^:]*:iam::aws:policy\/ReadOnlyAccess$/.test(arn))) return;
      const own = account?.id ?? role.arn.split(':')[4];
      const others = trustGrants(role).flatMap((statement) => principalsOf(statement, 'AWS'));
      const from = others.flatMap((one) => (isAnyone(one) ? ['any account'] : (accountOf(one) ?? [])));
      const foreign = [...new Set(from.filter((id) => id !== own))].sort();
      if (foreign.length > 0)
        report({
          at: role,
          message: 'crossAccount',
          data: { role: role.name, from: foreign },
          evidence: { accounts: foreign },
        });
    },
  }),
});
