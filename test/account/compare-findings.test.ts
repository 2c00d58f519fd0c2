import { describe, expect, it } from 'vitest';
import { compareFindings, type JudgedAccount } from '../../src/account/compare-findings.ts';
import type { AccountFact } from '../../src/account/model.ts';
import type { Finding } from '../../src/finding.ts';
import { account, arnOf, role, user, type BundleSpec } from '../support/account.ts';

const finding = (more: Partial<Finding> = {}): Finding => ({
  ruleId: 'role-unused',
  messageId: 'stale',
  message: 'Role app was last used 91 days ago, on 2026-08-01.',
  severity: 'warning',
  location: {},
  resource: { type: 'AWS::IAM::Role', name: 'app', arn: arnOf('role', 'app') },
  fingerprint: 'a',
  ...more,
});

const judged = (
  findings: readonly Finding[],
  more: Partial<JudgedAccount> = {},
  spec: BundleSpec = { roles: [role('app')] },
): JudgedAccount => ({ account: account(spec), findings, skipped: [], crashed: new Set(), ...more });

const compare = (before: JudgedAccount, after: JudgedAccount, needs: readonly AccountFact[] = []) =>
  compareFindings(before, after, () => needs);

describe('compareFindings', () => {
  it('counts equal fingerprints as often as they occur', () => {
    const result = compare(judged([finding(), finding()]), judged([finding(), finding(), finding()]));
    expect(result).toMatchObject({ unchanged: 2, fixed: [], notComparable: [] });
    expect(result.new).toHaveLength(1);
  });

  it('tells new from fixed', () => {
    const other = finding({ fingerprint: 'b', message: 'Another one.' });
    const result = compare(judged([finding()]), judged([other]));
    expect(result).toMatchObject({ new: [{ fingerprint: 'b' }], fixed: [{ fingerprint: 'a' }], unchanged: 0 });
  });

  it('does not take a grown age for a new finding, but another access key', () => {
    const older = finding({ fingerprint: 'b', message: 'Role app was last used 122 days ago, on 2026-08-01.' });
    expect(compare(judged([finding()]), judged([older]))).toMatchObject({ new: [], fixed: [], unchanged: 1 });
    const key = (number: number) => finding({ fingerprint: `${number}`, message: `Access key ${number} is old.` });
    expect(compare(judged([key(1)]), judged([key(2)])).new).toHaveLength(1);
  });

  it('takes a finding that became more severe for a new one', () => {
    expect(compare(judged([finding()]), judged([finding({ severity: 'security' })])).new).toHaveLength(1);
  });

  it('does not call fixed what a rule could not judge any more', () => {
    const skipped = [{ ruleId: 'role-unused', reason: 'no last use in the snapshot' }];
    expect(compare(judged([finding()]), judged([], { skipped }))).toMatchObject({
      fixed: [],
      notComparable: [{ notJudgedIn: 'new', reason: 'no last use in the snapshot' }],
    });
    expect(compare(judged([], { skipped }), judged([finding()]))).toMatchObject({
      new: [],
      notComparable: [{ notJudgedIn: 'old' }],
    });
    const both = compare(judged([finding()], { skipped }), judged([], { skipped }));
    expect(both.fixed).toHaveLength(1);
    expect(compare(judged([finding()]), judged([], { crashed: new Set(['role-unused']) })).fixed).toEqual([]);
  });

  it('does not call fixed what a lost part of the account told', () => {
    const before = judged([finding()], {}, { summary: { Users: 1 }, roles: [role('app')] });
    const after = judged([], {}, { roles: [role('app')] });
    expect(compare(before, after, ['accountSummary']).notComparable).toHaveLength(1);
    expect(compare(before, after, ['credentialReport']).fixed).toHaveLength(1);
  });

  it('does not call fixed what stands on an entity that can no longer be read', () => {
    const spec = { roles: [role('app', { trust: 'no JSON' })], users: [user('ana')] };
    const onUser = finding({ resource: { type: 'AWS::IAM::User', name: 'ana', arn: arnOf('user', 'ana') } });
    const before = judged([finding(), onUser], {}, { roles: [role('app')], users: [user('ana')] });
    const result = compare(before, judged([], {}, spec));
    expect(result.notComparable.map((one) => one.finding.resource?.name)).toEqual(['app']);
    expect(result.fixed.map(({ resource }) => resource?.name)).toEqual(['ana']);
  });

  it('does not call anything fixed when the principals were not collected whole', () => {
    const rest = { notCollected: [{ part: 'authorizationDetails', reason: 'Throttling' }] };
    const result = compare(judged([finding()]), judged([], {}, { rest }));
    expect(result).toMatchObject({ fixed: [], notComparable: [{ notJudgedIn: 'new' }] });
    expect(compare(judged([finding()]), judged([], {}, {})).fixed).toHaveLength(1);
  });

  it('does not let an unread account setting cast doubt on others', () => {
    const onAccount = finding({ resource: { type: 'AWS::Account', name: '111122223333' } });
    const after = judged([], {}, { roles: [role('app')], rest: { collectedAt: 'yesterday' } });
    expect(compare(judged([onAccount]), after).fixed).toHaveLength(1);
  });
});
