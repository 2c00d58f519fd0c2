import { defineRule } from '../../rule.ts';
import { githubIssuer, claimOf, holdsToClaim, webIdentities } from '../../semantics/trust-grant.ts';
import { githubSubjectGap } from '../../semantics/github-subject.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html#idp_oidc_Create_GitHub */
export default defineRule({
  meta: {
    id: 'specific-github-repo-and-branch-recommended',
    subject: 'policy',
    severity: 'warning',
    securitySeverity: 7,
    summary: 'A role for GitHub Actions names the repository and the branch, tag or environment.',
    why: 'A wildcard before the end of the organization lets strangers in, one in the repository all repositories of the organization, and one for the branch every branch and pull request.',
    remedy:
      'Write repo:<organization>/<repository>:ref:refs/heads/<branch>, or end in :environment:<name> for a protected environment.',
    messages: {
      anyone:
        'The subject "{{value}}" matches repositories of strangers. Write the organization in full, up to its slash.',
      repository: 'The subject "{{value}}" matches several repositories of the organization. Name the repository.',
      branch:
        'The subject "{{value}}" matches every branch and pull request. Name the branch, the tag or the environment.',
    },
    policyTypes: ['trust'],
    references: { accessAnalyzer: ['SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition, statement) {
      if (condition.operator.base !== 'StringLike' || claimOf(condition, githubIssuer) !== 'sub') return;
      if (!webIdentities(statement).some(({ issuer }) => issuer === githubIssuer)) return;
      // A further claim, such as repository_id or job_workflow_ref, narrows what the subject leaves open.
      if (holdsToClaim(statement, githubIssuer, (claim) => claim !== 'sub' && claim !== 'aud')) return;
      for (const value of condition.values) {
        const gap = githubSubjectGap(value.text);
        if (gap === undefined) continue;
        const data = { value: value.text };
        report({ at: value, message: gap, data, ...(gap === 'anyone' && { severity: 'security' as const }) });
      }
    },
  }),
});
