import { isKeptByAws } from '../../account/effective.ts';
import { principalsOf, requiresMfa, trustGrants } from '../../account/trust.ts';
import { defineRule } from '../../rule.ts';
import { parseCaller } from '../../semantics/caller.ts';

export default defineRule({
  meta: {
    id: 'role-assumable-without-mfa',
    subject: 'role',
    severity: 'warning',
    securitySeverity: 5,
    offByDefault: true,
    summary: 'A role that users may assume asks for MFA.',
    why: 'A leaked access key alone is enough to take the role. Roles that assume roles cannot show MFA, so trust in roles only is left alone; machines cannot either, hence off by default.',
    remedy: 'Add Bool aws:MultiFactorAuthPresent true to the trust policy.',
    messages: { missing: 'Role {{role}} can be assumed without MFA.' },
    references: { scoutsuite: ['iam-assume-role-no-mfa'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    role(role) {
      if (isKeptByAws(role)) return;
      for (const statement of trustGrants(role)) {
        const people = principalsOf(statement, 'AWS').filter(({ text }) => !machines.has(parseCaller(text).kind));
        if (people.length > 0 && !requiresMfa(statement))
          report({ at: statement, message: 'missing', data: { role: role.name } });
      }
    },
  }),
});

const machines: ReadonlySet<string> = new Set(['role', 'session']);
