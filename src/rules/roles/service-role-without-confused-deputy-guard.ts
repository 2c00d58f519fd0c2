import { isKeptByAws } from '../../account/effective.ts';
import { protonService } from '../../account/proton.ts';
import { isGuarded, isGuardedByDeny, principalsOf, sourceKeys, trustGrants } from '../../account/trust.ts';
import { defineRule } from '../../rule.ts';
import { sendsSource } from '../../semantics/source-keys.ts';

export default defineRule({
  meta: {
    id: 'service-role-without-confused-deputy-guard',
    subject: 'role',
    severity: 'warning',
    securitySeverity: 5,
    precision: 'high',
    summary: 'A role for a service that says for whom it works is tied to an account or a resource.',
    why: 'The service works for all customers and might be made to use the role for another one. Asked for only where AWS documents that the service sends these keys: elsewhere, as with ec2.amazonaws.com, the condition would shut the service out.',
    remedy: 'Add a condition on aws:SourceAccount or aws:SourceArn to the trust policy.',
    messages: {
      unguarded: 'Role {{role}} can be assumed by {{service}} for any customer; add a condition on aws:SourceAccount.',
    },
    inTemplates: true,
    references: { prowler: ['iam_role_cross_service_confused_deputy_prevention'] },
    since: '0.1.0',
  },
  create: ({ account, report }) => ({
    role(role) {
      if (isKeptByAws(role)) return;
      for (const statement of trustGrants(role)) {
        if (isGuarded(statement, guardKeys) || isGuardedByDeny(role, sourceKeys)) continue;
        for (const principal of principalsOf(statement, 'Service')) {
          const service = principal.text.toLowerCase();
          if (exempt.has(service) || !sendsSource(principal)) continue;
          // What tools write into templates by themselves has no such condition.
          const grade = account ? {} : ({ severity: 'suggestion' } as const);
          report({ at: principal, message: 'unguarded', data: { role: role.name, service }, ...grade });
        }
      }
    },
  }),
});

const guardKeys: ReadonlySet<string> = new Set([...sourceKeys, 'sts:externalid', 'aws:principalorgid']);

/** The first two do not send the keys with every role; Proton has a rule of its own. */
const exempt: ReadonlySet<string> = new Set(['secretsmanager.amazonaws.com', 'eks.amazonaws.com', protonService]);
