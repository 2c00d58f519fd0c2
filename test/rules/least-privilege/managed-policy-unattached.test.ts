import rule from '../../../src/rules/least-privilege/managed-policy-unattached.ts';
import { allow, bundle, managedPolicy, role } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = managedPolicy('P', allow('s3:GetObject'));

testRule(rule, {
  valid: [
    { name: 'attached', account: bundle({ policies: [policy], roles: [role('deploy', { attached: ['P'] })] }) },
    {
      name: 'a permissions boundary',
      account: bundle({ policies: [policy], roles: [role('deploy', { boundary: 'P' })] }),
    },
    {
      name: 'attached to something the snapshot does not show',
      account: bundle({ policies: [managedPolicy('P', allow('s3:GetObject'), { attachmentCount: 1 })] }),
    },
    { name: 'an administrator has a rule of its own', account: bundle({ policies: [managedPolicy('P', allow('*'))] }) },
  ],
  invalid: [
    {
      name: 'attached to nothing',
      account: bundle({ policies: [policy] }),
      findings: [{ message: 'unattached', resource: 'P' }],
    },
  ],
});
