import { writtenStatements } from '../../account/written-policies.ts';
import { coversAction } from '../../policy/arn.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'policy-allows-non-sts-actions',
    subject: 'account',
    severity: 'warning',
    offByDefault: true,
    summary: 'Policies allow nothing but the assuming of roles.',
    why: 'For accounts that only hold identities: people sign in there and work in other accounts, by roles.',
    remedy: 'Move the permission to a role in the account where the work is done.',
    messages: { other: 'Policy {{policy}} allows {{action}}, which is not sts:AssumeRole.' },
    references: {
      scoutsuite: ['iam-managed-policy-allows-non-sts-action', 'iam-inline-policy-allows-non-sts-action'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    accountPolicy(policy) {
      for (const statement of writtenStatements(policy, 'Allow')) {
        const other = statement.action?.values.find(({ text }) => !coversAction('sts:AssumeRole', text));
        const action = statement.notAction ? 'everything but a list' : other?.text;
        if (action !== undefined) report({ at: statement, message: 'other', data: { policy: policy.name, action } });
      }
    },
  }),
});
