import { defineRule } from '../../rule.ts';
import type { FixBuilder } from '../../fix/builder.ts';
import type { Policy } from '../../policy/model.ts';
import { policyHas } from '../../semantics/element-presence.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
export default defineRule({
  meta: {
    id: 'missing-version',
    subject: 'policy',
    severity: 'warning',
    summary: 'A policy names the version of its language.',
    why: 'Without Version the old grammar of 2008 applies, in which ${...} is plain text and no variable.',
    remedy: 'Add "Version": "2012-10-17".',
    messages: {
      missing:
        'The policy has no Version, so the grammar of 2008-10-17 applies and variables such as ${aws:username} are plain text. Add "Version": "2012-10-17".',
    },
    fixable: true,
    references: {
      accessAnalyzer: ['MISSING_VERSION'],
      boogy: ['policy_structure', 'missing_version'],
      parliament: ['NO_VERSION'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    policy(policy) {
      if (typeof policy.raw !== 'object' || policy.raw === null || Array.isArray(policy.raw)) return;
      if (policyHas(policy, 'Version')) return;
      const fix = (build: FixBuilder) => build.prepend(policy.place, 'Version', '2012-10-17');
      report({ at: policy.place, message: 'missing', ...(!usesVariables(policy) && { fix }) });
    },
  }),
});

/** Or might: of a policy with grammar problems the model does not know every text. */
function usesVariables({ statements, problems }: Policy): boolean {
  if (problems.length > 0) return true;
  return statements.some(({ resource, notResource, conditions }) =>
    [resource, notResource, ...conditions].some((element) => element?.values.some(({ text }) => text.includes('${'))),
  );
}
