import rule from '../../../src/rules/policies/empty-array-resource.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change }],
});

testRule(rule, {
  valid: [
    { name: 'a text and a list', policy: policy({ Resource: ['a:b', 'c:d'] }) },
    { name: 'none', policy: policy({ Resource: undefined }) },
    { name: 'an empty text', policy: policy({ Resource: '' }) },
    { name: 'a list of the wrong type, which another rule reports', policy: policy({ Resource: [1] }) },
  ],
  invalid: [
    {
      name: 'an empty list',
      policy: policy({ Resource: [] }),
      findings: [
        { message: 'empty', at: '/Statement/0/Resource', line: 7, column: 19, endColumn: 21, text: 'Resource' },
      ],
    },
    {
      name: 'an empty Not form',
      policy: policy({ Resource: undefined, NotResource: [] }),
      findings: [{ message: 'empty', at: '/Statement/0/NotResource', text: 'NotResource' }],
    },
  ],
});
