/** What one user, group or role of a template has is judged together. */
import { describe, expect, it } from 'vitest';
import { lintText } from '../../support/lint-text.ts';

const pass = { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' };
const create = { Effect: 'Allow', Action: ['lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*' };
const document = (...Statement: object[]): object => ({ Version: '2012-10-17', Statement });
const trust = (Service: string): object =>
  document({ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' });
const role = (more: object = {}): object => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: trust('ec2.amazonaws.com'),
    Policies: [{ PolicyName: 'a', PolicyDocument: document(pass) }],
    ...more,
  },
});
const policy = (statement: object, more: object = {}, type = 'AWS::IAM::Policy'): object => ({
  Type: type,
  Properties: { PolicyDocument: document(statement), ...more },
});

async function find(Resources: object, ...ruleIds: string[]): Promise<string[]> {
  const { findings } = await lintText(JSON.stringify({ Resources }, null, 1), 'a.json');
  return findings
    .filter(({ ruleId }) => ruleIds.includes(ruleId))
    .map(({ location, messageId }) => `${location.pointer ?? ''} ${messageId}`);
}
const escalations = (resources: object): Promise<string[]> => find(resources, 'privilege-escalation');
const passed = ['/Resources/R/Properties/Policies/0/PolicyDocument/Statement/0/Action passed-role'];

describe('escalation by the policies of one role', () => {
  it.each<[string, object]>([
    ['a policy that names it', { R: role(), P: policy(create, { Roles: [{ Ref: 'R' }] }) }],
    ['a policy that names it by its name', { R: role({ RoleName: 'app' }), P: policy(create, { Roles: ['app'] }) }],
    ['a policy of its own type', { R: role(), P: policy(create, { RoleName: { Ref: 'R' } }, 'AWS::IAM::RolePolicy') }],
    [
      'a managed policy that it attaches',
      { R: role({ ManagedPolicyArns: [{ Ref: 'P' }] }), P: policy(create, {}, 'AWS::IAM::ManagedPolicy') },
    ],
    [
      'a policy under a condition',
      { R: role(), P: { ...policy(create, { Roles: [{ Ref: 'R' }] }), Condition: 'IsTest' } },
    ],
    [
      'a branch of a condition',
      {
        R: role({ ManagedPolicyArns: { 'Fn::If': ['IsTest', [], [{ Ref: 'P' }]] } }),
        P: policy(create, {}, 'AWS::IAM::ManagedPolicy'),
      },
    ],
  ])('is opened by %s, and said once', async (_, resources) => {
    expect(await escalations(resources)).toEqual(passed);
  });

  it.each<[string, object]>([
    ['policies of two roles', { R: role(), P: policy(create, { Roles: [{ Ref: 'Other' }] }) }],
    [
      'branches that exclude each other',
      {
        R: role({
          Policies: [{ PolicyName: 'a', PolicyDocument: { 'Fn::If': ['IsTest', document(pass), document(create)] } }],
        }),
      },
    ],
    [
      'what a boundary forbids',
      {
        R: role({ PermissionsBoundary: { Ref: 'B' } }),
        P: policy(create, { Roles: [{ Ref: 'R' }] }),
        B: policy({ ...pass, Action: ['s3:GetObject'] }, {}, 'AWS::IAM::ManagedPolicy'),
      },
    ],
    [
      'what another policy denies',
      {
        R: role(),
        P: policy(create, { Roles: [{ Ref: 'R' }] }),
        D: policy({ ...pass, Effect: 'Deny' }, { Roles: [{ Ref: 'R' }] }),
      },
    ],
    [
      'the policies of an administrator',
      {
        R: role({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
        P: policy(create, { Roles: [{ Ref: 'R' }] }),
      },
    ],
  ])('is not opened by %s', async (_, resources) => {
    expect(await escalations(resources)).toEqual([]);
  });

  it('is there with a boundary that stands elsewhere, as nobody knows what it forbids', async () => {
    const PermissionsBoundary = { 'Fn::ImportValue': 'Boundary' };
    expect(await escalations({ R: role({ PermissionsBoundary }), P: policy(create, { Roles: [{ Ref: 'R' }] }) })).toEqual(passed); // prettier-ignore
  });

  it('is not there where nobody knows what NotAction leaves out', async () => {
    const rest = { Effect: 'Allow', NotAction: ['s3:*', { Ref: 'More' }], Resource: '*' };
    expect(await escalations({ R: role({ Policies: [] }), P: policy(rest, { Roles: [{ Ref: 'R' }] }) })).toEqual([]);
  });

  it('is said once of a policy that two roles have', async () => {
    const both = policy(
      { ...create, Action: ['iam:PassRole', ...create.Action] },
      { Roles: [{ Ref: 'R' }, { Ref: 'Q' }] },
    );
    expect(await escalations({ R: role({ Policies: [] }), Q: role({ Policies: [] }), P: both })).toEqual([
      '/Resources/P/Properties/PolicyDocument/Statement/0/Action/0 passed-role',
    ]);
  });

  it('is found in users, groups and functions', async () => {
    const inline = [{ PolicyName: 'a', PolicyDocument: document(pass) }];
    expect(
      await escalations({
        U: { Type: 'AWS::IAM::User', Properties: { Policies: inline } },
        G: { Type: 'AWS::IAM::Group', Properties: { Policies: inline } },
        P: policy(create, { Users: [{ Ref: 'U' }], Groups: [{ Ref: 'G' }] }),
        F: { Type: 'AWS::Serverless::Function', Properties: { Policies: [document(pass), document(create)] } },
      }),
    ).toEqual([
      '/Resources/U/Properties/Policies/0/PolicyDocument/Statement/0/Action passed-role',
      '/Resources/G/Properties/Policies/0/PolicyDocument/Statement/0/Action passed-role',
      '/Resources/F/Properties/Policies/0/Statement/0/Action passed-role',
    ]);
  });

  it('takes the boundary of all functions', async () => {
    const text = JSON.stringify({
      Transform: 'AWS::Serverless-2016-10-31',
      Globals: { Function: { PermissionsBoundary: { Ref: 'B' } } },
      Resources: {
        F: { Type: 'AWS::Serverless::Function', Properties: { Policies: [document(pass), document(create)] } },
        B: policy({ ...pass, Action: ['s3:GetObject'] }, {}, 'AWS::IAM::ManagedPolicy'),
      },
    });
    const { findings } = await lintText(text, 'a.json');
    expect(findings.filter(({ ruleId }) => ruleId === 'privilege-escalation')).toEqual([]);
  });
});

describe('a managed policy that is only a boundary', () => {
  it('is judged as one', async () => {
    const boundary = policy({ Effect: 'Allow', Action: '*', Resource: '*' }, {}, 'AWS::IAM::ManagedPolicy');
    const resources = { R: role({ PermissionsBoundary: { Ref: 'B' }, Policies: [] }), B: boundary };
    const { file } = await lintText(JSON.stringify({ Resources: resources }), 'a.json');
    expect(file.policies.map(({ type }) => type)).toEqual(['trust', 'boundary']);
  });
});

describe('rules on roles', () => {
  const proton = { AssumeRolePolicyDocument: trust('proton.amazonaws.com') };
  const ids = ['proton-service-role-overly-broad', 'role-administrator-access', 'proton-service-ended'];

  it('judge those of a template, at their names', async () => {
    const admin = [{ PolicyName: 'a', PolicyDocument: document({ Effect: 'Allow', Action: '*', Resource: '*' }) }];
    expect(await find({ R: role({ ...proton, Policies: admin }) }, ...ids)).toEqual([
      '/Resources/R role',
      '/Resources/R administrator',
    ]);
  });

  it('judge policies together', async () => {
    const user = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'sts:AssumeRole' };
    const AssumeRolePolicyDocument = document(user);
    const first = [{ PolicyName: 'a', PolicyDocument: document({ Effect: 'Allow', Action: 'iam:*', Resource: '*' }) }];
    const rest = { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' };
    const R = role({ AssumeRolePolicyDocument, Policies: first });
    expect(await find({ R, P: policy(rest, { Roles: [{ Ref: 'R' }] }) }, ...ids)).toEqual(['/Resources/R together']);
    expect(await find({ R, P: policy(rest, { Roles: ['other'] }) }, ...ids)).toEqual([]);
  });

  it('only suggest what tools leave out of the templates they write', async () => {
    const R = role({ AssumeRolePolicyDocument: trust('events.amazonaws.com'), Policies: [] });
    const { findings } = await lintText(JSON.stringify({ Resources: { R } }), 'a.json');
    expect(findings).toMatchObject([{ ruleId: 'service-role-without-confused-deputy-guard', severity: 'suggestion' }]);
  });

  it('say nothing where a part that is not known decides', async () => {
    const some = document({ Effect: 'Allow', Action: { Ref: 'Actions' }, Resource: '*' });
    expect(
      await find({ R: role({ ...proton, Policies: [{ PolicyName: 'a', PolicyDocument: some }] }) }, ...ids),
    ).toEqual(['/Resources/R role']);
    const unknown = { AssumeRolePolicyDocument: trust({ Ref: 'Service' } as unknown as string) };
    expect(await find({ R: role(unknown) }, ...ids)).toEqual([]);
  });
});
