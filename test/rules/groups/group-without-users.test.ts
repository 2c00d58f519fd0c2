import rule from '../../../src/rules/groups/group-without-users.ts';
import { bundle, group, user, withDetails } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a member', account: bundle({ users: [user('ana', { groups: ['dev'] })], groups: [group('dev')] }) },
    ...[
      ['no list of users', { UserDetailList: undefined }, 'authorizationDetails has no UserDetailList'],
      ['null for a list of users', { UserDetailList: null }, 'authorizationDetails has no UserDetailList'],
      ['a list of users that is none', { UserDetailList: {} }, 'UserDetailList of authorizationDetails is no list'],
      ['a list that is cut off', { IsTruncated: true }, 'authorizationDetails is cut off'],
      ['a user that cannot be read', { UserDetailList: [7] }, 'UserDetailList/0 cannot be read'],
    ].map(([name, change, skipped]) => ({
      name: name as string,
      account: withDetails(bundle({ groups: [group('dev')] }), change as Record<string, unknown>),
      skipped: skipped as string,
    })),
    { name: 'no groups', account: bundle({ users: [user('ana')] }) },
  ],
  invalid: [
    {
      name: 'no member',
      account: bundle({
        users: [user('ana', { groups: ['dev'] })],
        groups: [group('dev'), group('ops', { attached: ['ReadOnlyAccess'] })],
      }),
      findings: [
        { message: 'empty', resource: 'ops', severity: 'suggestion', evidence: { policies: ['ReadOnlyAccess'] } },
      ],
    },
    {
      name: 'no member, though the list of roles is missing',
      account: withDetails(bundle({ groups: [group('dev')] }), { RoleDetailList: undefined }),
      findings: [{ message: 'empty', resource: 'dev' }],
    },
    {
      name: 'no users at all',
      account: bundle({ groups: [group('dev')] }),
      findings: [{ message: 'empty', resource: 'dev' }],
    },
  ],
});
