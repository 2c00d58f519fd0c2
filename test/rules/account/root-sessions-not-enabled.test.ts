import rule from '../../../src/rules/account/root-sessions-not-enabled.ts';
import { bundle } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'both',
      account: bundle({
        rest: { organizationsFeatures: { EnabledFeatures: ['RootCredentialsManagement', 'RootSessions'] } },
      }),
    },
    {
      name: 'neither is another finding',
      account: bundle({ rest: { organizationsFeatures: { EnabledFeatures: [] } } }),
    },
    { name: 'not collected', account: bundle(), skipped: 'no organizations features' },
  ],
  invalid: [
    {
      name: 'credentials only',
      account: bundle({ rest: { organizationsFeatures: { EnabledFeatures: ['RootCredentialsManagement'] } } }),
      findings: [{ message: 'disabled', severity: 'suggestion' }],
    },
  ],
});
