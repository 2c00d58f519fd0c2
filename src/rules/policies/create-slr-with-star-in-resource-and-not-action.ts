import { defineRule } from '../../rule.ts';
import { createSlrMeta, reportCreateSlr } from '../../semantics/create-service-linked-role.ts';

export default defineRule({
  meta: {
    ...createSlrMeta,
    id: 'create-slr-with-star-in-resource-and-not-action',
    summary: 'No NotAction leaves iam:CreateServiceLinkedRole allowed on Resource * without naming the services.',
    messages: {
      broad:
        '{{action}} leaves iam:CreateServiceLinkedRole allowed and with {{resource}} lets the caller create service-linked roles of every service; exclude it or limit iam:AWSServiceName.',
    },
    references: { accessAnalyzer: ['CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION'] },
  },
  create: (context) => reportCreateSlr(context, 'not-action', 'star'),
});
