import { belongsToAws } from '../../account/effective.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'policy-allow-notaction',
    subject: 'account',
    severity: 'warning',
    securitySeverity: 6,
    summary: 'No Allow statement of a managed or inline policy of the customer uses NotAction.',
    why: 'It allows every action that is not on the list, those of future services included, so that nobody can say what it allows.',
    remedy: 'List the allowed actions under Action; keep NotAction for Deny.',
    messages: {
      notaction: 'Policy {{policy}} allows everything but {{count}} listed actions or patterns by NotAction.',
    },
    supersedes: ['create-slr-with-star-in-*'],
    references: {
      scoutsuite: ['iam-managed-policy-allows-NotActions', 'iam-inline-policy-allows-NotActions'],
      securityHub: ['IAM.21'],
      awsConfig: ['iam-policy-no-statements-with-full-access'],
      boogy: ['not_action_not_resource'],
    },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    accountPolicy(policy) {
      // In a boundary, NotAction is a limit; what AWS wrote is nobody's to change.
      if (policy.kind === 'aws-managed' || belongsToAws(policy) || policy.document?.type === 'boundary') return;
      for (const statement of policy.document?.statements ?? []) {
        if (statement.isAllow !== true || statement.isDamaged || !statement.notAction) continue;
        const count = statement.notAction.values.length;
        report({ at: statement, message: 'notaction', data: { policy: policy.name, count } });
      }
    },
  }),
});
