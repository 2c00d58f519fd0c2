import rule from '../../../src/rules/policies/credentials-file.ts';
import { testRule } from '../../support/rule-tester.ts';

const location = { file: 'keys.csv', line: 1, column: 1, endLine: 1, endColumn: 31 };
const file = { path: 'keys.csv', location: { file: 'keys.csv' }, syntaxErrors: [], duplicates: [] };

testRule(rule, {
  valid: [
    { name: 'another file', file },
    {
      name: 'a file with a syntax error',
      file: { ...file, syntaxErrors: [{ message: 'The file is empty.', location }] },
    },
  ],
  invalid: [
    {
      name: 'a user key',
      file: { ...file, credentials: { kind: 'access-key', keyIdEnding: 'MPLE', location } },
      findings: [
        {
          message: 'accessKey',
          line: 1,
          column: 1,
          text: 'ending in MPLE',
          evidence: { kind: 'access-key', keyIdEnding: 'MPLE' },
        },
      ],
    },
    {
      name: 'more of the key id than may be shown',
      file: { ...file, credentials: { kind: 'user-credentials', keyIdEnding: 'AKIAIOSFODNN7EXAMPLE', location } },
      findings: [
        { message: 'accessKey', text: 'plain text (key id ending in MPLE).', evidence: { keyIdEnding: 'MPLE' } },
      ],
    },
    {
      name: 'a root key without a readable id',
      file: { ...file, credentials: { kind: 'root-key', location } },
      findings: [{ message: 'rootKey', text: 'access key of the root user: it opens', severity: 'security' }],
    },
    {
      name: 'a console password',
      file: { ...file, credentials: { kind: 'console-login', location } },
      findings: [{ message: 'login' }],
    },
  ],
});
