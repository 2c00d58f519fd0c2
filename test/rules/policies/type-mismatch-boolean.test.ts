import rule from '../../../src/rules/policies/type-mismatch-boolean.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'text and JSON Booleans',
      policy: policy({ Bool: { 'aws:SecureTransport': 'true' }, Null: { 'aws:TagKeys': false } }),
    },
    { name: 'in another letter case', policy: policy({ Bool: { 'aws:SecureTransport': 'True' } }) },
    {
      name: 'a variable, which another rule reports',
      policy: policy({ Bool: { 'aws:SecureTransport': '${aws:PrincipalTag/x}' } }),
    },
  ],
  invalid: [
    {
      name: 'Bool',
      policy: policy({ BoolIfExists: { 'aws:SecureTransport': 'yes' } }),
      findings: [{ message: 'value', at: '/Statement/0/Condition/BoolIfExists/aws:SecureTransport' }],
    },
    {
      name: 'Null',
      policy: policy({ Null: { 'aws:TagKeys': ['team'] } }),
      findings: [{ message: 'value', at: '/Statement/0/Condition/Null/aws:TagKeys/0' }],
    },
  ],
});
