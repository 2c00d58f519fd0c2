import { defineRule } from '../../rule.ts';
import { passRoleMeta, reportPassRole } from '../../semantics/pass-role.ts';

export default defineRule({
  meta: {
    ...passRoleMeta,
    id: 'pass-role-with-not-action-and-not-resource',
    summary:
      'No NotAction leaves iam:PassRole allowed with NotResource without naming the roles and receiving services.',
    messages: {
      broad:
        '{{action}} leaves iam:PassRole allowed and with {{resource}} lets the caller pass every role except those listed; exclude it or limit iam:PassedToService.',
    },
    references: { accessAnalyzer: ['PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE'] },
  },
  create: (context) => reportPassRole(context, 'not-action', 'not-resource'),
});
