import { defineRule } from '../../rule.ts';
import type { Statement, Text } from '../../policy/model.ts';
import { sharedIssuer, type SharedIssuer } from '../../semantics/shared-issuer.ts';
import { claimOf, demandsValue, holdsToClaim, webIdentities } from '../../semantics/trust-grant.ts';

/** In a scan, oidc-role-without-subject-condition says it of the role. GitHub has rules of its own. */
export default defineRule({
  meta: {
    id: 'oidc-trust-without-subject',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 8.5,
    summary: 'A role for a shared OpenID Connect issuer, or for a cluster, says whose tokens may assume it.',
    why: 'Issuers such as gitlab.com or app.terraform.io serve all customers of a vendor: a condition on the audience alone lets every one of them in.',
    remedy: 'Add a condition on the :sub key that names your organization and project.',
    messages: {
      missing:
        'Tokens of every customer of "{{issuer}}" can assume the role. Add a condition on "{{issuer}}:{{claim}}" that names yours.',
      cluster:
        'Every service account of the cluster "{{issuer}}" can assume the role. Add a condition on "{{issuer}}:sub", such as system:serviceaccount:namespace:name.',
      open: 'The value "{{value}}" matches tokens of every customer of "{{issuer}}". Name your organization up to its end.',
    },
    policyTypes: ['trust'],
    lintOnly: true,
    references: { boogy: ['trust_policy_validation'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      if (statement.isDamaged) return;
      for (const { principal, issuer } of webIdentities(statement)) {
        // With no condition at all it is the finding of missing-condition-key-for-oidc-principal.
        if (!holdsToClaim(statement, issuer, () => true)) continue;
        if (cluster.test(issuer) && !namesServiceAccount(statement, issuer))
          report({ at: principal, message: 'cluster', data: { issuer }, severity: 'warning' });
        const shared = sharedIssuer(issuer);
        if (!shared) continue;
        const open = findOpenSubject(statement, issuer, shared);
        if (open) report({ at: open, message: 'open', data: { issuer, value: open.text } });
        else if (!holdsToClaim(statement, issuer, (claim) => shared.claims.includes(claim)))
          report({ at: principal, message: 'missing', data: { issuer, claim: shared.claims[0] ?? 'sub' } });
      }
    },
  }),
});

/** https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html */
const cluster = /^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/id\//;

/** A namespace is enough. */
function namesServiceAccount(statement: Statement, issuer: string): boolean {
  return statement.conditions.some(
    (condition) =>
      demandsValue(condition) &&
      claimOf(condition, issuer) === 'sub' &&
      !condition.values.some(({ text }) => /^(?:system:serviceaccount:)?[*:]*$/.test(text)),
  );
}

/** The value of a lone test of the subject that has a wildcard where the customer's name begins. */
function findOpenSubject(
  statement: Statement,
  issuer: string,
  { claims, subjectStart }: SharedIssuer,
): Text | undefined {
  const telling = statement.conditions.filter(
    (condition) => demandsValue(condition) && claims.includes(claimOf(condition, issuer) ?? ''),
  );
  const [only] = telling;
  if (telling.length !== 1 || only?.operator.base !== 'StringLike') return undefined;
  return only.values.find(({ text }) => {
    if (/^\*+$/.test(text)) return true;
    return subjectStart !== undefined && text.startsWith(subjectStart) && /^[*?]/.test(text.slice(subjectStart.length));
  });
}
