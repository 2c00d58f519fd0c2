import rule from '../../../src/rules/policies/invalid-principal-format.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change },
  ],
});

testRule(rule, {
  valid: [
    { name: 'everyone', type: 'resource', policy: policy({}) },
    {
      name: 'every form of an AWS principal',
      type: 'resource',
      policy: policy({
        Principal: {
          AWS: [
            '*',
            '111122223333',
            'arn:aws:iam::111122223333:root',
            'arn:aws-cn:iam::111122223333:user/team/ann',
            'arn:aws-us-gov:iam::111122223333:role/deploy',
            'arn:aws:sts::111122223333:assumed-role/deploy/ann@example.com',
            'arn:aws:sts::111122223333:federated-user/ann',
            'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE',
            'AIDAQ3EGQJB4XEXAMPLE',
            'AROAQ3EGQJB4XEXAMPLE',
          ],
        },
      }),
    },
    {
      name: 'values of other keys',
      type: 'trust',
      policy: policy({ Principal: { Service: 'ec2.amazonaws.com', Federated: 'accounts.google.com' } }),
    },
    {
      name: 'wildcards, which another rule reports',
      type: 'resource',
      policy: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:user/*' } }),
    },
    {
      name: 'variables, which another rule reports',
      type: 'resource',
      policy: policy({ Principal: { AWS: '${aws:username}' } }),
    },
    { name: 'an empty object, which another rule reports', type: 'resource', policy: policy({ Principal: {} }) },
    { name: 'an identity policy', policy: policy({ Principal: 5 }) },
  ],
  invalid: [
    {
      name: 'a number',
      type: 'resource',
      policy: policy({ Principal: 5 }),
      findings: [
        { message: 'type', at: '/Statement/0/Principal', line: 6, column: 20, endColumn: 21, text: 'a number' },
      ],
    },
    {
      name: 'a list',
      type: 'trust',
      policy: policy({ Principal: undefined, NotPrincipal: ['*'] }),
      findings: [{ message: 'type', at: '/Statement/0/NotPrincipal', text: 'a list' }],
    },
    {
      name: 'a bare account id',
      type: 'rcp',
      policy: policy({ Principal: '111122223333' }),
      findings: [{ message: 'text', at: '/Statement/0/Principal' }],
    },
    {
      name: 'a bare ARN',
      type: 'resource',
      policy: policy({ Principal: 'arn:aws:iam::111122223333:root' }),
      findings: [{ message: 'text' }],
    },
    {
      name: 'values that name no principal',
      type: 'resource',
      policy: policy({
        Principal: {
          AWS: [
            '',
            '1111-2222-3333',
            'ann',
            'arn:aws:iam::1111:root',
            'arn:aws:iam::111122223333:group/team',
            'arn:aws:s3:::reports',
            'arn:aws:sts::111122223333:assumed-role/deploy',
          ],
        },
      }),
      findings: [0, 1, 2, 3, 4, 5, 6].map((index) => ({ message: 'value', at: `/Statement/0/Principal/AWS/${index}` })),
    },
    {
      name: 'a service',
      type: 'trust',
      policy: policy({ Principal: { AWS: 'ec2.amazonaws.com' } }),
      findings: [{ message: 'service', at: '/Statement/0/Principal/AWS' }],
    },
    {
      name: 'an identity provider',
      type: 'trust',
      policy: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:saml-provider/example' } }),
      findings: [{ message: 'federated', at: '/Statement/0/Principal/AWS' }],
    },
  ],
});
