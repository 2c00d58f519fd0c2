import { fullGrantMeta, reportFullGrant } from '../../account/full-service.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    ...fullGrantMeta,
    id: 'customer-policy-full-kms',
    securitySeverity: 6,
    summary: 'No customer managed policy allows all of AWS KMS on every resource.',
    why: 'Whoever holds all of KMS can decrypt what the key policies leave to IAM, change those policies and delete keys.',
    remedy: 'Name the actions and the ARNs of the keys; part those who manage keys from those who use them.',
    messages: { full: 'Policy {{policy}} allows all of AWS KMS on every resource.' },
    references: { prowler: ['iam_policy_no_full_access_to_kms'] },
  },
  create: (context) => reportFullGrant(context, { kind: 'customer-managed', wanted: 'kms:*', accept: 'unconditional' }),
});
