import { defineRule } from '../../rule.ts';
import type { FixBuilder } from '../../fix/builder.ts';
import { parseBool } from '../../policy/value.ts';
import { isKey } from '../../semantics/condition-key.ts';
import { deniesWithoutMfa } from '../../semantics/mfa-denial.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent */
export default defineRule({
  meta: {
    id: 'mfa-condition-bypassed',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 7.5,
    precision: 'high',
    summary: 'A condition on MFA also stops calls with long-term access keys.',
    why: 'aws:MultiFactorAuthPresent is absent from a request signed with a long-term access key. Bool is false for an absent key, so a Deny does not apply to the very calls that never have MFA; with IfExists it is true, so an Allow does apply to them.',
    remedy:
      'In a Deny write BoolIfExists, or deny requests without the key by a second statement with Null; in an Allow write Bool.',
    messages: {
      bypassed:
        'Deny with "{{operator}}" on "{{key}}" lets long-term access keys pass without MFA, because the key is absent from their requests. Use BoolIfExists.',
      optional:
        'Allow with "{{operator}}" on "{{key}}" lets long-term access keys in without MFA, because the key is absent from their requests. Use Bool.',
    },
    references: {
      boogy: ['mfa_condition_antipattern', 'mfa_antipattern_bool_false', 'mfa_antipattern_null_false'],
      parliament: ['BAD_PATTERN_FOR_MFA'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition({ operator, key, values }, statement) {
      if (operator.base !== 'Bool' || !isKey(key.text, 'aws:multifactorauthpresent')) return;
      const data = { operator: operator.text, key: key.text };
      if (statement.isAllow === true) {
        // Asking for `false` as well asks for nothing.
        if (operator.ifExists && values.length > 0 && values.every(({ text }) => parseBool(text) === true))
          report({ at: key, message: 'optional', data });
        return;
      }
      if (statement.isAllow !== false || operator.ifExists) return;
      if (operator.qualifier === 'ForAllValues' || !values.some(({ text }) => parseBool(text) === false)) return;
      if (statement.policy.statements.some((other) => deniesWithoutMfa(other, statement))) return;
      const suggestions = [
        { title: 'Use BoolIfExists', fix: (build: FixBuilder) => build.rename(operator.place, 'BoolIfExists') },
      ];
      report({ at: key, message: 'bypassed', data, suggestions });
    },
  }),
});
