import { defineRule } from '../../rule.ts';
import { passRoleMeta, reportPassRole } from '../../semantics/pass-role.ts';

export default defineRule({
  meta: {
    ...passRoleMeta,
    id: 'pass-role-with-star-in-resource-and-not-action',
    summary: 'No NotAction leaves iam:PassRole allowed on Resource * without naming the roles and receiving services.',
    messages: {
      broad:
        '{{action}} leaves iam:PassRole allowed and with {{resource}} lets the caller pass every role; exclude it or limit iam:PassedToService.',
    },
    references: { accessAnalyzer: ['PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION'] },
  },
  create: (context) => reportPassRole(context, 'not-action', 'star'),
});
