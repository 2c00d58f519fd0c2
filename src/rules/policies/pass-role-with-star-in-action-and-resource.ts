import { defineRule } from '../../rule.ts';
import { passRoleMeta, reportPassRole } from '../../semantics/pass-role.ts';

export default defineRule({
  meta: {
    ...passRoleMeta,
    id: 'pass-role-with-star-in-action-and-resource',
    summary:
      'No action with a wildcard allows iam:PassRole on Resource * without naming the roles and receiving services.',
    messages: {
      broad:
        '{{action}} includes iam:PassRole and with {{resource}} lets the caller pass every role; list the roles or limit iam:PassedToService.',
    },
    references: { accessAnalyzer: ['PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE'] },
  },
  create: (context) => reportPassRole(context, 'wildcard', 'star'),
});
