import { isIncomplete } from '../../account/incomplete-lists.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'iam-in-use',
    subject: 'account',
    severity: 'suggestion',
    precision: 'medium',
    offByDefault: true,
    summary:
      'Somebody but root can sign in to the account: it has a user, an identity provider or IAM Identity Center.',
    why: 'Where there is nobody else, daily work is done as root. Roles that another account may assume count as well. Off by default: that root is used shows root-used-recently.',
    remedy: 'Let people in through IAM Identity Center or a provider of your own; a user is the last resort.',
    messages: {
      none: 'The account has no users, no identity providers and no role that people assume: only root is left.',
    },
    references: { trustedAdvisor: ['zXCkfM1nI3'] },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      const { users, roles, samlProviders = [], openIdConnectProviders = [] } = account;
      if (users.length + samlProviders.length + openIdConnectProviders.length > 0) return;
      const isForPeople = roles.some(
        ({ isReserved, isServiceLinked, trust }) =>
          isReserved ||
          (!isServiceLinked &&
            trust?.statements.some(
              ({ isAllow, principal }) => isAllow === true && principal?.values.some(({ kind }) => kind !== 'Service'),
            )),
      );
      if (isForPeople || isIncomplete(account, ['UserDetailList', 'RoleDetailList'], skip)) return;
      report({ at: account, message: 'none' });
    },
  }),
});
