import { adminData, adminSeverity, listed } from '../../account/admin-policy.ts';
import { isKeptByAws, permissionsOf, principalReach, statementsOf } from '../../account/effective.ts';
import type { Role } from '../../account/model.ts';
import { isServiceRole } from '../../account/trust.ts';
import type { Statement } from '../../policy/model.ts';
import { defineRule } from '../../rule.ts';
import { reachOf } from '../../semantics/grants.ts';

export default defineRule({
  meta: {
    id: 'role-administrator-access',
    subject: 'role',
    severity: 'security',
    securitySeverity: 8.5,
    summary: 'No role that people, other accounts or identity providers assume is an administrator.',
    why: 'Whoever gets into the role owns the account. Reported are AdministratorAccess, and policies that make an administrator only together; one policy that does alone is reported where it stands.',
    remedy: 'Attach a policy for the work at hand; keep one watched role with MFA for emergencies.',
    messages: {
      attached: 'Role {{role}} has AdministratorAccess attached and is no role of a service.',
      together: 'The policies of role {{role}} together allow {{all}} on every resource: {{policies}}.',
    },
    inTemplates: true,
    references: { prowler: ['iam_role_administratoraccess_policy'] },
    since: '0.1.0',
  },
  create: ({ account, catalog, report, skip }) => {
    const isAdmin = (statements: readonly Statement[]) => reachOf(statements, catalog).level !== 'less';
    const isAlone = (role: Role) =>
      role.inlinePolicies.some(({ document }) => isAdmin(document?.statements ?? [])) ||
      role.attachedPolicies.some((one) => isAdmin(statementsOf(one) ?? []));
    return {
      role(role) {
        if (isKeptByAws(role) || isServiceRole(role)) return;
        const permissions = permissionsOf(role, account);
        const reach = principalReach(permissions, catalog);
        if (permissions.isBoundaryUnknown && isAdmin(permissions.statements))
          skip(`role ${role.name}: its permissions boundary is not in the ${account ? 'snapshot' : 'template'}`);
        if (permissions.isBoundaryUnknown || reach.level === 'less') return;
        if (role.attachedPolicies.some(({ name }) => name === 'AdministratorAccess')) {
          // In a template attached-aws-managed-admin-policy says so where it is attached.
          if (!account) return;
          report({ at: role, message: 'attached', data: { role: role.name } });
        } else if (!isAlone(role)) {
          const policies = listed([...role.inlinePolicies, ...role.attachedPolicies].map(({ name }) => name));
          const data = { role: role.name, policies, all: adminData(reach).all };
          report({ at: role, message: 'together', data, severity: adminSeverity(reach) });
        }
      },
    };
  },
});
