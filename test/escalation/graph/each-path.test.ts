import { describe, expect, test } from 'vitest';
import { escalationPaths } from '../../../src/escalation/paths.ts';
import type { EscalationPath } from '../../../src/escalation/path.ts';
import {
  accountId,
  allow,
  arnOf,
  group,
  managedPolicy,
  role,
  statements,
  trust,
  user,
  type BundleSpec,
  type PolicyEntry,
} from '../../support/account.ts';
import { findWaysIn } from './find-ways.ts';

const everything = allow('*', '*');
const root = `arn:aws:iam::${accountId}:root`;

/** An account in which everything is there that the path takes, except the actions of `without`. */
function accountFor(path: EscalationPath, without?: string): BundleSpec {
  const actions = [...new Set(path.steps.map(({ action }) => action))].filter((action) => action !== without);
  const granted = actions.length > 0 ? allow(actions, '*') : allow('s3:ListAllMyBuckets', '*');
  const needs = new Map(path.needs.map((need) => [need.kind, need]));
  const kinds = new Set(path.steps.map(({ target }) => target));
  const isRole = kinds.has('self-role') || needs.get('caller-is')?.value === 'role';
  const policies: PolicyEntry[] = [];
  const attached: string[] = [];
  if (kinds.has('attached-policy')) {
    const versions = path.gains === 'older-version' ? [everything] : [];
    policies.push(managedPolicy('Own', allow('s3:ListAllMyBuckets', '*'), { versions }));
    attached.push('Own');
  }
  const isBound = needs.get('permissions-boundary');
  if (isBound) {
    const versions = kinds.has('own-boundary') && path.gains === 'older-version' ? [everything] : [];
    policies.push(managedPolicy('Limit', granted, { versions }));
  }
  const inline = {
    granted,
    ...(isBound?.value === 'caller' && { everything }),
  };
  const boundary = isBound?.value === 'caller' ? { boundary: 'Limit' } : {};
  const attacker = isRole
    ? { roles: [role('attacker', { inline, attached, ...boundary })] }
    : { users: [user('attacker', { inline, attached, ...boundary, groups: kinds.has('own-group') ? ['own'] : [] })] };
  if (kinds.has('target-role-policy')) policies.push(managedPolicy('Theirs', allow('s3:ListAllMyBuckets', '*')));
  const target = role('target', {
    trust: trustFor(path),
    inline: path.gains === 'anything' ? {} : { everything },
    attached: kinds.has('target-role-policy') ? ['Theirs'] : [],
    raw: { InstanceProfileList: [{ InstanceProfileName: 'target' }] },
    ...(isBound?.value === 'target' && { boundary: 'Limit' }),
  });
  const victim = user('victim', { inline: path.gains === 'anything' ? {} : { everything }, row: rowFor(path) });
  const hasTarget = path.services.length > 0 || kinds.has('target-role') || kinds.has('target-role-policy');
  const groups = [
    ...(kinds.has('own-group') ? [group('own')] : []),
    ...(kinds.has('target-group') ? [group('admins', { inline: { everything } })] : []),
  ];
  return {
    users: [...(attacker.users ?? []), ...(kinds.has('target-user') ? [victim] : [])],
    roles: [...(attacker.roles ?? []), ...(hasTarget ? [target] : [])],
    groups,
    policies,
  };
}

function trustFor({ services }: EscalationPath): unknown {
  const [service] = services;
  if (service === undefined) return trust({ AWS: root });
  if (service !== 'cognito-identity.amazonaws.com') return trust(service);
  return statements({
    Effect: 'Allow',
    Principal: { Federated: service },
    Action: 'sts:AssumeRoleWithWebIdentity',
  });
}

function rowFor({ needs }: EscalationPath): Record<string, string> {
  const keys = needs.find(({ kind }) => kind === 'user-access-keys')?.value;
  const password = needs.find(({ kind }) => kind === 'user-login-profile')?.value;
  return {
    password_enabled: String(password === 'present'),
    ...(keys === '2' && {
      access_key_1_active: 'true',
      access_key_1_last_rotated: '2024-01-01T00:00:00+00:00',
      access_key_2_active: 'true',
      access_key_2_last_rotated: '2024-01-01T00:00:00+00:00',
    }),
  };
}

function idsFor(spec: BundleSpec): readonly string[] {
  return findWaysIn(spec)
    .filter(({ who }) => who === 'attacker')
    .flatMap(({ paths, message }) => (message === 'chain' ? paths.slice(0, 1) : paths));
}

describe.each(escalationPaths.map((path) => [path.id, path] as const))('%s', (id, path) => {
  test('is found where everything is there', () => {
    const found = findWaysIn(accountFor(path)).filter(({ who, paths }) => who === 'attacker' && paths.includes(id));
    expect(found.map(({ who }) => who)).toEqual(['attacker']);
    expect(found[0]?.hops.length).toBe(1);
  });

  test('is named by itself where nothing better known is open', () => {
    const found = findWaysIn(accountFor(path)).filter(({ who, paths }) => who === 'attacker' && paths.includes(id));
    if (path.isCatalogued) expect(found[0]?.path).toBe(id);
    else expect(found[0]?.paths).toContain(id);
  });

  test.each([...new Set(path.steps.map(({ action }) => action))])('is not found without %s', (action) => {
    expect(idsFor(accountFor(path, action))).not.toContain(id);
  });

  test('is not found where the target has no more than others', () => {
    if (path.gains === 'anything') return;
    const spec = accountFor(path);
    const tame = (inline: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(Object.entries(inline).filter(([name]) => name !== 'everything'));
    const harmless: BundleSpec = {
      ...spec,
      users: (spec.users ?? []).map((one) => user(one.name, { ...one.spec, inline: tame(one.spec.inline ?? {}) })),
      roles: (spec.roles ?? []).map((one) => role(one.name, { ...one.spec, inline: tame(one.spec.inline ?? {}) })),
      groups: (spec.groups ?? []).map((one) => group(one.name, { ...one.spec, inline: {} })),
      policies: (spec.policies ?? []).map((one) =>
        managedPolicy(one.name, one.document, { ...one.spec, versions: [] }),
      ),
    };
    expect(idsFor(harmless)).not.toContain(id);
  });

  test('is not found where the role trusts another service', () => {
    if (path.services.length === 0) return;
    const spec = accountFor(path);
    const roles = (spec.roles ?? []).map((one) =>
      one.name === 'target' ? role('target', { ...one.spec, trust: 'backup.amazonaws.com' }) : one,
    );
    expect(idsFor({ ...spec, roles })).not.toContain(id);
  });

  test('is not found under a Deny of the decisive step', () => {
    const spec = accountFor(path);
    const no = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: path.decisive, Resource: '*' }] };
    const denied: BundleSpec = {
      ...spec,
      users: (spec.users ?? []).map((one) => user(one.name, { ...one.spec, inline: { ...one.spec.inline, no } })),
      roles: (spec.roles ?? []).map((one) =>
        one.name === 'attacker' ? role(one.name, { ...one.spec, inline: { ...one.spec.inline, no } }) : one,
      ),
    };
    expect(idsFor(denied)).not.toContain(id);
  });
});

test('the arn of the attacker is the one that is told', () => {
  const path = escalationPaths.find(({ id }) => id === 'lambda-001');
  const [found] = path ? findWaysIn(accountFor(path)) : [];
  expect(found?.problem.resource?.arn).toBe(arnOf('user', 'attacker'));
});
