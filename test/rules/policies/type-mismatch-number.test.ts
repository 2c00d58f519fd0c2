import rule from '../../../src/rules/policies/type-mismatch-number.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'numbers',
      policy: policy({ NumericLessThan: { 's3:max-keys': '10' }, NumericGreaterThan: { 's3:TlsVersion': 1.2 } }),
    },
    { name: 'under a String operator', policy: policy({ StringEquals: { 'aws:username': 'ten' } }) },
    {
      name: 'a variable, which another rule reports',
      policy: policy({ NumericLessThan: { 's3:max-keys': '${aws:PrincipalTag/x}' } }),
    },
  ],
  invalid: [
    {
      name: 'a text',
      policy: policy({ NumericLessThan: { 's3:max-keys': 'ten' } }),
      findings: [{ message: 'value', at: '/Statement/0/Condition/NumericLessThan/s3:max-keys' }],
    },
    {
      name: 'with a unit',
      policy: policy({ NumericLessThanIfExists: { 'aws:MultiFactorAuthAge': ['3600', '1h'] } }),
      findings: [{ message: 'value', at: '/Statement/0/Condition/NumericLessThanIfExists/aws:MultiFactorAuthAge/1' }],
    },
  ],
});
