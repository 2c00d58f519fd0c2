import rule from '../../../src/rules/policies/invalid-service.ts';
import { testRule } from '../../support/rule-tester.ts';

const on = (resource: unknown) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: resource }],
});

const when = (key: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEquals: { [key]: 'x' } } }],
});

testRule(rule, {
  valid: [
    { name: 'a service', policy: on('arn:aws:s3:::reports') },
    { name: 'a service known only from ARNs', policy: on('arn:aws:catalog:us-east-1:111122223333:portfolio/port-1') },
    { name: 'a pattern, which another rule reports', policy: on('arn:aws:s*:::reports') },
    { name: 'capitals, which another rule reports', policy: on('arn:aws:S3:::reports') },
    { name: 'a key for every service', policy: when('AWS:username') },
    { name: 'a key of a service', policy: when('s3:prefix') },
    { name: 'an unknown key of a known service, which another rule reports', policy: when('s3:nosuch') },
    { name: 'a key of an identity provider', policy: when('id.example.com/pool:sub'), type: 'trust' },
    { name: 'a key of SAML', policy: when('saml:aud'), type: 'trust' },
    { name: 'a key without prefix, which another rule reports', policy: when('username') },
  ],
  invalid: [
    {
      name: 'an ARN',
      policy: on(['*', 'arn:aws:dynamobd:us-east-1:111122223333:table/orders']),
      findings: [{ message: 'arn', at: '/Statement/0/Resource/1', text: 'Did you mean dynamodb?' }],
    },
    { name: 'a blank service', policy: on('arn:aws::us-east-1::x'), findings: [{ message: 'arn' }] },
    {
      name: 'a retired service',
      policy: on('arn:aws:elastic-inference:us-east-1:111122223333:elastic-inference-accelerator/x'),
      findings: [{ message: 'arn', at: '/Statement/0/Resource' }],
    },
    {
      name: 'a condition key',
      policy: when('dynamobd:Select'),
      findings: [{ message: 'key', at: '/Statement/0/Condition/StringEquals/dynamobd:Select', text: 'dynamodb' }],
    },
  ],
});
