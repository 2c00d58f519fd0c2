import rule from '../../../src/rules/roles/proton-role-shared.ts';
import { allow, arnOf, bundle, role, trust } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const named = (...fields: string[]) =>
  bundle({
    roles: [role('shared', { trust: 'proton.amazonaws.com', inline: { p: allow('s3:GetObject') } })],
    rest: {
      proton: { environments: fields.map((field) => ({ [field]: arnOf('role', 'shared') })), accountSettings: {} },
    },
  });

testRule(rule, {
  valid: [
    { name: 'one duty', account: named('protonServiceRoleArn', 'protonServiceRoleArn') },
    {
      name: 'CodeBuild and another service',
      account: bundle({
        roles: [
          role('build', { trust: trust({ Service: ['codebuild.amazonaws.com', 'codepipeline.amazonaws.com'] }) }),
        ],
      }),
    },
  ],
  invalid: [
    {
      name: 'Proton and CodeBuild',
      account: bundle({
        roles: [role('both', { trust: trust({ Service: ['proton.amazonaws.com', 'codebuild.amazonaws.com'] }) })],
      }),
      findings: [{ message: 'services', resource: 'both' }],
    },
    {
      name: 'two duties in saved settings',
      account: named('protonServiceRoleArn', 'componentRoleArn'),
      findings: [{ message: 'duties', evidence: { duties: ['componentRoleArn', 'protonServiceRoleArn'] } }],
    },
  ],
});
