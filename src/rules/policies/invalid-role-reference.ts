import { defineRule } from '../../rule.ts';
import { isUniqueId } from '../../semantics/principal-format.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
export default defineRule({
  meta: {
    id: 'invalid-role-reference',
    subject: 'policy',
    severity: 'warning',
    summary: 'A role is named by its ARN, not by its unique id.',
    why: 'AWS shows the unique id in place of the ARN once the role is deleted: a new role of the same name is not meant by it.',
    remedy: 'Write the ARN of the role that is meant, or remove the entry if the role is gone.',
    messages: {
      id: '"{{value}}" is the unique id of a role, most likely a deleted one. Write the ARN of the role, or remove it.',
    },
    policyTypes: ['resource', 'trust'],
    references: { accessAnalyzer: ['INVALID_ROLE_REFERENCE'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    principal(principal) {
      if (principal.kind !== 'AWS' || !principal.text.startsWith('AROA') || !isUniqueId(principal.text)) return;
      report({ at: principal, message: 'id', data: { value: principal.text } });
    },
  }),
});
