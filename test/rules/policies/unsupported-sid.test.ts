import rule from '../../../src/rules/policies/unsupported-sid.ts';
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
    { name: 'letters and digits', policy: policy('Read2Reports', '1') },
    { name: 'empty, which another rule reports', policy: policy('') },
    { name: 'a number, which another rule reports', policy: policy(1) },
    { name: 'anything in a resource policy', type: 'resource', policy: policy('Enable IAM policies') },
  ],
  invalid: [
    {
      name: 'a hyphen',
      policy: policy('read-reports'),
      findings: [
        { message: 'characters', at: '/Statement/0/Sid', line: 5, column: 14, endColumn: 28, text: 'holds "-"' },
      ],
    },
    {
      name: 'a space in a trust policy',
      type: 'trust',
      policy: policy('read reports'),
      findings: [{ message: 'characters', text: 'white space' }],
    },
    {
      name: 'letters of other alphabets',
      type: 'rcp',
      policy: policy('Zugriffspr\u00fcfung', '\u{1F511}'),
      findings: [
        { message: 'characters', text: '\u00fc' },
        { message: 'characters', text: '"\u{1F511}"' },
      ],
    },
  ],
});
