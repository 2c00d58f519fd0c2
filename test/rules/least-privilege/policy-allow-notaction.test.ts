import rule from '../../../src/rules/least-privilege/policy-allow-notaction.ts';
import { bundle, managedPolicy, role, statements, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const notAction = (Effect: string) => statements({ Effect, NotAction: ['iam:*'], Resource: '*' });

testRule(rule, {
  valid: [
    { name: 'Deny', account: bundle({ policies: [managedPolicy('P', notAction('Deny'))] }) },
    { name: 'of AWS', account: bundle({ users: [user('ana', { attached: ['PowerUserAccess'] })] }) },
    {
      name: 'a boundary',
      account: bundle({
        policies: [managedPolicy('P', notAction('Allow'))],
        roles: [role('deploy', { boundary: 'P' })],
      }),
    },
  ],
  invalid: [
    {
      name: 'managed',
      account: bundle({ policies: [managedPolicy('P', notAction('Allow'))] }),
      findings: [
        {
          message: 'notaction',
          resource: 'P',
          at: '/authorizationDetails/Policies/0/PolicyVersionList/0/Document/Statement/0',
        },
      ],
    },
    {
      name: 'inline',
      account: bundle({ users: [user('ana', { inline: { p: notAction('Allow') } })] }),
      findings: [{ message: 'notaction', resource: 'ana' }],
    },
  ],
});
