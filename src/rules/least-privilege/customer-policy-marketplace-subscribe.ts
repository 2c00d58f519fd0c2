import { fullGrantMeta, reportFullGrant } from '../../account/full-service.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    ...fullGrantMeta,
    id: 'customer-policy-marketplace-subscribe',
    securitySeverity: 4,
    summary: 'No customer managed policy allows aws-marketplace:Subscribe on every resource.',
    why: 'A subscription is a contract that costs money, and it can bring a vendor’s software into the account.',
    remedy:
      'Allow aws-marketplace:Subscribe only to those who buy; aws-marketplace:ViewSubscriptions is enough to look.',
    messages: { full: 'Policy {{policy}} allows aws-marketplace:Subscribe on every resource.' },
    references: { prowler: ['iam_policy_no_wildcard_marketplace_subscribe'] },
  },
  create: (context) =>
    reportFullGrant(context, {
      kind: 'customer-managed',
      wanted: 'aws-marketplace:Subscribe',
      accept: 'whatever the condition',
    }),
});
