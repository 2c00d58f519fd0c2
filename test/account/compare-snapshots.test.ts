import { describe, expect, it } from 'vitest';
import { compareAccounts } from '../../src/account/compare-snapshots.ts';
import { account, allow, group, managedPolicy, role, trust, user, type BundleSpec } from '../support/account.ts';

const compare = (before: BundleSpec, after: BundleSpec) => compareAccounts(account(before), account(after));
const read = allow('s3:GetObject', 'arn:aws:s3:::reports/*');

describe('compareAccounts', () => {
  it('sees no change where there is none, whatever the order and spelling', () => {
    const before = compare(
      { users: [user('ana'), user('bob')], roles: [role('app', { trust: trust('ec2.amazonaws.com') })] },
      {
        users: [user('bob'), user('ana')],
        roles: [role('app', { trust: encodeURIComponent(JSON.stringify(trust('ec2.amazonaws.com'))) })],
      },
    );
    const none = { added: [], removed: [] };
    expect(before).toEqual({
      principals: none,
      policies: { ...none, changed: [] },
      trusts: [],
      attachments: [],
      boundaries: [],
      memberships: [],
      unreadable: [],
    });
  });

  it('names principals that came and went', () => {
    const { principals } = compare({ users: [user('ana')] }, { users: [user('bob')], roles: [role('app')] });
    expect(principals.added.map(({ name }) => name)).toEqual(['app', 'bob']);
    expect(principals.removed.map(({ name }) => name)).toEqual(['ana']);
  });

  it('compares documents as JSON: other members, not another order of members', () => {
    const [first, second] = [managedPolicy('Deploy', read), managedPolicy('Deploy', allow('s3:*'))];
    const turned = managedPolicy('Deploy', Object.fromEntries(Object.entries(read).reverse()));
    expect(compare({ policies: [first] }, { policies: [turned] }).policies.changed).toEqual([]);
    expect(compare({ policies: [first] }, { policies: [second] }).policies.changed).toMatchObject([
      { kind: 'customer-managed', name: 'Deploy' },
    ]);
  });

  it('tells inline policies of the same name apart by their owner', () => {
    const { policies } = compare(
      { users: [user('ana', { inline: { more: read } }), user('bob', { inline: { more: read } })] },
      { users: [user('ana', { inline: { more: read } }), user('bob', { inline: { more: allow('*') } })] },
    );
    expect(policies.changed).toMatchObject([{ kind: 'inline', name: 'more', owner: { name: 'bob' } }]);
    expect([...policies.added, ...policies.removed]).toEqual([]);
  });

  it('sees trust policies, attachments, boundaries and memberships change', () => {
    const changes = compare(
      {
        groups: [group('dev'), group('ops')],
        users: [user('ana', { groups: ['dev'] })],
        roles: [role('app', { trust: 'ec2.amazonaws.com', attached: ['ReadOnlyAccess'] })],
      },
      {
        groups: [group('dev'), group('ops')],
        users: [user('ana', { groups: ['ops'] })],
        roles: [
          role('app', {
            trust: trust({ AWS: '*' }),
            attached: ['AdministratorAccess'],
            boundary: 'ReadOnlyAccess',
          }),
        ],
      },
    );
    expect(changes.trusts.map(({ name }) => name)).toEqual(['app']);
    expect(changes.attachments).toMatchObject([
      { principal: { name: 'app' }, added: [{ name: 'AdministratorAccess' }], removed: [{ name: 'ReadOnlyAccess' }] },
    ]);
    expect(changes.boundaries).toMatchObject([{ new: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }]);
    expect(changes.memberships).toMatchObject([{ user: { name: 'ana' }, added: ['ops'], removed: ['dev'] }]);
  });

  it('does not call a document unchanged that it cannot read', () => {
    const changes = compare({ roles: [role('app')] }, { roles: [role('app', { trust: 'not JSON at all' })] });
    expect(changes.trusts).toEqual([]);
    expect(changes.unreadable).toMatchObject([
      { what: 'trust policy', resource: { name: 'app' }, unreadableIn: 'new' },
    ]);
  });
});
