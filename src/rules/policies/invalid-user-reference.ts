import { defineRule } from '../../rule.ts';
import { isUniqueId } from '../../semantics/principal-format.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
export default defineRule({
  meta: {
    id: 'invalid-user-reference',
    subject: 'policy',
    severity: 'warning',
    summary: 'A user is named by its ARN, not by its unique id.',
    why: 'AWS shows the unique id in place of the ARN once the user is deleted: a new user of the same name is not meant by it.',
    remedy: 'Write the ARN of the user that is meant, or remove the entry if the user is gone.',
    messages: {
      id: '"{{value}}" is the unique id of a user, most likely a deleted one. Write the ARN of the user, or remove it.',
    },
    policyTypes: ['resource', 'trust'],
    references: { accessAnalyzer: ['INVALID_USER_REFERENCE'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    principal(principal) {
      if (principal.kind !== 'AWS' || !principal.text.startsWith('AIDA') || !isUniqueId(principal.text)) return;
      report({ at: principal, message: 'id', data: { value: principal.text } });
    },
  }),
});
