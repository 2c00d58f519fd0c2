import rule from '../../../src/rules/policies/policy-size-exceeds-scp-quota.ts';
import { testRule } from '../../support/rule-tester.ts';

/** A policy of that many characters without white space. */
function policy(length: number, gap = '') {
  const make = (name: string) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::reports/${name}${gap}` }],
  });
  return make('x'.repeat(length - JSON.stringify(make('')).length + gap.length));
}

testRule(rule, {
  valid: [
    { name: 'exactly the quota', type: 'scp', policy: JSON.stringify(policy(10240)) },
    { name: 'short', type: 'scp', policy: policy(200) },
    { name: 'another type', type: 'trust', policy: policy(10340) },
  ],
  invalid: [
    {
      name: 'one too many',
      type: 'scp',
      policy: policy(10241),
      asWritten: true,
      findings: [
        { message: 'over', at: '', line: 1, column: 1, text: '10,241', evidence: { size: 10241, quota: 10240 } },
      ],
    },
    {
      name: 'too long with its white space',
      type: 'scp',
      policy: JSON.stringify(policy(10140), null, 60),
      findings: [{ message: 'asWritten', severity: 'warning', at: '' }],
    },
    {
      name: 'white space inside of a text',
      type: 'scp',
      policy: policy(10240, ' '.repeat(50)),
      asWritten: true,
      findings: [{ message: 'over' }],
    },
  ],
});
