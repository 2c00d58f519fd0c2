import rule from '../../../src/rules/policies/empty-sid-value.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (...sids: readonly unknown[]) => ({
  Version: '2012-10-17',
  Statement: sids.map((Sid, index) => ({
    Sid,
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::reports-${index}/*`,
  })),
});

testRule(rule, {
  valid: [
    { name: 'a Sid', policy: policy('A') },
    { name: 'none', policy: policy(undefined) },
    { name: 'a space, which another rule reports', policy: policy(' ') },
  ],
  invalid: [
    {
      name: 'an empty one',
      policy: policy('', 'B'),
      findings: [{ message: 'empty', at: '/Statement/0/Sid', line: 5, column: 14, endColumn: 16 }],
      output: policy(undefined, 'B'),
    },
    {
      name: 'two in a resource policy',
      type: 'resource',
      policy: policy('', ''),
      findings: [
        { message: 'empty', at: '/Statement/0/Sid' },
        { message: 'empty', at: '/Statement/1/Sid' },
      ],
      output: policy(undefined, undefined),
    },
  ],
});
