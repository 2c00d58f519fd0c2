import rule from '../../../src/rules/policies/misspelled-service-principal.ts';
import { testRule } from '../../support/rule-tester.ts';

const trust = (Principal: unknown) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
});

testRule(rule, {
  valid: [
    { name: 'a service', type: 'trust', policy: trust({ Service: 'lambda.amazonaws.com' }) },
    { name: 'a service that is not in the list', type: 'trust', policy: trust({ Service: 'new-thing.amazonaws.com' }) },
    {
      name: 'a service that may have got a successor',
      type: 'trust',
      policy: trust({ Service: 'inspector3.amazonaws.com' }),
    },
    {
      name: 'a service by its prefix',
      type: 'trust',
      policy: trust({ Service: 'applicationinsights.amazonaws.com' }),
    },
    { name: 'a short name', type: 'trust', policy: trust({ Service: 'ec3.amazonaws.com' }) },
    { name: 'a Region in the name', type: 'trust', policy: trust({ Service: 'logz.eu-west-1.amazonaws.com' }) },
    { name: 'an account', type: 'trust', policy: trust({ AWS: '111122223333' }) },
  ],
  invalid: [
    {
      name: 'a letter left out',
      type: 'trust',
      policy: trust({ Service: ['ec2.amazonaws.com', 'lamda.amazonaws.com'] }),
      findings: [
        { message: 'slip', at: '/Statement/0/Principal/Service/1', text: 'Did you mean "lambda.amazonaws.com"?' },
      ],
    },
    {
      name: 'two letters swapped, in China',
      type: 'resource',
      policy: {
        ...trust(undefined),
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'evenst.amazonaws.com.cn' },
            Action: 'sqs:SendMessage',
            Resource: '*',
          },
        ],
      },
      findings: [{ message: 'slip', at: '/Statement/0/Principal/Service', text: '"events.amazonaws.com.cn"' }],
    },
  ],
});
