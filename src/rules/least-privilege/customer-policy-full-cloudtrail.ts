import { fullGrantMeta, reportFullGrant } from '../../account/full-service.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    ...fullGrantMeta,
    id: 'customer-policy-full-cloudtrail',
    securitySeverity: 6,
    summary: 'No customer managed policy allows all of AWS CloudTrail on every resource.',
    why: 'Whoever holds all of CloudTrail can stop the logging or delete the trail before anything else.',
    remedy:
      'Allow reading (cloudtrail:Get*, List*, Describe*, LookupEvents), and changes to the few who run the trails.',
    messages: { full: 'Policy {{policy}} allows all of AWS CloudTrail on every resource.' },
    references: { prowler: ['iam_policy_no_full_access_to_cloudtrail'] },
  },
  create: (context) =>
    reportFullGrant(context, { kind: 'customer-managed', wanted: 'cloudtrail:*', accept: 'unconditional' }),
});
