import { defineRule } from '../../rule.ts';

/** IAM keeps five: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const mostVersions = 5;

export default defineRule({
  meta: {
    id: 'too-many-policy-versions',
    subject: 'account',
    severity: 'suggestion',
    summary: 'A customer managed policy has room for another version.',
    why: 'With five versions the next change fails. Whoever may call iam:SetDefaultPolicyVersion can also go back to an older and broader one.',
    remedy: 'Delete the versions that are not needed.',
    messages: { full: 'Policy {{policy}} has {{count}} versions, the most there can be.' },
    references: {},
    since: '0.1.0',
  },
  create: ({ report }) => ({
    accountPolicy(policy) {
      const { kind, name, versions = [] } = policy;
      if (kind !== 'customer-managed' || versions.length < mostVersions) return;
      report({ at: policy, message: 'full', data: { policy: name, count: versions.length } });
    },
  }),
});
