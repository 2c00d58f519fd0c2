import { defineRule } from '../../rule.ts';
import { passRoleMeta, reportPassRole } from '../../semantics/pass-role.ts';

export default defineRule({
  meta: {
    ...passRoleMeta,
    id: 'pass-role-with-not-resource',
    summary: 'iam:PassRole is not allowed with NotResource without naming the roles and receiving services.',
    messages: {
      broad:
        '{{action}} with {{resource}} lets the caller pass every role except those listed; list the roles or limit iam:PassedToService.',
    },
    references: { accessAnalyzer: ['PASS_ROLE_WITH_NOT_RESOURCE'] },
  },
  create: (context) => reportPassRole(context, 'named', 'not-resource'),
});
