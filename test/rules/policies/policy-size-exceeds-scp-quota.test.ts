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
    { name: 'exactly the quota', type: 'scp', policy: JSON.stringify(policy(5120)) },
    { name: 'short', type: 'scp', policy: policy(200) },
    { name: 'another type', type: 'trust', policy: policy(10340) },
  ],
  invalid: [
    {
      name: 'one too many',
      type: 'scp',
      policy: policy(5121),
      asWritten: true,
      findings: [{ message: 'over', at: '', line: 1, column: 1, text: '5,121', evidence: { size: 5121, quota: 5120 } }],
    },
    {
      name: 'too long with its white space',
      type: 'scp',
      policy: JSON.stringify(policy(5020), null, 60),
      findings: [{ message: 'asWritten', severity: 'warning', at: '' }],
    },
    {
      name: 'white space inside of a text',
      type: 'scp',
      policy: policy(5120, ' '.repeat(50)),
      asWritten: true,
      findings: [{ message: 'over' }],
    },
  ],
});
