import rule from '../../../src/rules/roles/proton-trust-foreign-account.ts';
import { bundle, role, trust } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const source = (Condition: unknown, service = 'proton.amazonaws.com') =>
  bundle({ roles: [role('environment', { trust: trust(service, { Condition }) })] });

testRule(rule, {
  valid: [
    { name: 'the own account', account: source({ StringEquals: { 'aws:SourceAccount': '111122223333' } }) },
    { name: 'any account', account: source({ ArnLike: { 'aws:SourceArn': 'arn:aws:proton:*:*:environment/*' } }) },
    {
      name: 'another service',
      account: source({ StringEquals: { 'aws:SourceAccount': '444455556666' } }, 'lambda.amazonaws.com'),
    },
    { name: 'all but one', account: source({ StringNotEquals: { 'aws:SourceAccount': '444455556666' } }) },
  ],
  invalid: [
    {
      name: 'another account, said once',
      account: source({
        StringEquals: { 'aws:SourceAccount': '444455556666' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:proton:*:444455556666:environment/*' },
      }),
      findings: [{ message: 'foreign', resource: 'environment', text: '444455556666' }],
    },
  ],
});
