import { defineRule } from '../../rule.ts';
import { roleOf } from '../../semantics/trust-grant.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles */
export default defineRule({
  meta: {
    id: 'redundant-principal-in-role-trust-policy',
    subject: 'policy',
    severity: 'suggestion',
    summary: 'A role and a session of that role do not stand in the same Principal.',
    why: 'The role means all its sessions, so the entry for one session only looks as if it narrowed something.',
    remedy: 'Remove the session, or remove the role if only that session is meant.',
    messages: { covered: 'The session "{{session}}" is already meant by the role "{{role}}".' },
    policyTypes: ['trust'],
    fixable: true,
    references: { accessAnalyzer: ['REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement({ principal }) {
      for (const { key, values } of principal?.groups ?? []) {
        if (key.text !== 'AWS') continue;
        const named = values.map((value) => ({ value, about: roleOf(value.text) }));
        const roles = new Map(
          named.flatMap(({ value, about }) => (about?.isSession === false ? [[about.role, value]] : [])),
        );
        for (const { value, about } of named) {
          const role = about?.isSession ? roles.get(about.role) : undefined;
          if (!role) continue;
          const data = { session: value.text, role: role.text };
          const related = [{ at: role, text: 'the role' }];
          report({ at: value, message: 'covered', data, related, fix: (build) => build.remove(value.place) });
        }
      }
    },
  }),
});
