import rule from '../../../src/rules/roles/role-assumable-without-mfa.ts';
import { bundle, role, trust } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const trusted = (principal: string, Condition?: unknown) =>
  bundle({ roles: [role('ops', { trust: trust({ AWS: principal }, Condition === undefined ? {} : { Condition }) })] });
const own = 'arn:aws:iam::111122223333:root';

testRule(rule, {
  valid: [
    { name: 'MFA', account: trusted(own, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }) },
    { name: 'MFA lately', account: trusted(own, { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }) },
    { name: 'a role', account: trusted('arn:aws:iam::111122223333:role/ci') },
    { name: 'a service', account: bundle({ roles: [role('run')] }) },
  ],
  invalid: [
    { name: 'no condition', account: trusted(own), findings: [{ message: 'missing', resource: 'ops' }] },
    {
      name: 'IfExists lets access keys in',
      account: trusted(own, { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }),
      findings: [{ message: 'missing' }],
    },
  ],
});
