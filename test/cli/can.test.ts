import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allow, arnOf, bundle, role, trust, user, withDetails } from '../support/account.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

const object = 'arn:aws:s3:::reports/x';
let here: Workspace;
beforeEach(() => {
  here = openWorkspace();
  here.write({
    'account.json': bundle({
      users: [user('ana', { inline: { read: allow('s3:GetObject', 'arn:aws:s3:::reports/*') } }), user('twin')],
      roles: [role('twin', { trust: trust('lambda.amazonaws.com'), inline: { all: allow('s3:*') } })],
    }),
  });
});
afterEach(() => {
  here.remove();
});
const run = (...argv: string[]) => here.run([...argv, '--snapshot', 'account.json']);

describe('can', () => {
  it('answers with the statement that decided, and with its status', async () => {
    const { code, stdout } = await run('can', 'ana', 's3:getobject', object);
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      `yes: ${arnOf('user', 'ana')} may s3:GetObject on ${object}`,
      '  policy read, statement 1 allows it',
    ]);
    const no = await run('can', arnOf('user', 'ana'), 's3:PutObject', object);
    expect([no.code, no.stdout.split('\n')[1]]).toEqual([1, '  no policy allows it']);
  });

  it('answers in JSON with pointers into the snapshot', async () => {
    const { stdout } = await run('can', 'ana', 's3:GetObject', object, '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      action: 's3:GetObject',
      answer: 'yes',
      principal: { type: 'AWS::IAM::User', name: 'ana' },
      deciding: [
        {
          part: 'identity',
          effect: 'Allow',
          policy: 'read',
          statement: 0,
          pointer: '/authorizationDetails/UserDetailList/0/UserPolicyList/0/PolicyDocument/Statement/0',
        },
      ],
    });
  });

  it.each([
    [['can', 'twin', 's3:GetObject'], `"twin" may be ${arnOf('user', 'twin')} or ${arnOf('role', 'twin')}`],
    [['can', 'anna', 's3:GetObject'], 'no user or role "anna". Did you mean ana?'],
    [['can', 'ana', 's3:GetObjct'], 'no action "s3:GetObjct". Did you mean s3:GetObject?'],
    [['can', 'ana', 's3:Get*'], 'one action, without wildcards'],
    [['can', 'ana', 's3:GetObject', 'reports'], '"reports" is none of them'],
    [['can', 'ana', 's3:GetObject', object, '--context', 'x'], '--context takes KEY=VALUE'],
    [['can', 'ana'], 'can takes a principal, an action and a resource'],
  ])('refuses %j', async (argv, said) => {
    const { code, stderr } = await run(...argv);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  it('takes a kind and a name where a user and a role share one', async () => {
    expect((await run('can', 'role/twin', 's3:GetObject', object)).code).toBe(0);
    expect((await run('can', 'user/twin', 's3:GetObject', object)).code).toBe(1);
  });

  it('needs a snapshot', async () => {
    expect((await here.run(['can', 'ana', 's3:GetObject'])).stderr).toContain('--snapshot');
  });
});

describe('who-can', () => {
  it('lists who may, and ends with 1 when nobody may', async () => {
    const some = await run('who-can', 's3:GetObject', object);
    expect([some.code, some.stdout.match(/^yes: \S+/gm)]).toEqual([
      0,
      [`yes: ${arnOf('user', 'ana')}`, `yes: ${arnOf('role', 'twin')}`],
    ]);
    const none = await run('who-can', 'iam:CreateUser');
    expect([none.code, none.stdout.split('\n')[0]]).toEqual([1, 'nobody may iam:CreateUser on *']);
  });

  it('answers as a table and in JSON', async () => {
    const { stdout: drawn } = await run('who-can', 's3:GetObject', '*', '--format', 'table');
    expect(drawn).toMatch(/user\/ana\s*║? ?│? ?yes/);
    expect(drawn).toContain('Allow read, statement 1');
    const { stdout } = await run('who-can', 's3:GetObject', '*', '--format', 'json');
    const { principals } = JSON.parse(stdout) as { principals: { extent: string }[] };
    expect(principals.map(({ extent }) => extent)).toEqual(['part', 'all']);
  });
});

describe('a snapshot that lacks something', () => {
  const users = [user('ana', { inline: { read: allow('s3:GetObject') } }), user('bo')];
  const save = (change: Record<string, unknown>, rest: Record<string, unknown> = {}) => {
    here.write({ 'account.json': withDetails(bundle({ users, rest }), change) });
  };

  it.each([
    ['UserDetailList', { UserDetailList: undefined }, 'authorizationDetails has no UserDetailList'],
    ['RoleDetailList', { RoleDetailList: null }, 'authorizationDetails has no RoleDetailList'],
    ['its end', { IsTruncated: true }, 'authorizationDetails is cut off'],
  ])('%s: that nobody else may is not known', async (_, change, reason) => {
    save(change);
    const { code, stdout, stderr } = await run('who-can', 'iam:CreateUser');
    expect([code, stdout.split('\n')[0]]).toEqual([
      0,
      `depends: nobody in the snapshot may iam:CreateUser on *, others may: ${reason}.`,
    ]);
    expect(stderr).toContain(`iam-audit: ${reason}`);
    const { stdout: json } = await run('who-can', 'iam:CreateUser', '--format', 'json');
    expect(JSON.parse(json)).toMatchObject({ principals: [], unseen: [reason] });
    expect((await run('who-can', 'iam:CreateUser', '--format', 'table')).stdout).toContain(reason);
    expect((await run('can', 'cy', 's3:GetObject')).stderr).toContain(`may have one all the same: ${reason}`);
  });

  it('only groups or policies: everybody is known', async () => {
    save({ GroupDetailList: undefined, Policies: undefined });
    const { code, stdout } = await run('who-can', 'iam:CreateUser');
    expect([code, stdout.split('\n')[0]]).toEqual([1, 'nobody may iam:CreateUser on *']);
  });

  it('says beside those who may that there may be others', async () => {
    save({ IsTruncated: true });
    const { stdout } = await run('who-can', 's3:GetObject', object);
    expect(stdout).toContain('\nOthers may too: authorizationDetails is cut off.\n');
  });

  it('a service control policy that cannot be read', async () => {
    save({}, { organization: { scp: [['{']] } });
    const { stdout, stderr } = await run('can', 'ana', 's3:GetObject', object);
    expect(stdout).toMatch(/^depends: .*\n.*\n {2}the snapshot lacks the service control policies, which may/);
    expect(stderr).toContain('iam-audit: organization: scp left out');
  });

  it('the organization: what stands above the account is not counted, and that is said', async () => {
    save({});
    expect((await run('can', 'ana', 's3:GetObject')).stdout).toContain(', service control policies not in this one;');
    save({}, { organization: { scp: [] } });
    expect((await run('can', 'ana', 's3:GetObject')).stdout).not.toContain('service control');
  });

  it('names the limit that cuts what a policy allows', async () => {
    here.write({
      'account.json': bundle({ users: [user('ana', { inline: { all: allow('*') }, boundary: 'ReadOnlyAccess' })] }),
    });
    const { code, stdout } = await run('can', 'ana', 's3:PutObject', object);
    expect([code, stdout]).toEqual([1, expect.stringContaining('\n  not allowed by the boundary ReadOnlyAccess\n')]);
  });

  it('names the trust policy that does not allow it', async () => {
    const assumed = arnOf('role', 'twin');
    const of = async (action: string, resource: string) => (await run('can', 'ana', action, resource)).stdout;
    expect(await of('sts:AssumeRoleWithSAML', assumed)).toContain('\n  not allowed by the trust policy of role twin\n');
    here.write({
      'account.json': bundle({
        users: [user('ana')],
        roles: [role('twin', { trust: trust({ AWS: '111122223333' }) })],
      }),
    });
    expect(await of('sts:AssumeRole', assumed)).toMatch(
      /trust policy of twin, statement 1 allows it\n {2}no policy allows it\n/,
    );
    expect(await of('sts:AssumeRoleWithSAML', '*')).toMatch(/^depends: .*\nResource policies/);
  });
});
