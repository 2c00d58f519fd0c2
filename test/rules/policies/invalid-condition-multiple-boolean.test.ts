import rule from '../../../src/rules/policies/invalid-condition-multiple-boolean.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'one value', policy: policy({ Bool: { 'aws:SecureTransport': ['true'] } }) },
    {
      name: 'several values of another family',
      policy: policy({ StringEquals: { 'aws:username': ['true', 'false'] } }),
    },
    {
      name: 'a key whose type is not known',
      policy: policy({ Bool: { 'idp.example.com:email_verified': ['true', 'false'] } }),
    },
  ],
  invalid: [
    {
      name: 'Bool',
      policy: policy({ BoolIfExists: { 'aws:SecureTransport': ['true', 'false'] } }),
      findings: [{ message: 'several', at: '/Statement/0/Condition/BoolIfExists/aws:SecureTransport' }],
    },
    {
      name: 'Null',
      policy: policy({ Null: { 'aws:TagKeys': [true, false] } }),
      findings: [{ message: 'several', at: '/Statement/0/Condition/Null/aws:TagKeys' }],
    },
  ],
});
