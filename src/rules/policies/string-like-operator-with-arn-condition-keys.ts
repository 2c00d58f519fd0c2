import { defineRule } from '../../rule.ts';
import { resolveKey } from '../../semantics/condition-key.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN */
export default defineRule({
  meta: {
    id: 'string-like-operator-with-arn-condition-keys',
    subject: 'policy',
    severity: 'security',
    securitySeverity: 4,
    summary: 'ARNs are compared with Arn operators.',
    why: 'Under StringLike a * also spans the colons of an ARN, so arn:aws:s3:*:x matches ARNs of other services and accounts than meant.',
    remedy: 'Use ArnLike or ArnNotLike, whose wildcards stay within one part of the ARN.',
    messages: { like: '"{{operator}}" lets a wildcard span several parts of the ARN in "{{key}}". Use {{right}}.' },
    references: {
      accessAnalyzer: ['STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS'],
      boogy: ['condition_type_mismatch', 'type_mismatch_usable'],
      parliament: ['MISMATCHED_TYPE_BUT_USABLE'],
    },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    condition({ operator, key }) {
      const right =
        operator.base === 'StringLike' ? 'ArnLike' : operator.base === 'StringNotLike' ? 'ArnNotLike' : undefined;
      if (right === undefined || resolveKey(catalog, key.text).type !== 'ARN') return;
      report({ at: key, message: 'like', data: { operator: operator.text, key: key.text, right } });
    },
  }),
});
