import rule from '../../../src/rules/policies/invalid-condition-key-format.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a global key', policy: policy({ StringEquals: { 'aws:username': 'a' } }) },
    { name: 'an unknown key of the right form', policy: policy({ StringEquals: { 'x:y': 'a' } }) },
    {
      name: 'several colons',
      policy: policy({ StringEquals: { 'aws:ResourceTag/aws:cloudformation:stack-name': 'a' } }),
    },
  ],
  invalid: [
    {
      name: 'no colon',
      policy: policy({ StringEquals: { SourceIp: 'a' } }),
      findings: [{ message: 'format', at: '/Statement/0/Condition/StringEquals/SourceIp' }],
    },
    {
      name: 'nothing before or after the colon',
      policy: policy({ StringEquals: { ':name': 'a', 'aws:': 'a', '': 'a' } }),
      findings: [
        { message: 'format', at: '/Statement/0/Condition/StringEquals/:name' },
        { message: 'format', at: '/Statement/0/Condition/StringEquals/aws:' },
        { message: 'format', at: '/Statement/0/Condition/StringEquals/' },
      ],
    },
  ],
});
