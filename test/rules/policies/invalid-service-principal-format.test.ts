import rule from '../../../src/rules/policies/invalid-service-principal-format.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      name: 'services in conditions',
      policy: policy({
        StringEquals: {
          'iam:PassedToService': [
            'ec2.amazonaws.com',
            'ec2.amazonaws.com.cn',
            'malware-protection.guardduty.amazonaws.com',
          ],
          'kms:ViaService': 's3.eu-west-1.amazonaws.com',
        },
      }),
    },
    {
      name: 'wildcards and variables',
      policy: policy({ StringLike: { 'iam:PassedToService': 'ec2.*', 'kms:ViaService': '${aws:PrincipalTag/x}' } }),
    },
    {
      name: 'a called service',
      policy: policy({ 'ForAnyValue:StringEquals': { 'aws:CalledVia': ['cloudformation.amazonaws.com'] } }),
    },
    { name: 'another key', policy: policy({ StringEquals: { 'aws:username': 'ec2' } }) },
    {
      name: 'principals',
      policy: policy(undefined, {
        Principal: { Service: ['lambda.amazonaws.com', 'logs.eu-west-1.amazonaws.com', 'alexa-appkit.amazon.com'] },
      }),
      type: 'resource',
    },
    {
      name: 'a principal that is no service',
      policy: policy(undefined, { Principal: { AWS: '111122223333' } }),
      type: 'resource',
    },
  ],
  invalid: [
    {
      name: 'a name without suffix',
      policy: policy({ StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com', 'ec2'] } }),
      findings: [{ message: 'form', at: '/Statement/0/Condition/StringEquals/iam:PassedToService/1' }],
    },
    {
      name: 'capitals in a principal',
      policy: policy(undefined, { Principal: { Service: 'Lambda.amazonaws.com' } }),
      type: 'resource',
      findings: [{ message: 'form', at: '/Statement/0/Principal/Service' }],
    },
    {
      name: 'two parts under aws:CalledVia',
      policy: policy({
        'ForAnyValue:StringEquals': { 'aws:CalledVia': ['application-signals.cloudwatch.amazonaws.com'] },
      }),
      findings: [{ message: 'single', at: '/Statement/0/Condition/ForAnyValue:StringEquals/aws:CalledVia/0' }],
    },
    {
      name: 'no Region under kms:ViaService',
      policy: policy({ StringEquals: { 'kms:ViaService': 's3.amazonaws.com' } }),
      findings: [{ message: 'region', at: '/Statement/0/Condition/StringEquals/kms:ViaService' }],
    },
  ],
});
