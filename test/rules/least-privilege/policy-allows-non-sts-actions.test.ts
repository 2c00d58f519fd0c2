import rule from '../../../src/rules/least-privilege/policy-allows-non-sts-actions.ts';
import { allow, bundle, deny, managedPolicy, statements, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (document: unknown) => bundle({ policies: [managedPolicy('P', document)] });

testRule(rule, {
  valid: [
    { name: 'only assuming', account: policy(allow('sts:AssumeRole')) },
    { name: 'a Deny', account: policy(deny('s3:*')) },
  ],
  invalid: [
    {
      name: 'one more action',
      account: policy(allow(['sts:AssumeRole', 's3:GetObject'])),
      findings: [{ message: 'other', text: 's3:GetObject' }],
    },
    {
      name: 'NotAction, inline',
      account: bundle({
        users: [user('ana', { inline: { p: statements({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }) } })],
      }),
      findings: [{ message: 'other', resource: 'ana' }],
    },
  ],
});
