import rule from '../../../src/rules/policies/policy-size-exceeds-role-trust-policy-quota.ts';
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
    { name: 'exactly the quota', type: 'trust', policy: policy(2048), asWritten: true },
    { name: 'short', type: 'trust', policy: policy(200) },
    { name: 'an identity policy', policy: policy(5000) },
  ],
  invalid: [
    {
      name: 'one too many',
      type: 'trust',
      policy: policy(2049),
      asWritten: true,
      findings: [
        { message: 'overDefault', at: '', line: 1, column: 1, text: '2,049', evidence: { size: 2049, quota: 2048 } },
      ],
    },
    {
      name: 'more than a raised quota',
      type: 'trust',
      policy: policy(4200),
      findings: [{ message: 'over', text: '4,096' }],
    },
  ],
});
