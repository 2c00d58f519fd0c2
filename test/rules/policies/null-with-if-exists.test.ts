import rule from '../../../src/rules/policies/null-with-if-exists.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'Null', policy: policy({ Null: { 'aws:TagKeys': 'true' } }) },
    { name: 'IfExists on another operator', policy: policy({ BoolIfExists: { 'aws:SecureTransport': 'true' } }) },
  ],
  invalid: [
    {
      name: 'NullIfExists',
      policy: policy({ NullIfExists: { 'aws:TagKeys': 'true' } }),
      findings: [{ message: 'suffix', at: '/Statement/0/Condition/NullIfExists' }],
    },
    {
      name: 'with a qualifier',
      policy: policy({ 'ForAnyValue:NullIfExists': { 'aws:TagKeys': 'true' } }),
      findings: [{ message: 'suffix', at: '/Statement/0/Condition/ForAnyValue:NullIfExists' }],
    },
  ],
});
