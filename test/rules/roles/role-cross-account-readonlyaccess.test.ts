import rule from '../../../src/rules/roles/role-cross-account-readonlyaccess.ts';
import { bundle, role, trust } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const readOnly = (principal: string | Record<string, unknown>, attached = ['ReadOnlyAccess']) =>
  bundle({ roles: [role('audit', { trust: trust(principal), attached })] });

testRule(rule, {
  valid: [
    { name: 'the own account', account: readOnly({ AWS: 'arn:aws:iam::111122223333:root' }) },
    { name: 'a service', account: readOnly('lambda.amazonaws.com') },
    { name: 'another policy', account: readOnly({ AWS: '444455556666' }, ['SecurityAudit']) },
  ],
  invalid: [
    {
      name: 'another account',
      account: readOnly({ AWS: ['444455556666', 'arn:aws:iam::111122223333:root'] }),
      findings: [{ message: 'crossAccount', resource: 'audit', evidence: { accounts: ['444455556666'] } }],
    },
    { name: 'anyone', account: readOnly('*'), findings: [{ message: 'crossAccount', text: 'any account' }] },
  ],
});
