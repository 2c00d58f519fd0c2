import { describe, expect, test } from 'vitest';
import { openCatalog } from '../../../src/catalog/iam-data.ts';
import { answerPaths } from '../../../src/escalation/graph/answers.ts';
import {
  account,
  accountId,
  allow,
  arnOf,
  deny,
  group,
  managedPolicy,
  role,
  statements,
  trust,
  user,
  type BundleSpec,
  type PolicyEntry,
  type RoleSpec,
  type UserSpec,
} from '../../support/account.ts';
import { findWaysIn, tellWays } from './find-ways.ts';

const catalog = openCatalog();
const everything = { everything: allow('*', '*') };
const root = { AWS: `arn:aws:iam::${accountId}:root` };
const target = arnOf('role', 'target');
const assumeTarget = { go: allow('sts:AssumeRole', target) };

function assuming(trusted: unknown, me: UserSpec = { inline: assumeTarget }, more: RoleSpec = {}): BundleSpec {
  return { users: [user('me', me)], roles: [role('target', { trust: trusted, inline: everything, ...more })] };
}

describe('assuming a role', () => {
  const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
  const only = (arn: string) => ({ Condition: { ArnEquals: { 'aws:PrincipalArn': arn } } });

  test.each<[string, BundleSpec, readonly string[]]>([
    ['both sides allow it', assuming(trust(root)), ['me: sts-001 confirmed']],
    ['trust in the account, no permission', assuming(trust(root), {}), []],
    [
      'the role names the user: its own policies do not matter',
      assuming(trust({ AWS: arnOf('user', 'me') }), {}),
      ['me: sts-001 confirmed'],
    ],
    ['the role names another user', assuming(trust({ AWS: arnOf('user', 'you') })), []],
    ['the role trusts everybody', assuming(trust('*'), {}), ['me: sts-001 confirmed']],
    ['a Deny of just that role', assuming(trust('*'), { inline: { no: deny('sts:AssumeRole', target) } }), []],
    [
      'a Deny of another role',
      assuming(trust('*'), { inline: { no: deny('sts:AssumeRole', `${target}x`) } }),
      ['me: sts-001 confirmed'],
    ],
    [
      'the permission is for another role',
      assuming(trust(root), { inline: { go: allow('sts:AssumeRole', `${target}s`) } }),
      [],
    ],
    ['MFA asked by the role', assuming(trust(root, mfa)), ['me: sts-001 possible']],
    [
      'MFA asked by the user’s policy',
      assuming(trust(root), { inline: { go: allow('sts:AssumeRole', '*', mfa) } }),
      ['me: sts-001 possible'],
    ],
    ['only this user, by a condition', assuming(trust(root, only(arnOf('user', 'me')))), ['me: sts-001 confirmed']],
    ['only another user, by a condition', assuming(trust(root, only(arnOf('user', 'you')))), []],
    [
      'a tag of the user',
      assuming(trust(root, { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'ops' } } }), {
        inline: assumeTarget,
        tags: { team: 'ops' },
      }),
      ['me: sts-001 confirmed'],
    ],
    [
      'another tag',
      assuming(trust(root, { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'ops' } } }), {
        inline: assumeTarget,
        tags: { team: 'dev' },
      }),
      [],
    ],
    [
      'a tag of the role',
      assuming(
        trust(root),
        {
          inline: {
            go: allow('sts:AssumeRole', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'ops' } } }),
          },
        },
        { tags: { team: 'ops' } },
      ),
      ['me: sts-001 confirmed'],
    ],
    [
      'the role has another tag',
      assuming(
        trust(root),
        {
          inline: {
            go: allow('sts:AssumeRole', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'ops' } } }),
          },
        },
        { tags: { team: 'dev' } },
      ),
      [],
    ],
    [
      'a Deny in the trust policy',
      assuming(
        statements(
          { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
          { Effect: 'Deny', Principal: { AWS: arnOf('user', 'me') }, Action: 'sts:AssumeRole' },
        ),
      ),
      [],
    ],
    [
      'the role is no administrator',
      assuming(trust(root), { inline: assumeTarget }, { inline: { some: allow('s3:*', '*') } }),
      [],
    ],
    ['another account is trusted', assuming(trust({ AWS: 'arn:aws:iam::444455556666:root' })), []],
  ])('%s', (_name, spec, expected) => {
    expect(tellWays(spec)).toEqual(expected);
  });

  test('a boundary without sts:AssumeRole stops a user of a delegating role, not of one that names it', () => {
    const policies = [managedPolicy('Limit', allow('s3:*', '*'))];
    const me = { inline: assumeTarget, boundary: 'Limit' };
    expect(tellWays({ ...assuming(trust(root), me), policies })).toEqual([]);
    expect(tellWays({ ...assuming(trust({ AWS: arnOf('user', 'me') }), me), policies })).toEqual([
      'me: sts-001 confirmed',
    ]);
  });

  test('a boundary stops a role even where it is named', () => {
    const me = role('me', { boundary: 'Limit' });
    const there = role('target', { trust: trust({ AWS: arnOf('role', 'me') }), inline: everything });
    const spec = (limit: string) => ({ roles: [me, there], policies: [managedPolicy('Limit', allow(limit, '*'))] });
    expect(tellWays(spec('s3:*'))).toEqual([]);
    expect(tellWays(spec('sts:*'))).toEqual(['me: sts-001 confirmed']);
  });
});

describe('an administrator who may be none', () => {
  const elsewhere = 'arn:aws:iam::111122223333:policy/Elsewhere';
  const reason = 'The permissions boundary Elsewhere of target is not in the snapshot.';
  const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
  const limit = managedPolicy('Limit', allow('*', '*'));

  test.each<[string, RoleSpec, string, readonly string[]]>([
    ['within a boundary that nobody can read', { boundary: elsewhere }, 'possible', [reason]],
    [
      'under a condition',
      { inline: { p: allow('*', '*', mfa) } },
      'possible',
      ['target is an administrator only under a condition.'],
    ],
    ['within a boundary that takes nothing away', { boundary: 'Limit' }, 'confirmed', []],
  ])('%s', (_name, more, status, reasons) => {
    const spec = { ...assuming(trust(root), { inline: assumeTarget }, more), policies: [limit] };
    const [found] = findWaysIn(spec);
    expect([found?.status, found?.reasons]).toEqual([status, reasons]);
    const answers = answerPaths(account(spec), catalog, {});
    expect(answers.paths.map(({ certainty, reasons: why }) => [certainty, why])).toEqual([[status, reasons]]);
    const known = status === 'confirmed' ? ['target'] : [];
    expect(answers.administrators.map(({ name }) => name)).toEqual(known);
    expect(answers.possibleAdministrators.map(({ name }) => name)).toEqual(known.length > 0 ? [] : ['target']);
    // That the role can be assumed is certain all the same.
    const [named] = answerPaths(account(spec), catalog, { to: target }).paths;
    expect([named?.certainty, named?.toAdministrator]).toEqual(['confirmed', status === 'confirmed']);
  });

  test('is not told where a certain one is as near', () => {
    const roles = [
      role('boxed', { trust: trust(root), inline: everything, boundary: elsewhere }),
      role('target', { trust: trust(root), inline: everything }),
    ];
    const [found, ...others] = findWaysIn({
      users: [user('me', { inline: { go: allow('sts:AssumeRole', '*') } })],
      roles,
    });
    expect([found?.status, found?.hops, others]).toEqual(['confirmed', ['target'], []]);
  });

  test('at the end of several steps', () => {
    const spec: BundleSpec = {
      users: [user('me', { inline: { go: allow('sts:AssumeRole', arnOf('role', 'one')) } })],
      roles: [
        role('one', { trust: trust(root) }),
        role('target', { trust: trust({ AWS: arnOf('role', 'one') }), inline: everything, boundary: elsewhere }),
      ],
    };
    const found = findWaysIn(spec).find(({ who }) => who === 'me');
    expect([found?.message, found?.status, found?.reasons]).toEqual(['chain', 'possible', [reason]]);
  });

  test('whom one could make one', () => {
    const spec = assuming(
      trust(root),
      { inline: { ...assumeTarget, p: allow('iam:PutRolePolicy', '*') } },
      { inline: {}, boundary: elsewhere },
    );
    const [found] = findWaysIn(spec);
    expect([found?.status, found?.reasons]).toEqual(['possible', [reason]]);
  });
});

describe('passing a role', () => {
  const lambda = { run: allow(['lambda:CreateFunction', 'lambda:InvokeFunction'], '*') };
  const pass = (resource = '*', more = {}) => ({ ...lambda, pass: allow('iam:PassRole', resource, more) });
  const to = (service: string) => ({ Condition: { StringEquals: { 'iam:PassedToService': service } } });
  const passing = (inline: UserSpec['inline'], more: RoleSpec = {}): BundleSpec => ({
    users: [user('me', { inline: inline ?? {} })],
    roles: [role('target', { trust: 'lambda.amazonaws.com', inline: everything, ...more })],
  });

  test.each<[string, BundleSpec, readonly string[]]>([
    ['any role', passing(pass()), ['me: lambda-001 confirmed']],
    ['the role by name', passing(pass(target)), ['me: lambda-001 confirmed']],
    ['another role', passing(pass(arnOf('role', 'harmless'))), []],
    ['to the service', passing(pass('*', to('lambda.amazonaws.com'))), ['me: lambda-001 confirmed']],
    ['to another service', passing(pass('*', to('ec2.amazonaws.com'))), []],
    ['the role trusts another service', passing(pass(), { trust: 'ec2.amazonaws.com' }), []],
    [
      'the role trusts the service for this account',
      passing(pass(), {
        trust: trust('lambda.amazonaws.com', { Condition: { StringEquals: { 'aws:SourceAccount': accountId } } }),
      }),
      ['me: lambda-001 confirmed'],
    ],
    [
      'the role trusts it for another account',
      passing(pass(), {
        trust: trust('lambda.amazonaws.com', { Condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } } }),
      }),
      [],
    ],
    ['a Deny of just that role', passing({ ...pass(), no: deny('iam:PassRole', target) }), []],
    [
      'creating is allowed on other functions than invoking',
      passing({
        pass: allow('iam:PassRole', '*'),
        a: allow('lambda:CreateFunction', 'arn:aws:lambda:*:*:function:a-*'),
        b: allow('lambda:InvokeFunction', 'arn:aws:lambda:*:*:function:b-*'),
      }),
      ['me: lambda-createfunction possible'],
    ],
    [
      'an administrator within a boundary',
      { ...passing(pass(), { boundary: 'Limit' }), policies: [managedPolicy('Limit', allow('s3:*', '*'))] },
      [],
    ],
    [
      'a Region that the caller can choose',
      passing({
        ...pass(),
        region: deny('*', '*', { Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
      }),
      ['me: lambda-001 confirmed'],
    ],
    [
      'a service that the organization does not allow',
      {
        ...passing(pass()),
        rest: {
          organization: {
            managementAccountId: '444455556666',
            scp: [[allow('*', '*')], [allow(['iam:*', 's3:*'], '*')]],
          },
        },
      },
      [],
    ],
  ])('%s', (_name, spec, expected) => {
    expect(tellWays(spec)).toEqual(expected);
  });

  test('a role in no instance profile is of no use, unless one can put it there', () => {
    const inline = { run: allow(['ec2:RunInstances', 'iam:PassRole'], '*') };
    const there = (profiles: readonly string[]) =>
      role('target', {
        trust: 'ec2.amazonaws.com',
        inline: everything,
        raw: { InstanceProfileList: profiles.map((InstanceProfileName) => ({ InstanceProfileName })) },
      });
    const spec = (more: object, profiles: readonly string[]) => ({
      users: [user('me', { inline: { ...inline, ...more } })],
      roles: [there(profiles)],
    });
    expect(tellWays(spec({}, ['target']))).toEqual(['me: ec2-001 confirmed']);
    expect(tellWays(spec({}, []))).toEqual([]);
    const add = { add: allow(['iam:AddRoleToInstanceProfile', 'iam:CreateInstanceProfile'], '*') };
    expect(tellWays(spec(add, []))).toEqual(['me: ec2-001 possible']);
  });

  test('a resource that runs under a role is never certain, and nothing where no role trusts its service', () => {
    const me = user('me', { inline: { code: allow('lambda:UpdateFunctionCode', '*') } });
    const there = (service: string) => role('target', { trust: service, inline: everything });
    const [found] = findWaysIn({ users: [me], roles: [there('lambda.amazonaws.com')] });
    expect([found?.path, found?.status, found?.problem.severity]).toEqual(['lambda-003', 'possible', 'warning']);
    expect(found?.reasons[0]).toContain('lambda:function');
    expect(tellWays({ users: [me], roles: [there('ec2.amazonaws.com')] })).toEqual([]);
  });
});

describe('changing oneself', () => {
  const self = '${aws:username}';

  test.each<[string, BundleSpec, readonly string[]]>([
    [
      'one’s own user',
      { users: [user('me', { inline: { a: allow('iam:PutUserPolicy', arnOf('user', 'me')) } })] },
      ['me: iam-007 confirmed'],
    ],
    [
      'one’s own user by a variable',
      { users: [user('me', { inline: { a: allow('iam:PutUserPolicy', arnOf('user', self)) } })] },
      ['me: iam-007 confirmed'],
    ],
    [
      'another user, without a way to become it',
      { users: [user('me', { inline: { a: allow('iam:PutUserPolicy', arnOf('user', 'you')) } }), user('you')] },
      [],
    ],
    [
      'within a boundary',
      {
        users: [user('me', { inline: { a: allow('iam:PutUserPolicy', '*') }, boundary: 'Limit' })],
        policies: [managedPolicy('Limit', allow('iam:PutUserPolicy', '*'))],
      },
      [],
    ],
    [
      'only a harmless policy may be attached',
      {
        users: [
          user('me', {
            inline: {
              a: allow('iam:AttachUserPolicy', '*', {
                Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' } },
              }),
            },
          }),
        ],
      },
      [],
    ],
    [
      'AdministratorAccess may be attached',
      {
        users: [
          user('me', {
            inline: {
              a: allow('iam:AttachUserPolicy', '*', {
                Condition: { ArnLike: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/*' } },
              }),
            },
          }),
        ],
      },
      ['me: iam-008 confirmed'],
    ],
    [
      'only to users with a boundary',
      {
        users: [
          user('me', {
            inline: {
              a: allow('iam:AttachUserPolicy', '*', { Condition: { StringLike: { 'iam:PermissionsBoundary': '*' } } }),
            },
          }),
        ],
      },
      [],
    ],
    [
      'a group one is in',
      {
        users: [user('me', { groups: ['g'], inline: { a: allow('iam:PutGroupPolicy', '*') } })],
        groups: [group('g'), group('h')],
      },
      ['me: iam-011 confirmed'],
    ],
    [
      'a group one is not in',
      {
        users: [user('me', { groups: ['g'], inline: { a: allow('iam:PutGroupPolicy', arnOf('group', 'h')) } })],
        groups: [group('g'), group('h')],
      },
      [],
    ],
    [
      'permissions through a group',
      {
        users: [user('me', { groups: ['g'] }), user('you')],
        groups: [group('g', { inline: { a: allow('iam:PutUserPolicy', '*') } })],
      },
      ['me: iam-007 confirmed'],
    ],
    [
      'the policy one has',
      {
        users: [user('me', { attached: ['Own'] })],
        policies: [managedPolicy('Own', allow('iam:CreatePolicyVersion', arnOf('policy', 'Own')))],
      },
      ['me: iam-001 confirmed'],
    ],
    [
      'a policy that nobody has',
      {
        users: [user('me', { inline: { a: allow('iam:CreatePolicyVersion', arnOf('policy', 'Other')) } })],
        policies: [managedPolicy('Other', allow('s3:*', '*'))],
      },
      [],
    ],
  ])('%s', (_name, spec, expected) => {
    expect(tellWays(spec)).toEqual(expected);
  });

  test('an older version counts when it allows more and is not the default', () => {
    const may = { a: allow('iam:SetDefaultPolicyVersion', '*') };
    const spec = (now: unknown, versions: readonly unknown[], resource = '*') => ({
      users: [user('me', { attached: ['Own'], inline: { a: allow('iam:SetDefaultPolicyVersion', resource) } })],
      policies: [managedPolicy('Own', now, { versions })],
    });
    const little = allow('s3:ListAllMyBuckets', '*');
    expect(tellWays(spec(little, [everything.everything]))).toEqual(['me: iam-setdefaultversion confirmed']);
    expect(tellWays(spec(little, [allow('s3:*', '*')]))).toEqual([]);
    expect(tellWays(spec(little, []))).toEqual([]);
    expect(tellWays(spec(little, [everything.everything], arnOf('policy', 'Other')))).toEqual([]);
    // The older version makes no administrator, but lets its holder become one.
    const [found] = findWaysIn(spec(little, [allow('iam:PutUserPolicy', '*')]));
    expect([found?.message, found?.paths]).toEqual(['chain', ['iam-setdefaultversion', 'iam-007']]);
    expect(may.a).toBeDefined();
  });

  test('joining a group gives what it has, together with what one has', () => {
    const join = { a: allow('iam:AddUserToGroup', '*') };
    const spec = (inGroup: unknown, more: object = {}) => ({
      users: [user('me', { inline: { ...join, ...more } })],
      groups: [group('g', { inline: { p: inGroup } })],
    });
    expect(tellWays(spec(everything.everything))).toEqual(['me: iam-013 confirmed']);
    expect(tellWays(spec(allow('s3:*', '*')))).toEqual([]);
    const run = { run: allow(['lambda:CreateFunction', 'lambda:InvokeFunction'], '*') };
    const roles = [role('target', { trust: 'lambda.amazonaws.com', inline: everything })];
    const [found] = findWaysIn({ ...spec(allow('iam:PassRole', '*'), run), roles });
    expect(found?.paths).toEqual(['iam-013', 'lambda-001']);
    expect(tellWays({ ...spec(allow('iam:GetRole', '*'), run), roles })).toEqual([]);
  });
});

describe('changing permission sets', () => {
  const reason =
    'Only where this account is a delegated administrator of IAM Identity Center, which the snapshot does not show.';
  const spec = (managementAccountId?: string): BundleSpec => ({
    users: [user('ops', { inline: assumeTarget })],
    roles: [role('target', { trust: trust(root), inline: { p: allow('sso:*', '*') } })],
    ...(managementAccountId !== undefined && { rest: { organization: { managementAccountId } } }),
  });

  test.each<[string, string | undefined, string, boolean]>([
    ['in a member account', '444455556666', 'warning', true],
    ['in the management account', accountId, 'security', false],
    ['in an account of which that is not known', undefined, 'security', false],
  ])('%s', (_name, management, severity, isGuess) => {
    const found = findWaysIn(spec(management));
    const own = found.filter(({ who }) => who === 'target');
    expect([...new Set(own.map(({ status, problem }) => `${status} ${String(problem.severity)}`))]).toEqual([
      `possible ${severity}`,
    ]);
    expect(own[0]?.reasons.includes(reason)).toBe(isGuess);
    expect(own[0]?.problem.data?.['certainty']).toContain(isGuess ? reason : 'The snapshot does not show');
    // Whoever can become the role hears of it where it is more than a guess.
    expect(found.some(({ who }) => who === 'ops')).toBe(!isGuess);
  });

  test('says nothing of other paths', () => {
    const users = [user('me', { inline: { a: allow('iam:PutUserPolicy', '*') } })];
    expect(tellWays({ users, rest: { organization: { managementAccountId: '444455556666' } } })).toEqual([
      'me: iam-007 confirmed',
    ]);
  });
});

describe('making a user', () => {
  const made = arnOf('user', 'x/*');
  const limited = { Condition: { StringEquals: { 'iam:PermissionsBoundary': arnOf('policy', 'Limit') } } };
  // A role: users could join the group themselves.
  const make = (more: readonly string[], rest: Record<string, unknown> = {}, groups = '*'): BundleSpec => ({
    roles: [
      role('me', {
        inline: {
          make: allow(['iam:CreateUser', ...more], [made, arnOf('group', groups)], rest),
        },
      }),
    ],
    groups: [group('admins', { inline: everything }), group('dev', { inline: { p: allow('s3:*', '*') } })],
  });

  test.each<[string, BundleSpec, readonly string[]]>([
    [
      'with a policy and a key',
      make(['iam:AttachUserPolicy', 'iam:CreateAccessKey']),
      ['me: iam-createuser-attach-key confirmed'],
    ],
    [
      'with any permissions and a password',
      make(['iam:PutUserPolicy', 'iam:CreateLoginProfile']),
      ['me: iam-createuser-put-login confirmed'],
    ],
    [
      'in a group, with a key',
      make(['iam:AddUserToGroup', 'iam:CreateAccessKey']),
      ['me: iam-createuser-group-key confirmed'],
    ],
    ['in a group of no administrators', make(['iam:AddUserToGroup', 'iam:CreateAccessKey'], {}, 'dev'), []],
    ['without a way to be it', make(['iam:AttachUserPolicy', 'iam:PutUserPolicy', 'iam:AddUserToGroup']), []],
    ['without more permissions', make(['iam:CreateAccessKey', 'iam:CreateLoginProfile']), []],
    ['only within a boundary', make(['iam:PutUserPolicy', 'iam:CreateAccessKey'], limited), []],
    [
      'where the organization leaves no administrators',
      {
        ...make(['iam:PutUserPolicy', 'iam:CreateAccessKey']),
        rest: { organization: { managementAccountId: '444455556666', scp: [[allow('s3:*', '*')]] } },
      },
      [],
    ],
    [
      'elsewhere than the key is for',
      {
        users: [
          user('me', {
            inline: {
              make: allow(['iam:CreateUser', 'iam:PutUserPolicy'], made),
              key: allow('iam:CreateAccessKey', arnOf('user', 'y/*')),
            },
          }),
        ],
      },
      [],
    ],
  ])('%s', (_name, spec, expected) => {
    expect(tellWays(spec)).toEqual(expected);
  });
});

describe('getting round one’s own boundary', () => {
  const some = allow('s3:*', '*');
  const limit = (
    actions: readonly string[],
    more: { resource?: string; condition?: object; deny?: readonly string[]; versions?: readonly unknown[] } = {},
  ) =>
    managedPolicy(
      'Limit',
      statements(
        { Effect: 'Allow', Action: 's3:*', Resource: '*' },
        {
          Effect: 'Allow',
          Action: actions,
          Resource: more.resource ?? '*',
          ...(more.condition && { Condition: more.condition }),
        },
        ...(more.deny ? [{ Effect: 'Deny', Action: more.deny, Resource: '*' }] : []),
      ),
      { versions: more.versions ?? [] },
    );
  const asUser = (policy: PolicyEntry, inline: object = everything): BundleSpec => ({
    users: [user('me', { inline: { ...inline }, boundary: 'Limit' })],
    policies: [policy, managedPolicy('Other', some, { versions: [everything.everything] })],
  });
  const asRole = (policy: PolicyEntry): BundleSpec => ({
    roles: [role('me', { inline: everything, boundary: 'Limit' })],
    policies: [policy],
  });
  const write = ['iam:CreatePolicyVersion'];
  const bringBack = ['iam:SetDefaultPolicyVersion'];
  const own = arnOf('policy', 'Limit');
  const put = ['iam:PutUserPermissionsBoundary'];
  const only = (arn: string) => ({ condition: { StringEquals: { 'iam:PermissionsBoundary': arn } } });

  test.each<[string, BundleSpec, readonly string[]]>([
    ['by writing it anew', asUser(limit(write, { resource: own })), ['me: iam-createversion-boundary confirmed']],
    ['of a role by writing it anew', asRole(limit(write)), ['me: iam-createversion-boundary confirmed']],
    ['not by writing another policy', asUser(limit(write, { resource: arnOf('policy', 'Other') })), []],
    ['not where that is denied', asUser(limit(write, { deny: ['iam:CreatePolicy*'] })), []],
    ['not where one has no more than it leaves', asUser(limit(write), { some }), []],
    [
      'by an older version',
      asUser(limit(bringBack, { versions: [everything.everything] })),
      ['me: iam-setversion-boundary confirmed'],
    ],
    [
      'by an older version that lacks a Deny',
      {
        ...asUser(limit([])),
        policies: [
          managedPolicy(
            'Limit',
            statements(
              { Effect: 'Allow', Action: '*', Resource: '*' },
              { Effect: 'Deny', NotAction: [...bringBack, 's3:*'], Resource: '*' },
            ),
            { versions: [everything.everything] },
          ),
        ],
      },
      ['me: iam-setversion-boundary confirmed'],
    ],
    ['not by one that allows no more', asUser(limit(bringBack, { versions: [some] })), []],
    ['not without an older one', asUser(limit(bringBack)), []],
    [
      'not by an older one of another policy',
      asUser(limit(bringBack, { resource: arnOf('policy', 'Other'), versions: [everything.everything] })),
      [],
    ],
    ['by another boundary', asUser(limit(put)), ['me: iam-putuserboundary confirmed']],
    ['not for another user', asUser(limit(put, { resource: arnOf('user', 'you') })), []],
    ['not where it must stay the same', asUser(limit(put, only(own))), []],
    [
      'where it may be AdministratorAccess',
      asUser(limit(put, only('arn:aws:iam::aws:policy/AdministratorAccess'))),
      ['me: iam-putuserboundary confirmed'],
    ],
    ['not by a permission that is for roles', asUser(limit(['iam:PutRolePermissionsBoundary'])), []],
    ['of a role by another', asRole(limit(['iam:PutRolePermissionsBoundary'])), ['me: iam-putroleboundary confirmed']],
    [
      'of a role by none',
      asRole(limit(['iam:DeleteRolePermissionsBoundary'])),
      ['me: iam-deleteroleboundary confirmed'],
    ],
    [
      'of a role, on others only',
      asRole(limit(['iam:DeleteRolePermissionsBoundary'], { resource: arnOf('role', 'x*') })),
      [],
    ],
  ])('%s', (_name, spec, expected) => {
    expect(tellWays(spec)).toEqual(expected);
  });

  test('gives what an older version allows, and no more', () => {
    const versions = [allow(['s3:*', 'sts:AssumeRole'], '*')];
    const spec = asUser(limit(bringBack, { versions }), {
      go: allow(['iam:PutUserPolicy', 'iam:SetDefaultPolicyVersion', 'sts:AssumeRole'], '*'),
    });
    const roles = [role('target', { trust: trust(root), inline: everything })];
    expect(tellWays(spec)).toEqual([]);
    const [found] = findWaysIn({ ...spec, roles });
    expect(found?.paths).toEqual(['iam-setversion-boundary', 'sts-001']);
    expect(found?.hops[0]).toBe('me (with boundary Limit v1)');
  });

  test('is told with the policy that is the boundary', () => {
    const inline = { own: allow(['iam:CreatePolicyVersion'], own), ...everything };
    const [found] = findWaysIn(asUser(limit(write), inline));
    expect(found?.problem.evidence).toMatchObject({ cut: { action: 'iam:CreatePolicyVersion' } });
  });
});

describe('chains', () => {
  const step = (from: string, to: string) => role(to, { trust: trust({ AWS: from }) });

  test('are told from each principal on the way, once', () => {
    const roles = [
      step(arnOf('user', 'me'), 'one'),
      step(arnOf('role', 'one'), 'two'),
      role('three', { trust: trust({ AWS: arnOf('role', 'two') }), inline: everything }),
    ];
    const found = findWaysIn({ users: [user('me'), user('you')], roles });
    expect(found.map(({ who, hops }) => [who, ...hops])).toEqual([
      ['me', 'one', 'two', 'three'],
      ['one', 'two', 'three'],
      ['two', 'three'],
    ]);
  });

  test('a principal with a direct way is not told of longer ones', () => {
    const inline = { a: allow('iam:PutUserPolicy', arnOf('user', 'me')) };
    const roles = [
      step(arnOf('user', 'me'), 'one'),
      role('two', { trust: trust({ AWS: arnOf('role', 'one') }), inline: everything }),
    ];
    const found = findWaysIn({ users: [user('me', { inline })], roles }).filter(({ who }) => who === 'me');
    expect(found.map(({ paths }) => paths)).toEqual([['iam-007']]);
  });

  test('a guess hides no way that was seen, and is hidden by none', () => {
    const code = { code: allow('lambda:UpdateFunctionCode', '*') };
    const roles = [
      step(arnOf('user', 'me'), 'one'),
      role('two', { trust: trust({ AWS: arnOf('role', 'one') }), inline: everything }),
      role('run', { trust: 'lambda.amazonaws.com', inline: everything }),
    ];
    const me = (inline: UserSpec['inline'] = {}) =>
      findWaysIn({ users: [user('me', { inline })], roles })
        .filter(({ who }) => who === 'me')
        .map(({ paths, problem }) => [problem.severity, ...paths]);
    expect(me(code)).toEqual([
      ['warning', 'lambda-003'],
      ['security', 'sts-001', 'sts-001'],
    ]);
    const self = { self: allow('iam:PutUserPolicy', arnOf('user', 'me')) };
    expect(me({ ...code, ...self }).map(([severity, path]) => [severity, path])).toEqual([
      ['security', 'iam-007'],
      ['warning', 'lambda-003'],
    ]);
  });

  test('roles that end nowhere are no finding, unless asked for', () => {
    const spec = { users: [user('me')], roles: [step(arnOf('user', 'me'), 'one')] };
    expect(tellWays(spec)).toEqual([]);
    expect(findWaysIn(spec, true).map(({ who, message }) => [who, message])).toEqual([['me', 'lateral']]);
  });

  test('administrators, roles of AWS and service-linked roles are not blamed', () => {
    const roles = [
      role('AWSReservedSSO_x', {
        path: '/aws-reserved/sso.amazonaws.com/',
        inline: { a: allow('iam:PutRolePolicy', '*') },
      }),
      role('target', { trust: trust('*'), inline: everything }),
      role('AWSServiceRoleForX', { path: '/aws-service-role/x.amazonaws.com/', inline: { a: allow('iam:*', '*') } }),
    ];
    const users = [user('boss', { attached: ['AdministratorAccess'] })];
    expect(tellWays({ users, roles }).filter((line) => !line.startsWith('AWS'))).toEqual([]);
  });

  test('who else can be the role, from outside, is told', () => {
    const roles = [
      role('partner', {
        trust: trust({ AWS: 'arn:aws:iam::444455556666:root' }),
        inline: { a: allow('iam:PutRolePolicy', '*') },
      }),
    ];
    const [found] = findWaysIn({ roles });
    expect(found?.problem.evidence).toMatchObject({
      entryPoints: [{ kind: 'account', name: 'arn:aws:iam::444455556666:root' }],
    });
  });

  test('the cut is the one statement that grants a step; where a role names the principal, its trust policy', () => {
    const [pass] = findWaysIn({
      users: [
        user('me', { inline: { a: allow('iam:PassRole', '*'), b: allow('lambda:*', '*'), c: allow('lambda:*', '*') } }),
      ],
      roles: [role('target', { trust: 'lambda.amazonaws.com', inline: everything })],
    });
    expect(pass?.problem.evidence).toMatchObject({ cut: { edit: 'limit-resource', action: 'iam:PassRole' } });
    const [named] = findWaysIn(assuming(trust({ AWS: arnOf('user', 'me') })));
    expect(named?.problem.evidence).toMatchObject({ cut: { edit: 'change-trust' } });
    const [delegated] = findWaysIn(assuming(trust(root)));
    expect(delegated?.problem.evidence).toMatchObject({ cut: { edit: 'remove-action', action: 'sts:AssumeRole' } });
  });
});

describe('service control policies', () => {
  const spec = (scp: readonly (readonly unknown[])[]): BundleSpec => ({
    ...assuming(trust(root)),
    rest: { organization: { managementAccountId: '444455556666', scp } },
  });
  const open = allow('*', '*');

  test.each<[string, BundleSpec, readonly string[]]>([
    ['that allow all', spec([[open], [open]]), ['me: sts-001 confirmed']],
    ['that list the services in use', spec([[open], [allow(['iam:*', 'sts:*'], '*')]]), ['me: sts-001 confirmed']],
    ['that do not list STS', spec([[open], [allow('iam:*', '*')]]), []],
    ['that forbid assuming the role', spec([[open, deny('sts:AssumeRole', target)]]), []],
    [
      'that forbid it to all but me',
      spec([
        [
          open,
          deny('sts:AssumeRole', target, { Condition: { ArnNotEquals: { 'aws:PrincipalArn': arnOf('user', 'me') } } }),
        ],
      ]),
      ['me: sts-001 confirmed'],
    ],
    ['that forbid changes of IAM, so that nobody is an administrator', spec([[open, deny('iam:*', '*')]]), []],
    [
      'of the management account itself, where they do not count',
      {
        ...spec([[deny('*', '*')]]),
        rest: { organization: { managementAccountId: accountId, scp: [[deny('*', '*')]] } },
      },
      ['me: sts-001 confirmed'],
    ],
  ])('%s', (_name, given, expected) => {
    expect(tellWays(given)).toEqual(expected);
  });
});

describe('resource control policies', () => {
  const member = { managementAccountId: '444455556666' };
  const never = (more = {}, resource = '*', action = 'sts:AssumeRole') => [
    [statements({ Effect: 'Deny', Principal: '*', Action: action, Resource: resource, ...more })],
  ];
  const under = (rcp: readonly unknown[], spec: BundleSpec = assuming(trust(root))): BundleSpec => ({
    ...spec,
    rest: { organization: { ...member, rcp } },
  });
  const lambda = (more = {}): BundleSpec => ({
    users: [
      user('me', { inline: { run: allow(['lambda:CreateFunction', 'lambda:InvokeFunction', 'iam:PassRole'], '*') } }),
    ],
    roles: [role('target', { trust: 'lambda.amazonaws.com', inline: everything, ...more })],
  });
  const own = { Condition: { ArnNotEquals: { 'aws:PrincipalArn': arnOf('user', 'me') } } };
  const office = { Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } };
  const perimeter = {
    Condition: {
      StringNotEqualsIfExists: { 'aws:PrincipalAccount': accountId },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    },
  };
  const inside = (condition: string, key: string, more = {}): object => ({
    Condition: { [condition]: { [key]: 'o-a1b2c3d4e5' }, ...more },
  });
  const ofOrganization = (id: string, spec: BundleSpec): BundleSpec => ({
    ...spec,
    rest: { organization: { ...(spec.rest?.['organization'] as object), id } },
  });
  const forServices = { Bool: { 'aws:PrincipalIsAWSService': 'true' } };
  const others = never(inside('StringNotEqualsIfExists', 'aws:PrincipalOrgID'));
  const otherSources = never(inside('StringNotEquals', 'aws:SourceOrgID', forServices));
  const services = { Condition: { Bool: { 'aws:PrincipalIsAWSService': 'true' } } };

  test.each<[string, BundleSpec, readonly string[]]>([
    ['that forbid assuming roles', under(never()), []],
    ['where the role names the user', under(never(), assuming(trust({ AWS: arnOf('user', 'me') }), {})), []],
    ['of all of STS', under(never({}, '*', 'sts:*')), []],
    ['that only carry RCPFullAWSAccess', under([[allow('*', '*')]]), ['me: sts-001 confirmed']],
    ['about another role', under(never({}, arnOf('role', 'other'))), ['me: sts-001 confirmed']],
    ['about buckets', under(never({}, '*', 's3:*')), ['me: sts-001 confirmed']],
    ['that leave out the user', under(never(own)), ['me: sts-001 confirmed']],
    ['that keep out other accounts', under(never(perimeter)), ['me: sts-001 confirmed']],
    ['that ask for a network', under(never(office)), ['me: sts-001 possible']],
    ['that keep out other organizations', under(others), ['me: sts-001 possible']],
    ['that keep out others than this', ofOrganization('o-a1b2c3d4e5', under(others)), ['me: sts-001 confirmed']],
    ['of another organization', ofOrganization('o-zzzzzzzzzz', under(others)), []],
    [
      'that keep out services for others than this',
      ofOrganization('o-a1b2c3d4e5', under(otherSources, lambda())),
      ['me: lambda-001 confirmed'],
    ],
    ['of a service that they do not cover', under(never({}, '*', 'iam:*')), ['me: sts-001 confirmed']],
    ['that forbid it to services, too', under(never(), lambda()), []],
    ['that are for services only', under(never(services)), ['me: sts-001 confirmed']],
    ['that are for services only, where one hands over a role', under(never(services), lambda()), []],
    ['that keep out other accounts, not services', under(never(perimeter), lambda()), ['me: lambda-001 confirmed']],
    [
      'under which nobody can assume a new role',
      under(never(), { users: [user('me', { inline: { a: allow(['iam:CreateRole', 'iam:PutRolePolicy'], '*') } })] }),
      [],
    ],
    [
      'under which the maker can assume a new role',
      under(never(own), {
        users: [user('me', { inline: { a: allow(['iam:CreateRole', 'iam:PutRolePolicy'], '*') } })],
      }),
      ['me: iam-createrole-put confirmed'],
    ],
    [
      'of the management account, where they do not count',
      { ...assuming(trust(root)), rest: { organization: { managementAccountId: accountId, rcp: never() } } },
      ['me: sts-001 confirmed'],
    ],
  ])('%s', (_name, given, expected) => {
    expect(tellWays(given)).toEqual(expected);
  });

  test('that depend on what the snapshot does not tell are the reason', () => {
    const [found] = findWaysIn(under(never(office)));
    expect(found?.reasons).toEqual(['A resource control policy depends on aws:SourceIp.']);
    const source = {
      Condition: { StringNotEquals: { 'aws:SourceOrgID': 'o-a' }, Bool: { 'aws:PrincipalIsAWSService': 'true' } },
    };
    const [passed] = findWaysIn(under(never(source), lambda()));
    expect([passed?.status, passed?.reasons]).toEqual([
      'possible',
      ['A resource control policy depends on aws:SourceOrgID.'],
    ]);
  });

  test('keep those outside away as well', () => {
    const partner = (rcp: readonly unknown[]) => {
      const trusted = trust({ AWS: 'arn:aws:iam::444455556666:root' });
      const roles = [role('partner', { trust: trusted, inline: { a: allow('iam:PutRolePolicy', '*') } })];
      return findWaysIn(under(rcp, { roles }))[0]?.problem.evidence;
    };
    expect(partner(never())).not.toHaveProperty('entryPoints');
    expect(partner(never({}, arnOf('role', 'other')))).toHaveProperty('entryPoints');
  });
});
