import { fullGrantMeta, reportFullGrant } from '../../account/full-service.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    ...fullGrantMeta,
    id: 'inline-policy-marketplace-subscribe',
    securitySeverity: 4,
    summary: 'No inline policy allows aws-marketplace:Subscribe on every resource.',
    why: 'A subscription is a contract that costs money, and it can bring a vendor’s software into the account.',
    remedy:
      'Allow aws-marketplace:Subscribe only to those who buy; aws-marketplace:ViewSubscriptions is enough to look.',
    messages: { full: 'Inline policy {{policy}} allows aws-marketplace:Subscribe on every resource.' },
    references: { prowler: ['iam_inline_policy_no_wildcard_marketplace_subscribe'] },
  },
  create: (context) =>
    reportFullGrant(context, { kind: 'inline', wanted: 'aws-marketplace:Subscribe', accept: 'whatever the condition' }),
});
