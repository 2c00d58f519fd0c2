import { adminData, listed } from '../../account/admin-policy.ts';
import { holds, permissionsOf, principalReach, wholeServicesOf } from '../../account/effective.ts';
import { protonDuty } from '../../account/proton.ts';
import { defineRule } from '../../rule.ts';
import { heldEscalations } from '../../semantics/takeover.ts';

export default defineRule({
  meta: {
    id: 'proton-service-role-overly-broad',
    subject: 'role',
    severity: 'security',
    securitySeverity: 8.5,
    summary: 'A role of AWS Proton holds no more than the templates need.',
    why: 'The roles that the console of Proton made are administrators for whoever writes a template: a condition on aws:CalledVia limits the way of the call and not what is called. After the end of Proton the permissions stay, one edit of the trust policy away from someone else.',
    remedy: 'Delete the role if nothing needs it. Else list the actions and resources of the templates.',
    messages: {
      administrator: 'Proton role {{role}} is an administrator: it may do {{all}} on every resource.',
      template:
        'Proton role {{role}} is an administrator for every template author: it may do {{all}} under a condition that limits the call only.',
      escalation: 'Proton role {{role}} can make itself an administrator by {{actions}} on every resource.',
      services: 'Proton role {{role}} may do everything in {{services}} on every resource.',
    },
    inTemplates: true,
    references: {},
    since: '0.1.0',
  },
  create: ({ catalog, account, report, skip }) => ({
    role(role) {
      const duty = protonDuty(role, account);
      if (!duty) return;
      const permissions = permissionsOf(role, account);
      if (permissions.unknown.length > 0)
        skip(`role ${role.name}: not in the ${account ? 'snapshot' : 'template'}: ${permissions.unknown.join(', ')}`);
      if (permissions.isBoundaryUnknown) return;
      const reach = principalReach(permissions, catalog);
      const common = { at: role, evidence: { recognizedBy: duty, arn: role.arn } };
      if (reach.level !== 'less') {
        const data = { role: role.name, all: adminData(reach).all };
        report({ ...common, message: reach.gated ? 'template' : 'administrator', data });
        return;
      }
      const actions = heldEscalations((action) => holds(permissions, action, catalog, 'for some callers'));
      if (actions.length > 0) {
        report({ ...common, message: 'escalation', data: { role: role.name, actions: listed(actions) } });
        return;
      }
      const services = wholeServicesOf(permissions, catalog, 'for some callers');
      if (services.length === 0) return;
      const plain = wholeServicesOf(permissions, catalog, 'unconditional');
      report({
        ...common,
        message: 'services',
        data: { role: role.name, services: services.includes('*') ? 'nearly all services' : listed(services) },
        evidence: { ...common.evidence, services },
        severity: plain.length > 0 ? 'warning' : 'suggestion',
      });
    },
  }),
});
