/** What organization policies and boundaries leave of an administrator. */
import { describe, expect, test } from 'vitest';
import { holds, limitsVerdict, permissionsOf, principalReach, wholeServicesOf } from '../../src/account/effective.ts';
import { openCatalog } from '../../src/catalog/iam-data.ts';
import { account, accountId, allow, deny, managedPolicy, role, statements, user } from '../support/account.ts';

const catalog = openCatalog();
const full = allow('*');

/** An administrator's reach under these levels of service control policies. */
function admin(scp: readonly (readonly unknown[])[], more: Record<string, unknown> = {}, path = '/') {
  const world = account({
    roles: [role('admin', { inline: { all: allow('*') }, path })],
    rest: { organization: { managementAccountId: '444455556666', scp, ...more } },
  });
  const [one] = world.roles;
  if (!one) throw new Error('no role');
  const permissions = permissionsOf(one, world);
  return {
    level: principalReach(permissions, catalog).level,
    permissions,
    verdict: limitsVerdict(one, world, catalog),
  };
}

describe('an administrator under service control policies', () => {
  test.each([
    ['that allow everything', [[full], [full]], 'everything'],
    ['that keep the account in the organization', [[full, deny('organizations:LeaveOrganization')]], 'almost'],
    ['that deny under a condition on the call', [[full, deny('*', '*', { Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } })]], 'everything'],
    ['that take IAM away', [[full, deny('iam:*')]], 'less'],
    ['that list services', [[full], [allow(['s3:*', 'ec2:*'])]], 'less'],
    ['with an empty level', [[full], []], 'less'],
    ['of no organization', [], 'everything'],
    ['that spare this role', [[full, deny('iam:*', '*', { Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/admin` } } })]], 'everything'],
    ['that spare another role', [[full, deny('iam:*', '*', { Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/other` } } })]], 'less'],
  ])('%s', (_name, scp, level) => {
    expect(admin(scp).level).toBe(level);
    expect(admin(scp).verdict).toBe(level === 'less' ? 'limited' : 'free');
  }); // prettier-ignore

  test('they do not act on the management account', () => {
    expect(admin([[deny('*')]], { managementAccountId: accountId }).level).toBe('everything');
  });

  test('they do not act on service-linked roles', () => {
    expect(admin([[deny('*')]], {}, '/aws-service-role/support.amazonaws.com/').level).toBe('everything');
  });

  test('without them the principal’s own policies count', () => {
    expect(admin([[deny('*')]], { scp: undefined }).level).toBe('everything');
  });
});

test('actions and services are cut, too', () => {
  const { permissions } = admin([
    [full, deny('iam:*')],
    [full, deny('sts:AssumeRole')],
  ]);
  const can = (action: string) => holds(permissions, action, catalog, 'unconditional');
  expect(['iam:PutRolePolicy', 'sts:AssumeRole', 's3:PutObject'].map(can)).toEqual([false, false, true]);
  const { permissions: listed } = admin([[allow(['s3:*', 'ec2:Describe*'])]]);
  expect(wholeServicesOf(listed, catalog, 'unconditional')).toEqual(['s3']);
});

test('a boundary and a level count together', () => {
  const world = account({
    users: [user('ana', { inline: { all: allow('*') }, boundary: 'Limit' })],
    policies: [managedPolicy('Limit', allow(['iam:*', 's3:*']))],
    rest: { organization: { scp: [[allow(['s3:*', 'sqs:*'])]] } },
  });
  const permissions = permissionsOf(world.users[0]!, world);
  expect(wholeServicesOf(permissions, catalog, 'unconditional')).toEqual(['s3']);
});

test('two statements whose conditions leave no gap make an administrator', () => {
  const mfa = (value: string) => ({
    Effect: 'Allow', Action: '*', Resource: '*',
    Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': value } },
  }); // prettier-ignore
  const world = (...list: readonly Record<string, unknown>[]) =>
    account({ roles: [role('r', { inline: { p: statements(...list) } })] });
  const reach = (...list: readonly Record<string, unknown>[]) =>
    principalReach(permissionsOf(world(...list).roles[0]!, undefined), catalog);
  expect(reach(mfa('true'), mfa('false'))).toEqual({ level: 'everything', missing: [], gated: false });
  expect(reach(mfa('true'))).toMatchObject({ level: 'everything', gated: true });
});

test.each(['aws', 'aws-cn', 'aws-us-gov'])('every resource of the partition %s is all there is', (partition) => {
  const world = account({ roles: [role('r', { inline: { p: allow('*', `arn:${partition}:*`) } })] });
  expect(principalReach(permissionsOf(world.roles[0]!, world), catalog).level).toBe('everything');
});
