/** The organization above the account, read by the real SDK. */
import { beforeEach, describe, expect, test } from 'vitest';
import { readSnapshot, type SnapshotParts } from '../../src/account/snapshot.ts';
import { collectFrom, useTestCredentials } from './collect-from.ts';
import { accountId, largeAccount, sample } from './sample-account.ts';

beforeEach(useTestCredentials);

const { organization } = sample;
const denied = { error: 'AccessDeniedException' };
const collect = (...[state = sample, faults]: Partial<Parameters<typeof collectFrom>>) =>
  collectFrom(state, faults, { accessAdvisor: 'none' });
const asked = (requests: readonly { operation: string }[], name: RegExp) =>
  requests.filter(({ operation }) => name.test(operation)).length;

test('the policies of each level, from the root to the account', async () => {
  const { bundle, requests } = await collect();
  expect(bundle.organization).toEqual(organization);
  // 1 + two parents + two kinds on three levels + three documents, two of which stand on several levels.
  expect(asked(requests, /^(DescribeOrganization|ListParents|ListPoliciesForTarget|DescribePolicy)$/)).toBe(12);
});

test('they are read back as policies', async () => {
  const account = readSnapshot((await collect()).bundle as unknown as SnapshotParts);
  expect(account.problems).toEqual([]);
  expect(account.organization?.id).toBe('o-abcdefghij');
  expect(account.organization?.managementAccountId).toBe('444455556666');
  const sizes = (levels: readonly (readonly { statements: readonly unknown[] }[])[] = []) =>
    levels.map((level) => level.map(({ statements }) => statements.length));
  expect(sizes(account.organization?.scp)).toEqual([[1], [1, 1], [1]]);
  expect(sizes(account.organization?.rcp)).toEqual([[1], [1], [1]]);
});

test('a page at a time', async () => {
  const { bundle } = await collect(sample, { pageSize: 1 });
  expect(bundle.organization).toEqual(organization);
});

test('the calls for the organization stay few in a large account', async () => {
  const { requests } = await collect(largeAccount(200, 1000));
  expect(requests.length).toBeLessThanOrEqual(30);
});

test('in no organization nothing limits the account, and nothing is missing', async () => {
  const { bundle, requests } = await collect({ ...sample, organization: {} });
  expect(bundle.organization).toEqual({ scp: [], rcp: [] });
  expect(bundle.notCollected).toEqual([]);
  expect(asked(requests, /^ListParents$/)).toBe(0);
});

test('nothing limits the management account', async () => {
  const { bundle } = await collect({ ...sample, organization: { ...organization, managementAccountId: accountId } });
  expect(bundle.organization).toEqual({ id: 'o-abcdefghij', managementAccountId: accountId, scp: [], rcp: [] });
});

test('a kind that is switched off has no policies anywhere, which is not a ban on everything', async () => {
  const { bundle } = await collect({ ...sample, organization: { ...organization, rcp: [[], [], []] } });
  expect(bundle.organization).toEqual({ ...organization, rcp: [] });
});

describe('what may not be seen is said', () => {
  test.each([
    ['DescribeOrganization', undefined, undefined],
    ['ListParents', { id: 'o-abcdefghij', managementAccountId: '444455556666' }, ['rcp', 'scp']],
    ['ListPoliciesForTarget', { id: 'o-abcdefghij', managementAccountId: '444455556666' }, ['scp', 'rcp']],
    ['DescribePolicy', { id: 'o-abcdefghij', managementAccountId: '444455556666' }, ['scp', 'rcp']],
  ])('%s', async (operation, left, only) => {
    const { bundle } = await collect(sample, { always: { [operation]: denied } });
    expect(bundle.organization).toEqual(left);
    expect(new Set(bundle.notCollected.map(({ permission, reason }) => `${permission} ${reason}`))).toEqual(
      new Set([`organizations:${operation} AccessDenied`]),
    );
    expect(bundle.notCollected.flatMap((note) => note.only ?? [])).toEqual(only ?? []);
    const account = readSnapshot(bundle as unknown as SnapshotParts);
    expect(account.organization?.scp).toBeUndefined();
    expect([...account.problems, ...account.missing.values()].join()).toContain(`denied (organizations:${operation})`);
  });

  test('an answer without its members', async () => {
    const { bundle } = await collect(sample, { always: { ListPoliciesForTarget: { body: '{}' } } });
    expect(bundle.organization).toEqual({ id: 'o-abcdefghij', managementAccountId: '444455556666' });
    expect(bundle.notCollected.map(({ reason }) => reason)).toEqual(['EmptyAnswer', 'EmptyAnswer']);
  });
});

test('throttling is waited out', async () => {
  const { bundle } = await collect(sample, { firstOfEach: { error: 'TooManyRequestsException' } });
  expect(bundle.organization).toEqual(organization);
});
