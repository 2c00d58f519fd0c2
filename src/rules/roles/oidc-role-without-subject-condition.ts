import { isKeptByAws } from '../../account/effective.ts';
import { isOpenValue } from '../../account/open-value.ts';
import type { Condition, Statement } from '../../policy/model.ts';
import { defineRule } from '../../rule.ts';
import { sharedIssuer } from '../../semantics/shared-issuer.ts';
import { claimOf, demandsValue, githubIssuer, holdsToClaim, webIdentities } from '../../semantics/trust-grant.ts';

export default defineRule({
  meta: {
    id: 'oidc-role-without-subject-condition',
    subject: 'role',
    severity: 'security',
    securitySeverity: 8.5,
    summary: 'A role for an identity provider that serves many customers is held to one of them.',
    why: 'A token of such a provider alone tells nothing about whose it is. Left to rules on trust policies: no condition at all (missing-condition-key-for-oidc-principal) and the subjects of GitHub (missing-github-repo-condition-key, specific-github-repo-and-branch-recommended).',
    remedy: 'Add a condition on the subject, with the name of the organization in full, and one on the audience.',
    messages: {
      subject: 'Role {{role}} takes tokens of any customer of {{issuer}}; add a condition on {{issuer}}:{{claim}}.',
      open: 'Role {{role}} takes tokens of any customer of {{issuer}}: {{value}} matches the names of all of them.',
      weak: 'The condition on {{key}} of role {{role}} holds for tokens without it too; use StringEquals or StringLike alone.',
      audience: 'Role {{role}} takes tokens of {{issuer}} made for anyone; add a condition on {{issuer}}:aud.',
    },
    references: {},
    since: '0.1.0',
  },
  create: ({ report }) => ({
    role(role) {
      if (isKeptByAws(role)) return;
      for (const statement of role.trust?.statements ?? []) {
        if (statement.isAllow !== true || statement.isDamaged) continue;
        for (const { principal, issuer } of webIdentities(statement)) {
          const claims = issuer === githubIssuer ? ['sub'] : sharedIssuer(issuer)?.claims;
          if (!claims || !holdsToClaim(statement, issuer, () => true)) continue;
          const data = { role: role.name, issuer, claim: claims[0] ?? 'sub' };
          const telling = tests(statement, issuer, claims);
          const weak = telling.find(holdsWithout);
          if (weak) report({ at: weak, message: 'weak', data: { ...data, key: weak.key.text } });
          if (issuer !== githubIssuer) {
            const start = sharedIssuer(issuer)?.subjectStart;
            const open = telling.flatMap(({ values }) => values).find(({ text }) => isAnyCustomer(text, start));
            if (!holdsToClaim(statement, issuer, (claim) => claims.includes(claim)))
              report({ at: principal, message: 'subject', data });
            else if (open) report({ at: open, message: 'open', data: { ...data, value: open.text } });
          }
          if (
            issuer === githubIssuer &&
            telling.length > 0 &&
            !holdsToClaim(statement, issuer, (claim) => claim === 'aud')
          )
            report({ at: principal, message: 'audience', data, severity: 'warning' });
        }
      }
    },
  }),
});

function tests(statement: Statement, issuer: string, claims: readonly string[]): readonly Condition[] {
  return statement.conditions.filter((one) => demandsValue(one) && claims.includes(claimOf(one, issuer) ?? ''));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
function holdsWithout({ operator }: Condition): boolean {
  return operator.ifExists || operator.qualifier === 'ForAllValues';
}

/** A wildcard where the name of the customer begins. */
function isAnyCustomer(text: string, start: string | undefined): boolean {
  return isOpenValue(text) || (start !== undefined && text.startsWith(start) && /^[*?]/.test(text.slice(start.length)));
}
