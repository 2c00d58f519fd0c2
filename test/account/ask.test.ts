import { describe, expect, it } from 'vitest';
import { askAccount } from '../../src/account/ask.ts';
import type { Account } from '../../src/account/model.ts';
import {
  account,
  allow,
  arnOf,
  deny,
  group,
  managedPolicy,
  role,
  statements,
  trust,
  user,
} from '../support/account.ts';

const object = 'arn:aws:s3:::reports/x';
const target = arnOf('role', 'target');

function ask(asked: Account, name: string, action: string, resource: string, context: Record<string, string> = {}) {
  const principal = [...asked.users, ...asked.roles].find((one) => one.name === name)!;
  const { answer, extent, deciding, lacks } = askAccount(asked, principal, { action, resource, context });
  const unknown = lacks.map(({ what, name: lacking }) => `${what} ${lacking}`);
  return { answer, extent, by: deciding.map((one) => `${one.effect} ${one.part} ${one.policy}`), unknown };
}

describe('a principal by its own policies', () => {
  const asked = account({
    users: [
      user('ana', { groups: ['dev'], inline: { own: allow('s3:PutObject', 'arn:aws:s3:::reports/*') } }),
      user('bo', { inline: { own: allow('s3:*', 'arn:aws:s3:::reports/*'), no: deny('s3:Get*', object) } }),
      user('cy', { inline: { own: allow('s3:*') }, boundary: 'ReadOnlyAccess' }),
      user('di', {
        inline: { own: allow('s3:GetObject', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }) },
      }),
      user('ed', { inline: { own: allow('s3:GetObject', 'arn:aws:s3:::home/${aws:username}/*') } }),
    ],
    groups: [group('dev', { inline: { shared: allow('s3:GetObject', 'arn:aws:s3:::reports/*') } })],
  });

  it('may what a group of it allows', () => {
    expect(ask(asked, 'ana', 's3:GetObject', object)).toMatchObject({ answer: 'yes', by: ['Allow identity shared'] });
    expect(ask(asked, 'ana', 's3:DeleteObject', object)).toEqual({ answer: 'no', extent: 'all', by: [], unknown: [] });
  });

  it('may not what a statement denies, and hears of both', () => {
    expect(ask(asked, 'bo', 's3:GetObject', object)).toMatchObject({
      answer: 'no',
      by: ['Allow identity own', 'Deny identity no'],
    });
    expect(ask(asked, 'bo', 's3:GetObject', 'arn:aws:s3:::reports/y').answer).toBe('yes');
  });

  it('may only what the boundary allows too', () => {
    expect(ask(asked, 'cy', 's3:DeleteObject', object).answer).toBe('no');
    expect(ask(asked, 'cy', 's3:GetObject', object)).toMatchObject({
      answer: 'yes',
      by: ['Allow identity own', 'Allow boundary ReadOnlyAccess'],
    });
  });

  it('depends on what only the request tells, and not when that is told', () => {
    expect(ask(asked, 'di', 's3:GetObject', object).answer).toBe('depends');
    expect(ask(asked, 'di', 's3:GetObject', object, { 'aws:SecureTransport': 'true' }).answer).toBe('yes');
    expect(ask(asked, 'di', 's3:GetObject', object, { 'aws:securetransport': 'false' }).answer).toBe('no');
  });

  it('knows its own name', () => {
    expect(ask(asked, 'ed', 's3:GetObject', 'arn:aws:s3:::home/ed/x').answer).toBe('yes');
    expect(ask(asked, 'ed', 's3:GetObject', 'arn:aws:s3:::home/bo/x').answer).toBe('no');
  });

  it('says whether all of a pattern is meant', () => {
    expect(ask(asked, 'ana', 's3:GetObject', 'arn:aws:s3:::reports/2026*')).toMatchObject({
      answer: 'yes',
      extent: 'all',
    });
    expect(ask(asked, 'ana', 's3:GetObject', '*')).toMatchObject({ answer: 'yes', extent: 'part' });
  });

  it('does not call a policy harmless that the snapshot lacks', () => {
    const lacking = account({ users: [user('ana', { attached: ['arn:aws:iam::111122223333:policy/Elsewhere'] })] });
    expect(ask(lacking, 'ana', 's3:GetObject', object)).toMatchObject({
      answer: 'depends',
      unknown: ['policy Elsewhere'],
    });
  });
});

describe('what the snapshot lacks', () => {
  const elsewhere = arnOf('policy', 'Elsewhere');
  const all = { all: allow('*') };
  const asked = account({
    users: [
      user('ana', { inline: all, attached: [elsewhere] }),
      user('bo', { inline: all, boundary: elsewhere }),
      user('cy', { inline: { read: allow('s3:GetObject') }, boundary: elsewhere }),
      user('di', { inline: { no: deny('s3:Get*') }, attached: [elsewhere] }),
      user('ed', {
        inline: { no: deny('s3:Get*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }) },
        attached: [elsewhere],
      }),
      user('fe', { attached: [elsewhere], boundary: 'ReadOnlyAccess' }),
      user('gus', { inline: all, groups: ['gone'] }),
      user('hal', { inline: { ...all, damaged: statements({ Effect: 'Deny', Action: 7, Resource: '*' }) } }),
      user('ida', { inline: all, boundary: 'Damaged' }),
      user('jo', { inline: all, raw: { PermissionsBoundary: { PermissionsBoundaryType: 'Policy' } } }),
    ],
    policies: [managedPolicy('Damaged', statements({ Effect: 'Allow', Action: 7, Resource: '*' }))],
  });

  it.each([
    ['a policy that may deny it', 'ana', ['policy Elsewhere']],
    ['a boundary that may cut it', 'bo', ['boundary Elsewhere']],
    ['a policy that may allow it, with a Deny that may not hold', 'ed', ['policy Elsewhere']],
    ['a group', 'gus', ['group gone']],
    ['a part of a policy', 'hal', ['policy damaged']],
    ['a boundary without its ARN', 'jo', ['boundary without ARN']],
    ['a part of a boundary', 'ida', ['boundary Damaged']],
  ])('leaves the answer open: %s', (_, name, unknown) => {
    expect(ask(asked, name, 's3:GetObject', object)).toMatchObject({ answer: 'depends', unknown });
  });

  it('cannot turn a no: nothing allows it, a statement denies it, a boundary cuts it', () => {
    expect(ask(asked, 'cy', 's3:PutObject', object).answer).toBe('no');
    expect(ask(asked, 'di', 's3:GetObject', object)).toMatchObject({ answer: 'no', by: ['Deny identity no'] });
    expect(ask(asked, 'di', 's3:PutObject', object).answer).toBe('depends');
    expect(ask(asked, 'fe', 's3:PutObject', object).answer).toBe('no');
    expect(ask(asked, 'fe', 's3:GetObject', object).answer).toBe('depends');
  });

  it('names the limit that allows nothing of what a policy allows', () => {
    const limited = account({ users: [user('cy', { inline: all, boundary: 'ReadOnlyAccess' })] });
    const of = (action: string) => askAccount(limited, limited.users[0]!, { action, resource: object }).notAllowedBy;
    expect([of('s3:PutObject'), of('s3:GetObject')]).toEqual([[{ what: 'boundary', name: 'ReadOnlyAccess' }], []]);
  });
});

describe('above the account', () => {
  const organization = {
    managementAccountId: '999999999999',
    scp: [
      [allow('*')],
      [
        statements(
          { Effect: 'Allow', Action: '*', Resource: '*' },
          { Effect: 'Deny', Action: 's3:Delete*', Resource: '*' },
        ),
      ],
    ],
  };
  const users = [user('ana', { attached: ['AdministratorAccess'] })];

  it('service control policies limit', () => {
    const asked = account({ users, rest: { organization } });
    expect(ask(asked, 'ana', 's3:DeleteObject', object)).toMatchObject({
      answer: 'no',
      by: expect.arrayContaining(['Allow identity AdministratorAccess', 'Deny scp scp[1]']) as unknown,
    });
    expect(ask(asked, 'ana', 's3:GetObject', object).answer).toBe('yes');
  });

  it.each([
    ['a document', { scp: [[allow('*')], ['{']] }, ['service control policies scp']],
    ['a document on resources', { rcp: [['{']] }, ['resource control policies rcp']],
    ['all of it', 'o-abcdefghij', ['service control policies scp', 'resource control policies rcp']],
  ])('leave the answer open when they cannot be read: %s', (_, part, unknown) => {
    const asked = account({ users, rest: { organization: part } });
    expect(ask(asked, 'ana', 's3:GetObject', object)).toMatchObject({
      answer: 'depends',
      unknown,
    });
  });

  it('are no matter where the snapshot has no word of an organization', () => {
    expect(ask(account({ users }), 'ana', 's3:GetObject', object).answer).toBe('yes');
  });

  it('not the management account', () => {
    const asked = account({ users, rest: { organization: { ...organization, managementAccountId: '111122223333' } } });
    expect(ask(asked, 'ana', 's3:DeleteObject', object).answer).toBe('yes');
  });

  describe('resource control policies', () => {
    const rcp = (action: string, more: Record<string, unknown> = {}) => [
      [allow('*')],
      [statements({ Effect: 'Deny', Principal: '*', Action: action, Resource: '*', ...more })],
    ];
    const under = (levels: unknown, managementAccountId = '999999999999') =>
      account({ users, rest: { organization: { managementAccountId, rcp: levels } } });
    const remove = (asked: Account, resource = object) => ask(asked, 'ana', 's3:DeleteObject', resource);

    it('limit what anybody may do with the resources of the account', () => {
      expect(remove(under(rcp('s3:Delete*')))).toMatchObject({
        answer: 'no',
        by: ['Allow identity AdministratorAccess', 'Deny rcp rcp[1]'],
      });
      expect(remove(under(rcp('s3:Put*'))).answer).toBe('yes');
      const mfa = { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } };
      expect(remove(under(rcp('s3:Delete*', mfa))).answer).toBe('depends');
    });

    it('leave to the organization what is its own', () => {
      const perimeter = rcp('s3:*', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } });
      const inside = (id?: string) =>
        account({ users, rest: { organization: { managementAccountId: '999999999999', id, rcp: perimeter } } });
      expect(remove(inside()).answer).toBe('depends');
      expect(remove(inside('o-a1b2c3d4e5')).answer).toBe('yes');
      expect(remove(inside('o-zzzzzzzzzz')).answer).toBe('no');
    });

    it('not of the management account, nor of others, nor of services that they do not cover', () => {
      expect(remove(under(rcp('s3:Delete*'), '111122223333')).answer).toBe('yes');
      const queue = (owner: string) =>
        ask(under(rcp('sqs:*')), 'ana', 'sqs:SendMessage', `arn:aws:sqs:eu-west-1:${owner}:q`).answer;
      expect([queue('111122223333'), queue('444455556666')]).toEqual(['no', 'yes']);
      expect(ask(under(rcp('iam:*')), 'ana', 'iam:GetUser', arnOf('user', 'ana')).answer).toBe('yes');
    });
  });
});

describe('assuming a role', () => {
  const assume = allow('sts:AssumeRole', target);
  const make = (trusted: Record<string, unknown>, more: Record<string, unknown> = {}) =>
    account({
      users: [user('ana', { inline: { assume } }), user('bo'), user('cy', { inline: { never: deny('sts:*') } })],
      roles: [
        role('target', { trust: trust({ AWS: trusted['AWS'] as string }, more) }),
        role('caller', { inline: { assume }, boundary: 'ReadOnlyAccess', trust: 'lambda.amazonaws.com' }),
      ],
    });
  const answers = (asked: Account) =>
    ['ana', 'bo', 'cy', 'caller'].map((name) => ask(asked, name, 'sts:AssumeRole', target).answer);

  it('needs both sides when the trust policy names the account', () => {
    expect(answers(make({ AWS: '111122223333' }))).toEqual(['yes', 'no', 'no', 'no']);
  });

  it('needs no policy of a user that the trust policy names, though a Deny counts', () => {
    expect(answers(make({ AWS: arnOf('user', 'bo') }))).toEqual(['no', 'yes', 'no', 'no']);
    expect(answers(make({ AWS: arnOf('user', 'cy') }))).toEqual(['no', 'no', 'no', 'no']);
  });

  it('holds a role to its boundary also when it is named', () => {
    expect(answers(make({ AWS: arnOf('role', 'caller') }))[3]).toBe('no');
  });

  it('is nobody’s under a resource control policy that forbids it', () => {
    const no = statements({ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Resource: '*' });
    const asked = (trusted: string) =>
      account({
        users: [user('ana', { inline: { assume } })],
        roles: [role('target', { trust: trust({ AWS: trusted }) })],
        rest: { organization: { managementAccountId: '999999999999', rcp: [[no]] } },
      });
    for (const trusted of ['111122223333', arnOf('user', 'ana')])
      expect(ask(asked(trusted), 'ana', 'sts:AssumeRole', target).answer).toBe('no');
  });

  it('depends on conditions of the trust policy', () => {
    const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
    expect(answers(make({ AWS: '111122223333' }, mfa))).toEqual(['depends', 'no', 'no', 'no']);
  });

  it.each([
    ['one of its sessions by name', 'sts::111122223333:assumed-role/caller/bob', 'depends'],
    ['a session of another role', 'sts::111122223333:assumed-role/other/bob', 'no'],
    ['a session of a role of another account', 'sts::444455556666:assumed-role/caller/bob', 'no'],
  ])('depends on the name of the session when the trust policy names %s', (_, text, answer) => {
    const made = account({
      roles: [role('target', { trust: trust({ AWS: `arn:aws:${text}` }) }), role('caller', { inline: { assume } })],
    });
    expect(ask(made, 'caller', 'sts:AssumeRole', target).answer).toBe(answer);
  });

  it('is not kept from a role by a Deny of one session name', () => {
    const made = account({
      roles: [
        role('target', {
          trust: statements(
            { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' },
            {
              Effect: 'Deny',
              Principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/caller/bob' },
              Action: 'sts:*',
            },
          ),
        }),
        role('caller', { inline: { assume } }),
      ],
    });
    expect(ask(made, 'caller', 'sts:AssumeRole', target).answer).toBe('yes');
  });

  it.each([
    ['another account', 'arn:aws:iam::444455556666:role/theirs', ['depends', 'no']],
    ['the account that the snapshot lacks', arnOf('role', 'gone'), ['depends', 'depends']],
    ['the account without its trust policy', arnOf('role', 'silent'), ['depends', 'depends']],
    ['the account with a damaged trust policy', arnOf('role', 'damaged'), ['depends', 'depends']],
  ])('depends on the trust policy of a role of %s', (_, arn, answer) => {
    const made = account({
      users: [
        user('ana', { inline: { all: allow('*') } }),
        user('bo'),
        user('cy', { inline: { never: deny('sts:*') } }),
      ],
      roles: [
        role('silent', { raw: { AssumeRolePolicyDocument: undefined } }),
        role('damaged', { trust: statements({ Effect: 'Allow', Principal: 7, Action: 'sts:AssumeRole' }) }),
      ],
    });
    expect(['ana', 'bo', 'cy'].map((name) => ask(made, name, 'sts:AssumeRole', arn).answer)).toEqual([...answer, 'no']);
  });

  it.each(['sts:TagSession', 'sts:SetSourceIdentity'])('has to allow %s as well', (action) => {
    const users = [user('ana', { inline: { all: allow('*') } })];
    const trusting = (...actions: string[]) =>
      account({ users, roles: [role('target', { trust: trust({ AWS: '111122223333' }, { Action: actions }) })] });
    expect(ask(trusting('sts:AssumeRole'), 'ana', action, target).answer).toBe('no');
    expect(ask(trusting('sts:AssumeRole', action), 'ana', action, target).answer).toBe('yes');
  });

  it('with a token is up to the trust policy alone', () => {
    const action = 'sts:AssumeRoleWithWebIdentity';
    const made = (trusted: Record<string, unknown>) =>
      account({
        users: [user('ana', { inline: { all: allow('*') } }), user('cy', { inline: { never: deny('sts:*') } })],
        roles: [role('target', { trust: statements({ Effect: 'Allow', ...trusted }) })],
      });
    const issuer = { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.example.com' };
    const both = (asked: Account, resource: string) =>
      ['ana', 'cy'].map((name) => ask(asked, name, action, resource).answer);
    expect(both(made({ Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }), target)).toEqual(['no', 'no']);
    expect(both(made({ Principal: issuer, Action: 'sts:AssumeRole' }), target)).toEqual(['no', 'no']);
    const open = made({ Principal: issuer, Action: action });
    expect(both(open, target)).toEqual(['depends', 'depends']);
    expect(ask(open, 'ana', action, target).by).toEqual(['Allow trust target']);
    expect(both(open, '*')).toEqual(['depends', 'depends']);
    expect(both(open, arnOf('role', 'gone'))).toEqual(['depends', 'depends']);
  });

  it('is not for those whom the trust policy does not name', () => {
    expect(answers(make({ AWS: '444455556666' }))).toEqual(['no', 'no', 'no', 'no']);
  });
});
