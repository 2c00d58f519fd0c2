import rule from '../../../src/rules/least-privilege/too-many-policy-versions.ts';
import { allow, bundle, managedPolicy } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const older = (count: number) => Array.from({ length: count }, () => allow('s3:GetObject'));

testRule(rule, {
  valid: [
    {
      name: 'four versions',
      account: bundle({ policies: [managedPolicy('P', allow('s3:*'), { versions: older(3) })] }),
    },
    { name: 'one version', account: bundle({ policies: [managedPolicy('P', allow('s3:*'))] }) },
  ],
  invalid: [
    {
      name: 'five versions',
      account: bundle({ policies: [managedPolicy('P', allow('s3:*'), { versions: older(4) })] }),
      findings: [{ message: 'full', resource: 'P', text: '5 versions' }],
    },
  ],
});
