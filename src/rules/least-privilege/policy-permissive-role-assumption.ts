import { writtenStatements } from '../../account/written-policies.ts';
import { coversResource, splitArn } from '../../policy/arn.ts';
import type { Statement } from '../../policy/model.ts';
import { compilePattern, isStar } from '../../policy/pattern.ts';
import { defineRule } from '../../rule.ts';
import { coversAllResources, namesAction } from '../../semantics/grants.ts';

export default defineRule({
  meta: {
    id: 'policy-permissive-role-assumption',
    subject: 'account',
    severity: 'security',
    securitySeverity: 7,
    summary: 'sts:AssumeRole is allowed on named roles only.',
    why: 'The permission on every role leaves it to each trust policy, in this account and in others, who may become what; one that trusts the whole account is enough. Policies that allow every action are reported as administrators.',
    remedy: 'List the ARNs of the roles, or a name prefix of them.',
    messages: {
      all: 'Policy {{policy}} allows sts:AssumeRole on every role.',
      account: 'Policy {{policy}} allows sts:AssumeRole on every role of {{resource}}.',
    },
    references: {
      prowler: ['iam_no_custom_policy_permissive_role_assumption'],
      scoutsuite: ['iam-managed-policy-for-role', 'iam-inline-policy-for-role'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    accountPolicy(policy) {
      for (const statement of writtenStatements(policy, 'Allow')) {
        const { action, conditions } = statement;
        // NotAction has a rule of its own, and a condition is taken to limit which roles or when.
        if (!action || !namesAction(statement, 'sts:AssumeRole') || conditions.length > 0) continue;
        if (action.values.some(({ text }) => isStar(compilePattern(text)) || text === '*:*')) continue;
        const resource = everyRole(statement);
        if (resource === undefined) continue;
        const message = resource === '*' ? 'all' : 'account';
        report({ at: statement, message, data: { policy: policy.name, resource } });
      }
    },
  }),
});

/** The resource that covers every role of all accounts (`*`) or of one. */
function everyRole(statement: Statement): string | undefined {
  if (coversAllResources(statement)) return '*';
  const { resource } = statement;
  return resource?.values.find(({ text }) => {
    const arn = splitArn(text);
    if (!arn) return coversResource(text, 'arn:aws:iam::*:role/*');
    const account = /^\d{12}$/.test(arn.account) ? arn.account : '*';
    return coversResource(text, `arn:${arn.partition === '*' ? 'aws' : arn.partition}:iam::${account}:role/*`);
  })?.text;
}
