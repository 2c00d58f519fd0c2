import rule from '../../../src/rules/policies/json-syntax-error.ts';
import { testRule } from '../../support/rule-tester.ts';

const location = (line: number) => ({ file: 'policy.json', line, column: 3, endLine: line, endColumn: 11 });
const file = { path: 'policy.json', location: location(1), syntaxErrors: [], duplicates: [] };

testRule(rule, {
  valid: [
    { name: 'a file of valid JSON', file },
    { name: 'an empty object, which another rule reports', policy: {} },
    { name: 'a wrong type inside', policy: { Version: 1, Statement: [] } },
  ],
  invalid: [
    {
      name: 'a syntax error',
      file: {
        ...file,
        syntaxErrors: [{ message: "Expected ',' or '}', but found the end of the file.", location: location(4) }],
      },
      findings: [{ message: 'invalid', line: 4, column: 3, endColumn: 11, text: "Expected ',' or '}'" }],
    },
    {
      name: 'a name that stands twice',
      file: { ...file, duplicates: [{ key: 'Action', first: location(3), location: location(5) }] },
      findings: [{ message: 'duplicate', line: 5, text: '"Action" stands twice', related: 1 }],
    },
    { name: 'a list', policy: '[]', findings: [{ message: 'shape', at: '', text: 'not a list' }] },
    {
      name: 'null',
      policy: 'null',
      findings: [{ message: 'shape', line: 1, column: 1, endColumn: 5, text: 'not null' }],
    },
  ],
});
