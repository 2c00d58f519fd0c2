import rule from '../../../src/rules/policies/unknown-policy-variable.ts';
import { conditionPolicy as policy } from '../../support/condition-policy.ts';
import { testRule } from '../../support/rule-tester.ts';

const home = (name: string, Version?: string) => ({
  ...(Version !== undefined && { Version }),
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::homes/${name}/*` }],
});

testRule(rule, {
  valid: [
    { name: 'a user', policy: home('${aws:username}', '2012-10-17') },
    { name: 'a tag, letter case aside', policy: home('${AWS:PrincipalTag/team}', '2012-10-17') },
    { name: 'a key of a service', policy: home('${saml:sub}', '2012-10-17') },
    { name: 'what may be filled in by something else', policy: home('${user}', '2012-10-17') },
    { name: 'a default, which always stands in', policy: home("${aws:user, 'all'}", '2012-10-17') },
    { name: 'a version without variables', policy: home('${aws:user}') },
  ],
  invalid: [
    {
      name: 'a name that does not exist',
      policy: home('${aws:user}', '2012-10-17'),
      findings: [
        {
          message: 'unknown',
          at: '/Statement/0/Resource',
          text: 'so ${aws:user} is never replaced. Did you mean ${aws:',
        },
      ],
    },
    {
      name: 'in a condition',
      policy: policy({ StringLike: { 's3:prefix': ['a/*', 'home/${aws:PrincipalName}/*'] } }),
      findings: [{ message: 'unknown', at: '/Statement/0/Condition/StringLike/s3:prefix/1' }],
    },
  ],
});
