import { defineRule } from '../../rule.ts';
import { passRoleMeta, reportPassRole } from '../../semantics/pass-role.ts';

export default defineRule({
  meta: {
    ...passRoleMeta,
    id: 'pass-role-with-star-in-resource',
    summary: 'iam:PassRole is not allowed on Resource * without naming the roles and receiving services.',
    messages: {
      broad:
        '{{action}} with {{resource}} lets the caller pass every role; list the roles or limit iam:PassedToService.',
    },
    references: { accessAnalyzer: ['PASS_ROLE_WITH_STAR_IN_RESOURCE'], boogy: ['action_condition_enforcement'] },
  },
  create: (context) => reportPassRole(context, 'named', 'star'),
});
