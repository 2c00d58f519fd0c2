import rule from '../../../src/rules/least-privilege/policy-permissive-role-assumption.ts';
import { allow, bundle, deny, managedPolicy, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (document: unknown) => bundle({ policies: [managedPolicy('P', document)] });

testRule(rule, {
  valid: [
    { name: 'one role', account: policy(allow('sts:AssumeRole', 'arn:aws:iam::444455556666:role/app')) },
    { name: 'one role in every account', account: policy(allow('sts:AssumeRole', 'arn:aws:iam::*:role/audit')) },
    {
      name: 'in the organization',
      account: policy(
        allow('sts:AssumeRole', '*', { Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-abcdefghij' } } }),
      ),
    },
    { name: 'denied', account: policy(deny('sts:AssumeRole')) },
    { name: 'an administrator', account: policy(allow('*')) },
    { name: 'who am I', account: policy(allow('sts:GetCallerIdentity')) },
  ],
  invalid: [
    {
      name: 'every role',
      account: policy(allow('sts:AssumeRole')),
      findings: [
        {
          message: 'all',
          resource: 'P',
          at: '/authorizationDetails/Policies/0/PolicyVersionList/0/Document/Statement/0',
        },
      ],
    },
    {
      name: 'every role of an account',
      account: policy(allow('sts:AssumeRole', 'arn:aws:iam::444455556666:role/*')),
      findings: [{ message: 'account', text: '444455556666' }],
    },
    {
      name: 'all of sts, inline',
      account: bundle({ users: [user('ana', { inline: { p: allow('sts:*') } })] }),
      findings: [{ message: 'all', resource: 'ana' }],
    },
  ],
});
