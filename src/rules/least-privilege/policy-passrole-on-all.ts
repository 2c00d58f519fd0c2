import { writtenStatements } from '../../account/written-policies.ts';
import { defineRule } from '../../rule.ts';
import { bindsKey } from '../../account/trust.ts';
import { coversAllResources, namesAction } from '../../semantics/grants.ts';
import { compilePattern, isStar } from '../../policy/pattern.ts';

/** Off because the six pass-role rules report the same statements; it adds those whose condition binds no service. */
export default defineRule({
  meta: {
    id: 'policy-passrole-on-all',
    subject: 'account',
    severity: 'security',
    securitySeverity: 8,
    offByDefault: true,
    summary: 'No policy lets every role be passed to every service.',
    why: 'Whoever may pass any role can start something under one that may do more. The pass-role rules report this too, but take any condition on iam:PassedToService for a limit, even one that holds for all services.',
    remedy: 'List the roles, or name the services with StringEquals on iam:PassedToService.',
    messages: { all: 'Policy {{policy}} lets every role be passed to any service.' },
    supersedes: ['pass-role-with-star-in-*'],
    references: { scoutsuite: ['iam-managed-policy-for-role', 'iam-inline-policy-for-role'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    accountPolicy(policy) {
      for (const statement of writtenStatements(policy, 'Allow')) {
        if (!namesAction(statement, 'iam:PassRole') || !coversAllResources(statement, 'iam')) continue;
        if (statement.action?.values.some(({ text }) => isStar(compilePattern(text)))) continue;
        if (bindsKey(statement, /^(iam:passedtoservice|iam:associatedresourcearn|(aws|iam):resourcetag\/.*)$/))
          continue;
        report({ at: statement, message: 'all', data: { policy: policy.name } });
      }
    },
  }),
});
