import rule from '../../../src/rules/policies/empty-object-condition.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a condition', policy: policy({ Bool: { 'aws:SecureTransport': 'true' } }) },
    { name: 'no condition', policy: policy(undefined) },
    { name: 'an operator that is no object, which another rule reports', policy: policy({ Bool: 'true' }) },
  ],
  invalid: [
    {
      name: 'empty',
      policy: policy({}),
      findings: [{ message: 'condition', at: '/Statement/0/Condition' }],
      output: JSON.parse(JSON.stringify(policy(undefined))) as unknown,
    },
    {
      name: 'an empty operator',
      policy: policy({ Bool: { 'aws:SecureTransport': 'true' }, StringEquals: {} }),
      findings: [{ message: 'operator', at: '/Statement/0/Condition/StringEquals' }],
      output: policy({ Bool: { 'aws:SecureTransport': 'true' } }),
    },
  ],
});
