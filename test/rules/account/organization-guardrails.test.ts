import rule from '../../../src/rules/account/organization-guardrails.ts';
import { accountId, allow, bundle, deny } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const full = allow('*');
const member = (scp: unknown, managementAccountId: string | undefined = '444455556666') =>
  bundle({ rest: { organization: { managementAccountId, scp, rcp: [] } } });

testRule(rule, {
  valid: [
    { name: 'a Deny somewhere', account: member([[full], [full, deny('organizations:LeaveOrganization')], [full]]) },
    { name: 'a list of what is allowed', account: member([[full], [allow(['s3:*', 'ec2:*'])]]) },
    { name: 'the management account', account: member([], accountId) },
    { name: 'no organization', account: bundle({ rest: { organization: { scp: [], rcp: [] } } }) },
    { name: 'not seen', account: member(undefined), skipped: 'not collected' },
    { name: 'no data', account: bundle(), skipped: 'no organization' },
  ],
  invalid: [
    {
      name: 'only what allows everything',
      account: member([[full], [full, full]]),
      findings: [{ message: 'none', resource: accountId, severity: 'suggestion' }],
    },
    { name: 'switched off', account: member([]), findings: [{ message: 'off' }] },
  ],
});
