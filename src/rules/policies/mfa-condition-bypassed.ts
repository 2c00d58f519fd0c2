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
    summary: 'A Deny for calls without MFA also stops calls with long-term access keys.',
    why: 'aws:MultiFactorAuthPresent is absent from a request signed with a long-term access key, and Bool is false for an absent key, so the Deny does not apply to the very calls that never have MFA.',
    remedy: 'Write BoolIfExists, or deny requests without the key by a second statement with Null.',
    messages: {
      bypassed:
        'Deny with "{{operator}}" on "{{key}}" lets long-term access keys pass without MFA, because the key is absent from their requests. Use BoolIfExists.',
    },
    references: {
      boogy: ['mfa_condition_antipattern', 'mfa_antipattern_bool_false', 'mfa_antipattern_null_false'],
      parliament: ['BAD_PATTERN_FOR_MFA'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition({ operator, key, values }, statement) {
      if (statement.isAllow !== false || operator.base !== 'Bool' || operator.ifExists) return;
      if (!isKey(key.text, 'aws:multifactorauthpresent')) return;
      if (operator.qualifier === 'ForAllValues' || !values.some(({ text }) => parseBool(text) === false)) return;
      if (statement.policy.statements.some((other) => deniesWithoutMfa(other, statement))) return;
      const suggestions = [
        { title: 'Use BoolIfExists', fix: (build: FixBuilder) => build.rename(operator.place, 'BoolIfExists') },
      ];
      report({ at: key, message: 'bypassed', data: { operator: operator.text, key: key.text }, suggestions });
    },
  }),
});
