import rule from '../../../src/rules/account/root-credentials-not-centrally-managed.ts';
import { bundle } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'enabled',
      account: bundle({ rest: { organizationsFeatures: { EnabledFeatures: ['RootCredentialsManagement'] } } }),
    },
    { name: 'not collected', account: bundle(), skipped: 'no organizations features' },
  ],
  invalid: [
    {
      name: 'nothing enabled',
      account: bundle({ rest: { organizationsFeatures: { EnabledFeatures: [] } } }),
      findings: [{ message: 'disabled', resource: '111122223333', severity: 'security' }],
    },
    {
      name: 'root sessions only',
      account: bundle({ rest: { organizationsFeatures: { EnabledFeatures: ['RootSessions'] } } }),
      findings: [{ message: 'disabled', evidence: { enabled: ['RootSessions'] } }],
    },
  ],
});
