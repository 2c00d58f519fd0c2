import rule from '../../../src/rules/policies/deprecated-global-condition-key.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'the successor', policy: policy({ StringEquals: { 'aws:SourceAccount': '111122223333' } }) },
    { name: 'a key of similar name', policy: policy({ StringEquals: { 'sns:SourceOwner': '111122223333' } }) },
  ],
  invalid: [
    {
      name: 'aws:SourceOwner',
      policy: policy({ StringEquals: { 'aws:SourceOwner': '111122223333' } }),
      findings: [
        { message: 'deprecated', at: '/Statement/0/Condition/StringEquals/aws:SourceOwner', text: 'aws:SourceAccount' },
      ],
    },
    {
      name: 'in another letter case',
      policy: policy({ StringEquals: { 'AWS:SourceOwner': '111122223333' } }),
      findings: [{ message: 'deprecated', at: '/Statement/0/Condition/StringEquals/AWS:SourceOwner' }],
    },
  ],
});
