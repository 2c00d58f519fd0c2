import { describe, expect, it } from 'vitest';
import { askAccount } from '../../src/account/ask.ts';
import type { Account } from '../../src/account/model.ts';
import { account, allow, arnOf, deny, group, role, statements, trust, user } from '../support/account.ts';

const object = 'arn:aws:s3:::reports/x';
const target = arnOf('role', 'target');

function ask(asked: Account, name: string, action: string, resource: string, context: Record<string, string> = {}) {
  const principal = [...asked.users, ...asked.roles].find((one) => one.name === name)!;
  const { answer, extent, deciding, unknown } = askAccount(asked, principal, { action, resource, context });
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
    expect(ask(lacking, 'ana', 's3:GetObject', object)).toMatchObject({ answer: 'depends', unknown: ['Elsewhere'] });
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

  it('not the management account', () => {
    const asked = account({ users, rest: { organization: { ...organization, managementAccountId: '111122223333' } } });
    expect(ask(asked, 'ana', 's3:DeleteObject', object).answer).toBe('yes');
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

  it('depends on conditions of the trust policy', () => {
    const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
    expect(answers(make({ AWS: '111122223333' }, mfa))).toEqual(['depends', 'no', 'no', 'no']);
  });

  it('is not for those whom the trust policy does not name', () => {
    expect(answers(make({ AWS: '444455556666' }))).toEqual(['no', 'no', 'no', 'no']);
  });
});
