import rule from '../../../src/rules/policies/empty-array-action.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change }],
});

testRule(rule, {
  valid: [
    { name: 'a text and a list', policy: policy({ Action: ['a:b', 'c:d'] }) },
    { name: 'none', policy: policy({ Action: undefined }) },
    { name: 'an empty text', policy: policy({ Action: '' }) },
    { name: 'a list of the wrong type, which another rule reports', policy: policy({ Action: [1] }) },
  ],
  invalid: [
    {
      name: 'an empty list',
      policy: policy({ Action: [] }),
      findings: [{ message: 'empty', at: '/Statement/0/Action', line: 6, column: 17, endColumn: 19, text: 'Action' }],
    },
    {
      name: 'an empty Not form',
      policy: policy({ Action: undefined, NotAction: [] }),
      findings: [{ message: 'empty', at: '/Statement/0/NotAction', text: 'NotAction' }],
    },
  ],
});
