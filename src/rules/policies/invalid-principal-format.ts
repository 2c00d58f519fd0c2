import { defineRule } from '../../rule.ts';
import { describeType } from '../../policy/json-type.ts';
import { findAwsPrincipalFault } from '../../semantics/principal-format.ts';

export default defineRule({
  meta: {
    id: 'invalid-principal-format',
    subject: 'policy',
    severity: 'error',
    summary: 'A principal is "*" or an object, and each AWS principal an account, a user, a role or a session.',
    why: 'AWS refuses a policy with a principal in any other form.',
    remedy:
      'Write {"AWS": "…"} with a 12-digit account id or the ARN of a user, role or session; services go under "Service", identity providers under "Federated".',
    messages: {
      type: '{{element}} is {{found}}, but must be "*" or an object such as {"AWS": "111122223333"}.',
      text: '{{element}} "{{value}}" is a plain string; only "*" may be. Write an object such as {"AWS": "{{value}}"}.',
      value:
        'AWS principal "{{value}}" is no account id, user, role or session. Allowed: *, a 12-digit account id, or the ARN of the root, a user, a role, an assumed role or a federated user.',
      service: '"{{value}}" is a service and stands under "Service", not under "AWS".',
      federated: '"{{value}}" is an identity provider and stands under "Federated", not under "AWS".',
    },
    policyTypes: ['resource', 'trust', 'rcp'],
    references: {
      accessAnalyzer: ['INVALID_PRINCIPAL_FORMAT'],
      boogy: ['principal_validation'],
      cfnLint: ['E3512', 'E3530'],
      parliament: ['UNKNOWN_PRINCIPAL'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    problem(problem) {
      if (problem.kind !== 'invalid-principal-format') return;
      const data = { element: problem.element, found: describeType(problem.found) };
      report({ at: problem.place, message: 'type', data });
    },
    statement({ principal, notPrincipal }) {
      for (const element of [principal, notPrincipal]) {
        const [value] = element?.values ?? [];
        if (!element || !value || element.groups.length > 0 || element.isStar) continue;
        report({ at: element, message: 'text', data: { element: element.name, value: value.text } });
      }
    },
    principal(principal, { principal: element, notPrincipal }) {
      const { groups } = (principal.negated ? notPrincipal : element) ?? { groups: [] };
      if (principal.kind !== 'AWS' || groups.length === 0) return;
      const fault = findAwsPrincipalFault(principal.text);
      if (fault) report({ at: principal, message: fault, data: { value: principal.text } });
    },
  }),
});
