import { fullGrantMeta, reportFullGrant } from '../../account/full-service.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    ...fullGrantMeta,
    id: 'inline-policy-full-cloudtrail',
    securitySeverity: 6,
    summary: 'No inline policy allows all of AWS CloudTrail on every resource.',
    why: 'Whoever holds all of CloudTrail can stop the logging or delete the trail before anything else.',
    remedy:
      'Allow reading (cloudtrail:Get*, List*, Describe*, LookupEvents), and changes to the few who run the trails.',
    messages: { full: 'Inline policy {{policy}} allows all of AWS CloudTrail on every resource.' },
    references: { prowler: ['iam_inline_policy_no_full_access_to_cloudtrail'] },
  },
  create: (context) => reportFullGrant(context, { kind: 'inline', wanted: 'cloudtrail:*', accept: 'unconditional' }),
});
