import rule from '../../../src/rules/policies/type-mismatch-date.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'dates and times',
      policy: policy({ DateLessThan: { 'aws:CurrentTime': ['2026-06-30T23:59:59Z', '2026-06-30'] } }),
    },
    {
      name: 'seconds since 1970, which another rule reports',
      policy: policy({ DateLessThan: { 'aws:CurrentTime': '1700000000' } }),
    },
    {
      name: 'a variable, which another rule reports',
      policy: policy({ DateLessThan: { 'aws:CurrentTime': '${aws:PrincipalTag/x}' } }),
    },
  ],
  invalid: [
    {
      name: 'another way to write a date',
      policy: policy({ DateLessThan: { 'aws:CurrentTime': '30/06/2026' } }),
      findings: [{ message: 'value', at: '/Statement/0/Condition/DateLessThan/aws:CurrentTime' }],
    },
    {
      name: 'a day that does not exist',
      policy: policy({ DateGreaterThan: { 'aws:TokenIssueTime': ['2026-02-30T00:00:00Z'] } }),
      findings: [{ message: 'value', at: '/Statement/0/Condition/DateGreaterThan/aws:TokenIssueTime/0' }],
    },
  ],
});
