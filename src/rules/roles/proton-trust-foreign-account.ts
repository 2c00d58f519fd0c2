import { isKeptByAws } from '../../account/effective.ts';
import { grantsTo, protonService } from '../../account/proton.ts';
import { splitArn } from '../../policy/arn.ts';
import type { Condition } from '../../policy/model.ts';
import { defineRule } from '../../rule.ts';
import { isNegated } from '../../semantics/condition-value.ts';

export default defineRule({
  meta: {
    id: 'proton-trust-foreign-account',
    subject: 'role',
    severity: 'suggestion',
    securitySeverity: 3,
    summary: 'A trust in AWS Proton names the own account as its source.',
    why: 'Proton then worked in the role for another account. That was right for an environment account connection, and a mistake everywhere else.',
    remedy: 'Check that the account is, or was, the management account of Proton; else correct or delete the role.',
    messages: { foreign: 'Role {{role}} lets AWS Proton work for account {{other}}, not for its own.' },
    references: {},
    since: '0.1.0',
  },
  create: ({ account, report }) => ({
    role(role) {
      if (isKeptByAws(role)) return;
      const own = account?.id ?? role.arn.split(':')[4];
      const said = new Set<string>();
      for (const { conditions } of grantsTo(role, protonService)) {
        for (const condition of conditions) {
          for (const value of isNegated(condition) ? [] : condition.values) {
            const other = sourceAccount(condition, value.text);
            if (other === undefined || other === own || said.has(other)) continue;
            said.add(other);
            report({ at: value, message: 'foreign', data: { role: role.name, other } });
          }
        }
      }
    },
  }),
});

/** The account that a value of aws:SourceAccount or aws:SourceArn names. */
function sourceAccount({ key }: Condition, text: string): string | undefined {
  const name = key.text.toLowerCase();
  const account = name === 'aws:sourceaccount' ? text : name === 'aws:sourcearn' ? splitArn(text)?.account : undefined;
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}
