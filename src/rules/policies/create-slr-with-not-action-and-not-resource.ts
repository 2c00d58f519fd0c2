import { defineRule } from '../../rule.ts';
import { createSlrMeta, reportCreateSlr } from '../../semantics/create-service-linked-role.ts';

export default defineRule({
  meta: {
    ...createSlrMeta,
    id: 'create-slr-with-not-action-and-not-resource',
    summary: 'No NotAction leaves iam:CreateServiceLinkedRole allowed with NotResource without naming the services.',
    messages: {
      broad:
        '{{action}} leaves iam:CreateServiceLinkedRole allowed and with {{resource}} lets the caller create service-linked roles of every service except those listed; exclude it or limit iam:AWSServiceName.',
    },
    references: { accessAnalyzer: ['CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE'] },
  },
  create: (context) => reportCreateSlr(context, 'not-action', 'not-resource'),
});
