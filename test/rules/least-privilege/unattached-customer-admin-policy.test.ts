import rule from '../../../src/rules/least-privilege/unattached-customer-admin-policy.ts';
import { allow, bundle, managedPolicy, role, statements } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a whole service', account: bundle({ policies: [managedPolicy('P', allow('s3:*'))] }) },
    {
      name: 'attached',
      account: bundle({ policies: [managedPolicy('P', allow('*'))], roles: [role('deploy', { attached: ['P'] })] }),
    },
    {
      name: 'a permissions boundary',
      account: bundle({ policies: [managedPolicy('P', allow('*'))], roles: [role('deploy', { boundary: 'P' })] }),
    },
  ],
  invalid: [
    {
      name: 'everything',
      account: bundle({ policies: [managedPolicy('P', allow('*'))] }),
      findings: [{ message: 'everything', resource: 'P', severity: 'warning' }],
    },
    {
      name: 'all but a guard rail',
      account: bundle({
        policies: [managedPolicy('P', statements({ Effect: 'Allow', NotAction: 'organizations:*', Resource: '*' }))],
      }),
      findings: [{ message: 'almost', text: 'organizations:*' }],
    },
    {
      name: 'from an office',
      account: bundle({
        policies: [
          managedPolicy('P', allow('*', '*', { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })),
        ],
      }),
      findings: [{ message: 'gated' }],
    },
  ],
});
