import rule from '../../../src/rules/policies/policy-size-exceeds-identity-policy-quota.ts';
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
    { name: 'exactly the quota', policy: policy(10240), asWritten: true },
    { name: 'short', policy: policy(200) },
    { name: 'longer with its white space', policy: JSON.stringify(policy(10_000), null, 60) },
    { name: 'white space inside of a text', policy: policy(10_240, ' '.repeat(50)), asWritten: true },
    { name: 'an SCP', type: 'scp', policy: policy(11_000) },
  ],
  invalid: [
    {
      name: 'one too many',
      policy: policy(10241),
      asWritten: true,
      findings: [
        { message: 'over', at: '', line: 1, column: 1, text: '10,241', evidence: { size: 10241, quota: 10240 } },
      ],
    },
    { name: 'a boundary', type: 'boundary', policy: policy(12_000), findings: [{ message: 'over' }] },
  ],
});
