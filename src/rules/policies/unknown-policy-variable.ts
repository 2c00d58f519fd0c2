import { nearest } from '../../catalog/suggest.ts';
import { parseVariables } from '../../policy/variable.ts';
import { defineRule } from '../../rule.ts';
import { resolveKey } from '../../semantics/condition-key.ts';
import { textsWithVariables, variableVersion } from '../../semantics/variable-places.ts';

/**
 * Only names that begin with `aws:` are judged: `${account}` may be a placeholder of whatever fills the file in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export default defineRule({
  meta: {
    id: 'unknown-policy-variable',
    subject: 'policy',
    severity: 'warning',
    summary: 'A policy variable names a key that exists.',
    why: 'No request carries a key that does not exist, so the variable is never replaced and the value matches nothing: an Allow grants nothing, a Deny stops nothing.',
    remedy: 'Name a global condition key, such as ${aws:username} or ${aws:PrincipalTag/team}.',
    messages: { unknown: 'There is no key "{{key}}", so {{variable}} is never replaced.{{hint}}' },
    references: {},
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    statement(statement) {
      if (statement.policy.version?.text !== variableVersion) return;
      for (const value of textsWithVariables(statement)) {
        const key = keysIn(value.text).find((one) => resolveKey(catalog, one).origin === 'unknown-global');
        if (key === undefined) continue;
        const near = nearest(
          key,
          catalog.globalKeys.map((info) => info.key),
        )[0];
        const hint = near === undefined ? '' : ` Did you mean \${${near}}?`;
        report({ at: value, message: 'unknown', data: { key, variable: `\${${key}}`, hint } });
      }
    },
  }),
});

/** Keys of the variables for which nothing stands in. */
function keysIn(text: string): readonly string[] {
  return parseVariables(text).parts.flatMap((part) =>
    typeof part !== 'string' && part.kind === 'variable' && part.default === undefined && /^aws:\w/i.test(part.key)
      ? [part.key]
      : [],
  );
}
