import rule from '../../../src/rules/policies/invalid-version.ts';
import { testRule } from '../../support/rule-tester.ts';

const Statement = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }];

testRule(rule, {
  valid: [
    { name: 'the current one', policy: { Version: '2012-10-17', Statement } },
    { name: 'the old one', policy: { Version: '2008-10-17', Statement } },
    { name: 'none, which another rule reports', policy: { Statement } },
    { name: 'a number, which another rule reports', policy: { Version: 2012, Statement } },
  ],
  invalid: [
    {
      name: 'the date of the day',
      policy: { Version: '2026-11-01', Statement },
      findings: [{ message: 'unknown', at: '/Version', line: 2, column: 14, endColumn: 26, text: '"2026-11-01"' }],
    },
    { name: 'empty', policy: { Version: '', Statement }, findings: [{ message: 'unknown', at: '/Version' }] },
  ],
});
