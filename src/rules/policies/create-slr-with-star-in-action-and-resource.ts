import { defineRule } from '../../rule.ts';
import { createSlrMeta, reportCreateSlr } from '../../semantics/create-service-linked-role.ts';

export default defineRule({
  meta: {
    ...createSlrMeta,
    id: 'create-slr-with-star-in-action-and-resource',
    summary: 'No action with a wildcard allows iam:CreateServiceLinkedRole on Resource * without naming the services.',
    messages: {
      broad:
        '{{action}} includes iam:CreateServiceLinkedRole and with {{resource}} lets the caller create service-linked roles of every service; list the roles or limit iam:AWSServiceName.',
    },
    references: { accessAnalyzer: ['CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE'] },
  },
  create: (context) => reportCreateSlr(context, 'wildcard', 'star'),
});
