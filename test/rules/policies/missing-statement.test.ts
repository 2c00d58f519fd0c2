import rule from '../../../src/rules/policies/missing-statement.ts';
import { testRule } from '../../support/rule-tester.ts';

const Statement = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }];

testRule(rule, {
  valid: [
    { name: 'a statement', policy: { Version: '2012-10-17', Statement } },
    { name: 'an empty statement, of which others say what is missing', policy: { Statement: {} } },
    {
      name: 'the wrong letter case, which another rule reports',
      policy: { Version: '2012-10-17', statement: Statement },
    },
    { name: 'a misspelt name, which another rule reports', policy: { Version: '2012-10-17', Statements: Statement } },
    { name: 'the wrong type, which another rule reports', policy: { Statement: null } },
    { name: 'a list of the wrong type, which another rule reports', policy: { Statement: [1] } },
    { name: 'no object, which another rule reports', policy: '"text"' },
  ],
  invalid: [
    { name: 'none', policy: { Version: '2012-10-17' }, findings: [{ message: 'missing', at: '', line: 1, column: 1 }] },
    { name: 'nothing at all', policy: {}, findings: [{ message: 'missing' }] },
    { name: 'a name that is nothing like it', policy: { Rules: Statement }, findings: [{ message: 'missing' }] },
    {
      name: 'an empty list',
      policy: { Statement: [] },
      findings: [{ message: 'empty', at: '/Statement', line: 2, column: 16, endColumn: 18 }],
    },
  ],
});
