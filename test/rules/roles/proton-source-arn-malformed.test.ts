import rule from '../../../src/rules/roles/proton-source-arn-malformed.ts';
import { bundle, role, trust } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const sourceArn = (value: unknown, operator = 'ArnLike', service = 'proton.amazonaws.com') =>
  bundle({
    roles: [role('environment', { trust: trust(service, { Condition: { [operator]: { 'aws:SourceArn': value } } }) })],
  });

testRule(rule, {
  valid: [
    { name: 'as it should be', account: sourceArn('arn:aws:proton:*:111122223333:environment/*') },
    { name: 'of China', account: sourceArn('arn:aws-cn:proton:cn-north-1:111122223333:environment/web') },
    { name: 'a glob under StringLike', account: sourceArn('arn:aws:proton:*', 'StringLike') },
    {
      name: 'another service',
      account: sourceArn('arn:aws::proton:*:111122223333:environment/*', 'ArnLike', 'lambda.amazonaws.com'),
    },
    { name: 'no condition', account: bundle({ roles: [role('environment', { trust: 'proton.amazonaws.com' })] }) },
  ],
  invalid: [
    {
      name: 'as the guide printed it',
      account: sourceArn('arn:aws::proton:*:111122223333:environment/*'),
      findings: [
        {
          message: 'doubled',
          resource: 'environment',
          text: 'write arn:aws:proton:*:111122223333:environment/*',
          at: '/authorizationDetails/RoleDetailList/0/AssumeRolePolicyDocument/Statement/0/Condition/ArnLike/aws:SourceArn',
        },
      ],
    },
    {
      name: 'another service’s ARN beside a right one',
      account: sourceArn(['arn:aws:proton:*:111122223333:environment/*', 'arn:aws:lambda:*:111122223333:function:x']),
      findings: [{ message: 'malformed', text: 'lambda' }],
    },
    { name: 'no ARN', account: sourceArn('environment/web'), findings: [{ message: 'malformed' }] },
  ],
});
