import rule from '../../../src/rules/policies/invalid-effect.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (effect: unknown) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: effect, Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }],
});

testRule(rule, {
  valid: [
    { name: 'Allow', policy: policy('Allow') },
    { name: 'Deny', policy: policy('Deny') },
    { name: 'not a string, which another rule reports', policy: policy(1) },
    { name: 'missing, which another rule reports', policy: policy(undefined) },
  ],
  invalid: [
    {
      name: 'an effect that does not exist',
      policy: policy('Permit'),
      findings: [{ message: 'unknown', at: '/Statement/0/Effect', line: 5, column: 17, endColumn: 25, text: 'Permit' }],
    },
    {
      name: 'the wrong letter case',
      policy: policy('allow'),
      findings: [{ message: 'case', at: '/Statement/0/Effect' }],
      output: policy('Allow'),
    },
  ],
});
