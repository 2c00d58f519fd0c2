import { defineRule } from '../../rule.ts';
import { githubIssuer, holdsToClaim, webIdentities } from '../../semantics/trust-grant.ts';

/** Claims that say which repository, or at least whose. */
const owning = new Set([
  'sub',
  'job_workflow_ref',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'enterprise',
  'enterprise_id',
]);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html#idp_oidc_Create_GitHub */
export default defineRule({
  meta: {
    id: 'missing-github-repo-condition-key',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 9.5,
    summary: 'A role for GitHub Actions says which repositories may assume it.',
    why: 'One issuer serves all of GitHub, so without a condition on the subject every repository in the world can assume the role; a condition on the audience does not help.',
    remedy:
      'Add "StringEquals": {"token.actions.githubusercontent.com:sub": "repo:<organization>/<repository>:ref:refs/heads/<branch>"}.',
    messages: {
      missing:
        'Every repository on GitHub can assume the role. Add a condition on token.actions.githubusercontent.com:sub.',
    },
    policyTypes: ['trust'],
    references: { accessAnalyzer: ['MISSING_GITHUB_REPO_CONDITION_KEY'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    statement(statement) {
      if (statement.isDamaged) return;
      for (const { principal, issuer } of webIdentities(statement)) {
        if (issuer !== githubIssuer || holdsToClaim(statement, issuer, (claim) => owning.has(claim))) continue;
        report({ at: principal, message: 'missing' });
      }
    },
  }),
});
