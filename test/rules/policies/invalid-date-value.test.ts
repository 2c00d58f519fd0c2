import rule from '../../../src/rules/policies/invalid-date-value.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'ISO 8601', policy: policy({ DateLessThan: { 'aws:CurrentTime': '2026-06-30T23:59:59Z' } }) },
    { name: 'a year', policy: policy({ DateLessThan: { 'aws:CurrentTime': '2027' } }) },
    { name: 'the key that holds such a number', policy: policy({ DateLessThan: { 'aws:EpochTime': '1700000000' } }) },
    {
      name: 'no date at all, which another rule reports',
      policy: policy({ DateLessThan: { 'aws:CurrentTime': 'soon' } }),
    },
  ],
  invalid: [
    {
      name: 'seconds',
      policy: policy({ DateLessThan: { 'aws:CurrentTime': '1700000000' } }),
      findings: [
        { message: 'epoch', at: '/Statement/0/Condition/DateLessThan/aws:CurrentTime', text: '2023-11-14T22:13:20Z' },
      ],
      output: policy({ DateLessThan: { 'aws:CurrentTime': '2023-11-14T22:13:20Z' } }),
    },
    {
      name: 'milliseconds taken for seconds',
      policy: policy({ DateLessThan: { 'aws:CurrentTime': [1700000000000] } }),
      findings: [{ message: 'epoch', at: '/Statement/0/Condition/DateLessThan/aws:CurrentTime/0' }],
      output: policy({ DateLessThan: { 'aws:CurrentTime': [1700000000000] } }),
    },
  ],
});
