import rule from '../../../src/rules/policies/missing-action-for-roles-anywhere-trust-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole', ...change }],
});

const Principal = { Service: 'rolesanywhere.amazonaws.com' };
const all = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'];

testRule(rule, {
  valid: [
    { name: 'all three', type: 'trust', policy: policy({ Principal, Action: all }) },
    { name: 'by wildcard', type: 'trust', policy: policy({ Principal, Action: ['STS:*'] }) },
    { name: 'another service', type: 'trust', policy: policy({ Principal: { Service: 'ec2.amazonaws.com' } }) },
    {
      name: 'in two statements',
      type: 'trust',
      policy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' },
          { Effect: 'Allow', Principal, Action: all.slice(1) },
        ],
      },
    },
    { name: 'a Deny', type: 'trust', policy: policy({ Principal, Effect: 'Deny' }) },
  ],
  invalid: [
    {
      name: 'only AssumeRole',
      type: 'trust',
      policy: policy({ Principal }),
      findings: [{ message: 'missing', at: '/Statement/0/Action', text: 'sts:SetSourceIdentity, sts:TagSession' }],
    },
    {
      name: 'one is missing, of several services',
      type: 'trust',
      policy: policy({
        Principal: { Service: ['ec2.amazonaws.com', 'rolesanywhere.amazonaws.com'] },
        Action: all.slice(0, 2),
      }),
      findings: [{ message: 'missing', at: '/Statement/0/Action', text: 'without sts:TagSession' }],
    },
  ],
});
