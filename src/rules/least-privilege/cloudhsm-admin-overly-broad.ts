import { adminData, listed } from '../../account/admin-policy.ts';
import { beyondCloudHsm, cloudHsmWrites, isForCloudHsm, unaskedCloudHsm } from '../../account/cloudhsm.ts';
import { holds, isKeptByAws, permissionsOf, principalReach, type Principal } from '../../account/effective.ts';
import { defineRule } from '../../rule.ts';
import { heldEscalations } from '../../semantics/takeover.ts';

export default defineRule({
  meta: {
    id: 'cloudhsm-admin-overly-broad',
    subject: 'account',
    severity: 'warning',
    securitySeverity: 6,
    summary: 'Whoever administers AWS CloudHSM holds what that work needs, and no more.',
    why: 'Those who look after HSMs guard the keys of everyone else; more rights than the work needs undo the separation of duties. Needed are cloudhsm actions, the network actions of the guide, the service-linked role, custom key stores, and reading of logs, metrics and keys. A service-linked role on Resource * is left to create-slr-with-star-in-resource.',
    remedy: 'Cut the policies down to the CloudHSM guide’s, and move other work to other groups or roles.',
    messages: {
      administrator: '{{kind}} {{name}} for CloudHSM is an administrator: it may do {{all}} on every resource.',
      escalation: '{{kind}} {{name}} for CloudHSM can make itself an administrator by {{actions}} on every resource.',
      beyond: '{{kind}} {{name}} for CloudHSM may do more than that work needs: {{actions}}.',
      writes: '{{kind}} {{name}} is meant to read only, yet may change CloudHSM: {{actions}}.',
      unasked:
        '{{kind}} {{name}} for CloudHSM gets by a wildcard what destroys keys or shares backups: {{actions}}. Name these actions if they are meant.',
    },
    references: {},
    since: '0.1.0',
  },
  create: ({ account, catalog, report, skip }) => {
    const judge = (kind: string, principal: Principal): void => {
      if (!isForCloudHsm(principal)) return;
      const { name } = principal;
      const permissions = permissionsOf(principal, account, 'own');
      if (permissions.unknown.length > 0)
        skip(`${kind} ${name}: not in the snapshot: ${permissions.unknown.join(', ')}`);
      if (permissions.isBoundaryUnknown) return;
      const reach = principalReach(permissions, catalog);
      if (reach.level !== 'less') {
        const { all } = adminData(reach);
        report({ at: principal, message: 'administrator', data: { kind, name, all }, severity: 'security' });
        return;
      }
      const taken = heldEscalations((action) => holds(permissions, action, catalog, 'for some callers'));
      if (taken.length > 0) {
        const data = { kind, name, actions: listed(taken) };
        report({ at: principal, message: 'escalation', data, evidence: { actions: taken }, severity: 'security' });
        return;
      }
      const beyond = beyondCloudHsm(permissions.statements, catalog);
      if (beyond.length > 0)
        report({
          at: principal,
          message: 'beyond',
          data: { kind, name, actions: listed(beyond) },
          evidence: { actions: beyond },
        });
      const unasked = unaskedCloudHsm(principal);
      if (unasked.length > 0)
        report({
          at: principal,
          message: 'unasked',
          data: { kind, name, actions: listed(unasked) },
          evidence: { actions: unasked },
          severity: 'suggestion',
        });
      const writes = readOnlyName.test(name) ? cloudHsmWrites(permissions.statements) : [];
      if (writes.length > 0)
        report({
          at: principal,
          message: 'writes',
          data: { kind, name, actions: listed(writes) },
          evidence: { actions: writes },
        });
    };
    return {
      user: (user) => {
        judge('User', user);
      },
      group: (group) => {
        judge('Group', group);
      },
      role: (role) => {
        if (!isKeptByAws(role)) judge('Role', role);
      },
    };
  },
});

const readOnlyName = /read-?_?only|viewer|auditor|reader/i;
