import { defineRule } from '../../rule.ts';
import { createSlrMeta, reportCreateSlr } from '../../semantics/create-service-linked-role.ts';

export default defineRule({
  meta: {
    ...createSlrMeta,
    id: 'create-slr-with-star-in-resource',
    summary: 'iam:CreateServiceLinkedRole is not allowed on Resource * without naming the services.',
    messages: {
      broad:
        '{{action}} with {{resource}} lets the caller create service-linked roles of every service; list the roles or limit iam:AWSServiceName.',
    },
    references: { accessAnalyzer: ['CREATE_SLR_WITH_STAR_IN_RESOURCE'] },
  },
  create: (context) => reportCreateSlr(context, 'named', 'star'),
});
