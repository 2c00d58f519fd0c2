/** What users, roles and groups can do, in a few facts. */
import { expect, test } from 'vitest';
import { describePrincipals } from '../../src/account/principal-power.ts';
import { openCatalog } from '../../src/catalog/iam-data.ts';
import {
  account,
  allow,
  arnOf,
  deny,
  group,
  managedPolicy,
  report,
  role,
  user,
  type BundleSpec,
} from '../support/account.ts';

const catalog = openCatalog();
const powers = (spec: BundleSpec) => describePrincipals(account(spec), catalog);
const ofRole = (options: Parameters<typeof role>[1], rest: BundleSpec = {}) =>
  powers({ ...rest, roles: [role('deploy', options)] })[0]!;

test('a role with parts of one service and all of another', () => {
  expect(ofRole({ trust: 'lambda.amazonaws.com', inline: { p: allow(['s3:*', 'sqs:SendMessage']) } })).toMatchObject({
    level: 'limited',
    isGated: false,
    whole: ['s3'],
    services: ['s3', 'sqs'],
    unknown: [],
    trusted: ['lambda.amazonaws.com'],
  });
});

test.each([
  ['every action', allow('*'), 'administrator', false],
  [
    'every action with MFA',
    allow('*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    'administrator',
    true,
  ],
  ['every action on one bucket', allow('*', 'arn:aws:s3:::example/*'), 'limited', false],
  ['a Deny alone', deny('s3:*'), 'none', false],
])('%s', (_, document, level, isGated) => {
  expect(ofRole({ inline: { p: document } })).toMatchObject({ level, isGated });
});

test('what a boundary, the organization or a Deny keeps away does not count', () => {
  const inline = { p: allow(['s3:*', 'sqs:*', 'iam:*']) };
  const limited = ofRole(
    { inline, boundary: 'Limit' },
    { policies: [managedPolicy('Limit', allow(['s3:*', 'sqs:Get*']))] },
  );
  expect(limited).toMatchObject({ services: ['s3', 'sqs'], whole: ['s3'], boundary: 'Limit' });
  expect(ofRole({ inline: { ...inline, q: deny('iam:*') } }).services).toEqual(['s3', 'sqs']);
  const admin = ofRole({ inline: { p: allow('*') } }, { rest: { organization: { scp: [[allow('s3:*')]] } } });
  expect(admin).toMatchObject({ level: 'limited', whole: ['s3'] });
});

test('patterns without a service, and NotAction, are of every service', () => {
  expect(ofRole({ inline: { p: allow('*:Describe*') } }).services).toEqual(['*']);
  const notAction = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }] };
  expect(ofRole({ inline: { p: notAction } }).services).toEqual(['*']);
});

test('a policy that is not in the snapshot is told', () => {
  const attached = ['arn:aws:iam::111122223333:policy/Gone'];
  expect(ofRole({ attached })).toMatchObject({ level: 'none', unknown: ['Gone'] });
});

test('users have what their groups give, and groups come last', () => {
  const spec = {
    users: [user('ana', { groups: ['dev'] })],
    roles: [role('deploy', {})],
    groups: [group('dev', { inline: { p: allow('s3:*') } })],
  };
  expect(powers(spec).map(({ principal, whole, groups }) => [principal.name, whole, groups])).toEqual([
    ['ana', ['s3'], ['dev']],
    ['deploy', [], undefined],
    ['dev', ['s3'], undefined],
  ]);
});

test('the last use is the latest that anything tells; never only when it is known', () => {
  const advisor = { [arnOf('role', 'deploy')]: report({ s3: '2026-10-30' }) };
  expect(ofRole({ lastUsed: '2026-09-01T00:00:00Z' }, { advisor }).lastUsed).toBe('2026-10-30T00:00:00.000Z');
  expect(powers({ users: [user('ana', { row: {} })] })[0]!.lastUsed).toBe('never');
  expect(powers({ users: [user('ana', {})] })[0]).not.toHaveProperty('lastUsed');
});

test('roles that AWS keeps are left out', () => {
  expect(powers({ roles: [role('AWSServiceRoleForX', { path: '/aws-service-role/x.amazonaws.com/' })] })).toEqual([]);
});
