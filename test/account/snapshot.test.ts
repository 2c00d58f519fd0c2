import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { locate } from '../../src/policy/place.ts';
import {
  account,
  accountOf,
  allow,
  arnOf,
  bundle,
  group,
  managedPolicy,
  role,
  trust,
  user,
} from '../support/account.ts';

const details = (account: Record<string, unknown>) =>
  account['authorizationDetails'] as Record<string, Record<string, unknown>[]>;

describe('what is no snapshot', () => {
  test.each([
    ['nothing', {}],
    ['no object', [] as unknown as Record<string, unknown>],
    ['null details', { authorizationDetails: null }],
    ['a list for details', { authorizationDetails: [] }],
    ['details without lists', { authorizationDetails: { Marker: 'x' } }],
    ['only lists of a wrong type', { authorizationDetails: { UserDetailList: {}, RoleDetailList: 'x' } }],
    ['a policy', allow('s3:*')],
  ])('%s', (_, parts) => {
    expect(() => accountOf(parts, { file: 'saved.json' })).toThrow(InputError);
    expect(() => accountOf(parts, { file: 'saved.json' })).toThrow(/saved\.json/);
  });
});

describe('identity', () => {
  test('from the bundle', () => {
    const made = account({ roles: [role('deploy')] });
    expect(made).toMatchObject({
      id: '111122223333',
      partition: 'aws',
      collectedAt: new Date('2026-11-01T00:00:00Z'),
      problems: [],
    });
    expect(made.ref).toEqual({ type: 'AWS::Account', name: '111122223333' });
    expect(made.root.ref).toEqual({ type: 'AWS::IAM::Root', name: 'root', arn: 'arn:aws:iam::111122223333:root' });
  });

  test('from the ARNs of a bare get-account-authorization-details output', () => {
    const bare = {
      RoleDetailList: [
        {
          RoleName: 'r',
          Arn: 'arn:aws-cn:iam::444455556666:role/r',
          AssumeRolePolicyDocument: trust('ec2.amazonaws.com.cn'),
        },
      ],
    };
    const made = accountOf(bare, { file: 'details.json' });
    expect(made).toMatchObject({ id: '444455556666', partition: 'aws-cn', collectedAt: undefined, pointer: '' });
    expect(made.roles[0]).toMatchObject({ file: 'details.json', pointer: '/RoleDetailList/0', path: '/' });
    expect(made.roles[0]!.trust!.source.pointer).toBe('/RoleDetailList/0/AssumeRolePolicyDocument');
    expect([...made.facts]).toEqual([]);
    expect(made.problems).toContain('authorizationDetails has no UserDetailList: nothing of it is judged');
  });

  test('AWS managed policies tell no account, and a wrong id or date is said', () => {
    const made = accountOf({
      ...bundle({ policies: [managedPolicy('arn:aws:iam::aws:policy/X', allow('s3:*'))] }),
      accountId: 12,
      collectedAt: 'yesterday',
      bundleVersion: 2,
    });
    expect(made.id).toBeUndefined();
    expect(made.collectedAt).toBeUndefined();
    expect(made.problems).toEqual([
      'collectedAt left out: it is no ISO time',
      'bundleVersion is not 1: parts that came later are not read',
      'accountId left out: it is no text of 12 digits',
    ]);
  });

  test('an id that is not that of the ARNs is said', () => {
    const made = accountOf({ ...bundle({ users: [user('ana')] }), accountId: '444455556666' });
    expect(made.problems).toEqual(['accountId is 444455556666, but the ARNs are of 111122223333']);
  });
});

describe('links', () => {
  const made = account({
    users: [
      user('ana', {
        groups: ['dev'],
        attached: ['Deploy'],
        inline: { own: allow('s3:*') },
        boundary: 'Limit',
        tags: { team: 'a' },
      }),
      user('bo', { groups: ['dev', 'dev'] }),
    ],
    groups: [
      group('dev', { attached: ['ReadOnlyAccess', 'arn:aws:iam::aws:policy/NotInTheSnapshot'] }),
      group('empty'),
    ],
    roles: [role('deploy', { attached: ['Deploy'], path: '/ci/' })],
    policies: [
      managedPolicy('Deploy', allow('sqs:*'), { versions: [allow('*')] }),
      managedPolicy('Limit', allow('*')),
      managedPolicy('Loose', allow('*')),
    ],
  });
  const policyOf = (name: string) => made.policies.find((policy) => policy.name === name)!;

  test('members of groups', () => {
    expect(made.groups.map(({ name, members }) => [name, members])).toEqual([['dev', ['ana', 'bo']], ['empty', []]]); // prettier-ignore
  });

  test('attached policies lead to the policy, and it to its holders', () => {
    expect(made.users[0]!.attachedPolicies[0]!.policy).toBe(policyOf('Deploy'));
    expect(policyOf('Deploy').attachedTo).toEqual([
      { type: 'AWS::IAM::User', name: 'ana', arn: arnOf('user', 'ana') },
      { type: 'AWS::IAM::Role', name: 'deploy', arn: arnOf('role', 'deploy', '/ci/') },
    ]);
    expect(policyOf('Deploy').attachmentCount).toBe(2);
    expect(policyOf('Loose').attachedTo).toEqual([]);
  });

  test('a policy that the snapshot lacks is unknown', () => {
    expect(made.groups[0]!.attachedPolicies[1]).toEqual({
      name: 'NotInTheSnapshot',
      arn: 'arn:aws:iam::aws:policy/NotInTheSnapshot',
    });
  });

  test('the kinds of policies', () => {
    expect(policyOf('ReadOnlyAccess').kind).toBe('aws-managed');
    expect(policyOf('Deploy').kind).toBe('customer-managed');
    expect(policyOf('Deploy').ref).toEqual({
      type: 'AWS::IAM::ManagedPolicy',
      name: 'Deploy',
      arn: arnOf('policy', 'Deploy'),
    });
    expect(made.users[0]!.inlinePolicies[0]).toMatchObject({ kind: 'inline', name: 'own', owner: { name: 'ana' } });
  });

  test('a policy that is only a boundary has that type', () => {
    expect(made.users[0]!.boundary!.policy).toBe(policyOf('Limit'));
    expect(policyOf('Limit').document!.type).toBe('boundary');
    expect(policyOf('Deploy').document!.type).toBe('identity');
    expect(policyOf('Loose').document!.type).toBe('identity');
  });

  test('the default version is the document', () => {
    expect(policyOf('Deploy').versions!.map(({ id, isDefault }) => [id, isDefault])).toEqual([['v2', true], ['v1', false]]); // prettier-ignore
    expect(policyOf('Deploy').document!.statements[0]!.action!.values[0]!.text).toBe('sqs:*');
    expect(policyOf('Deploy').document).toBe(policyOf('Deploy').versions![0]!.document);
  });

  test('findings in an inline policy name its owner', () => {
    const { source, statements } = made.users[0]!.inlinePolicies[0]!.document!;
    expect(source.resource).toEqual(made.users[0]!.ref);
    expect(locate(statements[0]!.action!.values[0]!.place)).toEqual({
      pointer: '/authorizationDetails/UserDetailList/0/UserPolicyList/0/PolicyDocument/Statement/0/Action',
    });
  });
});

describe('pointers', () => {
  const parts = bundle({
    users: [user('ana', { inline: { a: allow('s3:*') } })],
    roles: [role('r')],
    policies: [managedPolicy('P', allow('s3:*'))],
  });
  const made = accountOf(parts, { file: 'snapshot.json' });

  function resolve(pointer: string): unknown {
    const steps = pointer.split('/').slice(1);
    return steps.reduce<unknown>(
      (value, step) => (value as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')],
      parts,
    );
  }

  test('of entities and documents lead to them in the file', () => {
    const { users, roles, policies } = made;
    for (const entity of [users[0]!, roles[0]!, policies[0]!])
      expect(resolve(entity.pointer!)).toMatchObject({ Arn: entity.arn });
    for (const document of [users[0]!.inlinePolicies[0]!.document!, roles[0]!.trust!, policies[0]!.document!]) {
      expect(resolve(document.source.pointer)).toBe(document.raw);
      expect(document.source).toMatchObject({ file: 'snapshot.json' });
    }
  });

  test('of parts in files of their own start there', () => {
    const own = accountOf(parts, {
      file: 'dir',
      origins: { authorizationDetails: { file: 'dir/details.json', pointer: '' } },
    });
    expect(own.roles[0]).toMatchObject({ file: 'dir/details.json', pointer: '/RoleDetailList/0' });
    expect(own.file).toBe('dir');
    expect(own.pointer).toBeUndefined();
  });
});

describe('documents', () => {
  const made = (document: unknown) => account({ roles: [role('r', { inline: { p: document } })] });
  const text = JSON.stringify(allow('s3:*', 'arn:aws:s3:::a%20b/*'));

  test.each([
    ['an object', allow('s3:*', 'arn:aws:s3:::a%20b/*')],
    ['URL-encoded', encodeURIComponent(text)],
    ['JSON text with a percent sign', text],
  ])('%s', (_, document) => {
    const { problems, roles } = made(document);
    expect(problems).toEqual([]);
    expect(roles[0]!.inlinePolicies[0]!.document!.raw).toEqual(allow('s3:*', 'arn:aws:s3:::a%20b/*'));
  });

  test.each([
    ['broken encoding', '%7B%zz', 'neither JSON'],
    ['no JSON', '{"Statement"', 'neither JSON'],
    ['a list', [], 'no JSON object'],
    ['a number', 7, 'no JSON object'],
    ['null', null, 'missing'],
  ])('%s is said, and the policy stays without a document', (_, document, reason) => {
    const { problems, roles } = made(document);
    expect(roles[0]!.inlinePolicies[0]).toMatchObject({ name: 'p' });
    expect(roles[0]!.inlinePolicies[0]!.document).toBeUndefined();
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^role r: inline policy p left out: .*${reason}`))]);
  });

  test('a trust policy that cannot be read, and a policy without a default version', () => {
    const broken = account({
      roles: [role('r', { trust: '{' })],
      policies: [managedPolicy('P', allow('s3:*'), { raw: { PolicyVersionList: [] } })],
    });
    expect(broken.roles[0]!.trust).toBeUndefined();
    expect(broken.policies[0]!.document).toBeUndefined();
    expect(broken.problems).toEqual([
      'policy P: not judged: its default version is missing',
      'role r: trust policy left out: the document is neither JSON nor URL-encoded JSON',
    ]);
  });
});

describe('roles', () => {
  test('last use: a date, never, not known, unreadable', () => {
    const made = account({
      roles: [
        role('a', { lastUsed: '2026-01-02' }),
        role('b', { lastUsed: null }),
        role('c', { lastUsed: 'unknown' }),
        role('d', { raw: { RoleLastUsed: { LastUsedDate: 'soon' } } }),
      ],
    });
    expect(made.roles.map(({ lastUsed, lastUsedKnown }) => [lastUsed?.toISOString(), lastUsedKnown])).toEqual([
      ['2026-01-02T00:00:00.000Z', true],
      [undefined, true],
      [undefined, false],
      [undefined, false],
    ]);
    expect(made.problems).toEqual(['role d: RoleLastUsed left out: it cannot be read']);
  });

  test('service-linked and reserved ones by path, also when only the ARN has it', () => {
    const { roles } = account({
      roles: [
        role('a', { path: '/aws-service-role/x.amazonaws.com/' }),
        role('b', { path: '/aws-reserved/sso.amazonaws.com/', raw: { Path: undefined } }),
        role('c', { path: '/x/aws-service-role/' }),
      ],
    });
    expect(roles.map(({ isServiceLinked, isReserved }) => [isServiceLinked, isReserved])).toEqual([[true, false], [false, true], [false, false]]); // prettier-ignore
  });
});

describe('hostile entries', () => {
  test('are left out with a reason, the others stay', () => {
    const parts = bundle({ users: [user('ana')], roles: [role('r')], groups: [group('g')] });
    const lists = details(parts);
    lists['UserDetailList']!.unshift(null as never, { UserName: 'x' }, 'text' as never);
    lists['RoleDetailList']!.push({ Arn: 'a' }, { ...lists['RoleDetailList']![0]! });
    (lists as Record<string, unknown>)['GroupDetailList'] = 'none';
    const made = accountOf(parts);
    expect(made.users.map(({ name, pointer }) => [name, pointer])).toEqual([
      ['ana', '/authorizationDetails/UserDetailList/3'],
    ]);
    expect(made.roles).toHaveLength(1);
    expect(made.problems).toEqual([
      'UserDetailList/0 left out: it is no object',
      'UserDetailList/1 left out: it has no Arn',
      'UserDetailList/2 left out: it is no object',
      'authorizationDetails: GroupDetailList left out: it is no list',
      'RoleDetailList/1 left out: it has no RoleName',
      `RoleDetailList/2 left out: ${arnOf('role', 'r')} stands there twice`,
    ]);
  });

  test('members of a wrong type inside an entry', () => {
    const raw = {
      GroupList: 'dev',
      UserPolicyList: [null, { PolicyName: 'p' }],
      AttachedManagedPolicies: [{}],
      Tags: [{ Key: 'k' }],
      PermissionsBoundary: { x: 1 },
    };
    const made = account({ users: [user('ana', { raw })] });
    expect(made.users[0]).toMatchObject({ groups: [], attachedPolicies: [], tags: {} });
    expect(made.problems).toHaveLength(6);
  });

  test('a cut off list is said', () => {
    const parts = bundle({ users: [user('ana')] });
    details(parts)['IsTruncated'] = true as never;
    expect(accountOf(parts).problems).toEqual([
      'authorizationDetails is cut off (IsTruncated or NextToken): what follows is not judged',
    ]);
  });

  test('names of object members are names like any other', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const json = JSON.stringify(
      bundle({
        users: names.map((name) => user(name, { groups: names, row: { mfa_active: 'true' }, mfa: ['s'] })),
        groups: names.map((name) => group(name)),
        roles: names.map((name) => role(name, { raw: { Tags: names.map((Key) => ({ Key, Value: 'v' })) } })),
      }),
    );
    const made = accountOf(JSON.parse(json) as Record<string, unknown>);
    expect(made.problems).toEqual([]);
    expect(made.groups.map(({ members }) => members.length)).toEqual([4, 4, 4, 4]);
    expect(
      made.users.every(({ credentials, mfaDevices }) => credentials?.mfaActive === true && mfaDevices?.length === 1),
    ).toBe(true);
    expect(Object.keys(made.roles[0]!.tags)).toEqual(names);
    expect(account({ users: [user('ana', { row: {} })] }).users[0]!.tags['constructor']).toBeUndefined();
    expect(({} as Record<string, unknown>)['v']).toBeUndefined();
  });

  test('line breaks in names do not reach the problems', () => {
    const made = account({ roles: [role('a\n::error::b', { trust: 7 })] });
    expect(made.problems).toEqual(['role a ::error::b: trust policy left out: the document is no JSON object']);
  });
});

test('ten thousand roles take linear time', () => {
  const roles = (count: number) =>
    bundle({
      roles: Array.from({ length: count }, (_, index) =>
        role(`r${index}`, { attached: ['ReadOnlyAccess'], inline: { p: allow(['s3:GetObject', 's3:PutObject']) } }),
      ),
    });
  const time = (parts: Record<string, unknown>) => {
    const start = performance.now();
    expect(accountOf(parts).roles.length).toBeGreaterThan(0);
    return performance.now() - start;
  };
  const [small, large] = [roles(1000), roles(10_000)];
  time(small);
  expect(time(large)).toBeLessThan(40 * Math.max(time(small), 10));
});
