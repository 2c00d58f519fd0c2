import { describe, expect, test } from 'vitest';
import { applySuppressions, suppressionProblems, type Judged } from '../../src/config/suppress.ts';
import type { Finding } from '../../src/finding.ts';
import { configOf, finding, place } from './support.ts';

const now = new Date('2027-03-01T12:00:00Z');

function isSuppressed(entry: object, found: Finding, sid?: string): boolean {
  const config = configOf({ suppressions: [{ reason: 'accepted', ...entry }] });
  const result = applySuppressions([found], config, { now, sidOf: () => sid });
  expect(result.kept.length + result.suppressed.length).toBe(1);
  expect(result.unused).toHaveLength(result.kept.length);
  return result.suppressed.length === 1;
}

describe('applySuppressions', () => {
  const action = finding('invalid-action', { location: { file: 'p/a.json', pointer: '/Statement/1/Action/0' } });
  const root = finding('root-access-key-present');

  test.each<[string, object, Finding, boolean]>([
    ['rule', { rules: 'invalid-action' }, action, true],
    ['other rule', { rules: 'opinion' }, action, false],
    ['one of several', { rules: ['opinion', 'invalid-action'] }, action, true],
    ['rule in the singular', { rule: 'invalid-action' }, action, true],
    ['name of another tool', { rules: 'prowler:iam_no_root_access_key' }, root, true],
    ['tool in another spelling', { rules: 'Access-Analyzer:INVALID_ACTION' }, action, true],
    ['bare name of another tool', { rules: 'invalid_action' }, action, true],
    ['name of a benchmark', { rules: '5.0/1.3' }, root, true],
    ['name that two rules share', { rules: 'UNKNOWN' }, finding('invalid-service'), true],
    ['file', { rules: 'invalid-action', files: 'p/**' }, action, true],
    ['other file', { rules: 'invalid-action', files: ['q/**', 'p/b.json'] }, action, false],
    ['file, but the finding has none', { rules: 'root-access-key-present', files: '**' }, root, false],
    ['pointer', { rules: 'invalid-action', pointer: '/Statement/1' }, action, true],
    ['exact pointer', { rules: 'invalid-action', pointer: '/Statement/1/Action/0' }, action, true],
    ['whole file', { rules: 'invalid-action', pointer: '' }, action, true],
    ['start of another step', { rules: 'invalid-action', pointer: '/Statement/1/Act' }, action, false],
    ['deeper pointer', { rules: 'invalid-action', pointer: '/Statement/1/Action/0/x' }, action, false],
    ['file and pointer, one wrong', { rules: 'invalid-action', files: 'p/**', pointer: '/Statement/0' }, action, false],
  ])('%s', (_, entry, found, expected) => {
    expect(isSuppressed(entry, found)).toBe(expected);
  });

  test('by Sid, with wildcards', () => {
    expect(isSuppressed({ rules: 'invalid-action', sid: 'Legacy*' }, action, 'LegacyAccess')).toBe(true);
    expect(isSuppressed({ rules: 'invalid-action', sid: 'Legacy*' }, action, 'Other')).toBe(false);
    expect(isSuppressed({ rules: 'invalid-action', sid: '*' }, action)).toBe(false);
  });

  test('by ARN, with wildcards; by name only when there is no ARN', () => {
    const arn = 'arn:aws:iam::111122223333:role/ci/deploy';
    const role = finding('opinion', { resource: { type: 'AWS::IAM::Role', name: 'deploy', arn } });
    expect(isSuppressed({ rules: 'opinion', resource: 'arn:aws:iam::*:role/ci/*' }, role)).toBe(true);
    expect(isSuppressed({ rules: 'opinion', resource: 'arn:aws:iam::*:role/CI/*' }, role)).toBe(false);
    expect(isSuppressed({ rules: 'opinion', resource: 'deploy' }, role)).toBe(false);
    expect(
      isSuppressed(
        { rules: 'opinion', resource: 'dep*' },
        finding('opinion', { resource: { type: 'AWS::IAM::Role', name: 'deploy' } }),
      ),
    ).toBe(true);
    expect(isSuppressed({ rules: 'opinion', resource: '*' }, finding('opinion'))).toBe(false);
  });

  test('by escalation path: the name of a path suppresses that path only', () => {
    const escalation = (id: string) => finding('privilege-escalation', { evidence: { path: { id }, hops: [] } });
    expect(isSuppressed({ rules: 'privilege-escalation' }, escalation('iam-002'))).toBe(true);
    expect(isSuppressed({ rules: 'privilege-escalation', path: 'iam-001' }, escalation('iam-001'))).toBe(true);
    expect(isSuppressed({ rules: 'privilege-escalation', path: 'iam-001' }, escalation('iam-002'))).toBe(false);
    expect(isSuppressed({ rules: 'pathfinding:iam-001' }, escalation('iam-001'))).toBe(true);
    expect(isSuppressed({ rules: 'iam-001' }, escalation('iam-002'))).toBe(false);
    expect(isSuppressed({ rules: 'iam-001' }, finding('privilege-escalation'))).toBe(false);
    expect(isSuppressed({ rules: 'opinion', path: 'iam-001' }, finding('opinion'))).toBe(false);
  });

  test('holds until the end of its last day and then says so', () => {
    const config = configOf({ suppressions: [{ rules: 'opinion', reason: 'x', expires: '2027-03-01' }] });
    const at = (time: string) => applySuppressions([finding('opinion')], config, { now: new Date(time) });
    expect(at('2027-03-01T23:59:59Z')).toMatchObject({ kept: [], suppressed: [{ reason: 'x' }], expired: [] });
    const late = at('2027-03-02T00:00:00Z');
    expect(late).toMatchObject({ kept: [{ ruleId: 'opinion' }], suppressed: [], unused: [] });
    expect(late.expired).toHaveLength(1);
  });

  test('the first entry gives the reason; others that match are used too', () => {
    const config = configOf({
      suppressions: [
        { rules: 'opinion', reason: 'first' },
        { rules: 'opinion', reason: 'second' },
      ],
    });
    const result = applySuppressions([finding('opinion')], config, { now });
    expect(result).toMatchObject({ suppressed: [{ reason: 'first' }], unused: [] });
  });

  test('is unused only where the run could have used it', () => {
    const unused = (entry: object, judged: Judged) =>
      applySuppressions([], configOf({ suppressions: [{ rules: 'opinion', reason: 'x', ...entry }] }), { now, judged })
        .unused.length;
    const judged = { files: ['a.json'], rules: new Set(['opinion']), isComplete: false };
    expect(unused({ files: 'a.json' }, judged)).toBe(1);
    expect(unused({ files: 'b.json' }, judged)).toBe(0);
    expect(unused({ files: 'b.json' }, { ...judged, isComplete: true })).toBe(1);
    expect(unused({}, judged)).toBe(0);
    expect(unused({}, { ...judged, isComplete: true })).toBe(1);
    expect(unused({ files: 'a.json' }, { ...judged, rules: new Set(['invalid-action']) })).toBe(0);
  });
});

test('suppressionProblems points into the configuration, in its order', () => {
  const config = configOf(
    {
      suppressions: [
        { rules: 'opinion', reason: 'x', expires: '2020-01-01' },
        { rules: 'invalid-action', reason: 'used' },
        { rules: ['invalid-service', 'opinion'], reason: 'x' },
      ],
    },
    { ...place, locate: (pointer) => (pointer === '/suppressions/2' ? { line: 5, column: 7 } : undefined) },
  );
  const result = applySuppressions([finding('invalid-action')], config, { now });
  expect(suppressionProblems(config, result)).toEqual([
    {
      at: { location: { file: place.file, pointer: '/suppressions/0' } },
      message: 'expired',
      data: { rules: ['opinion'], expires: '2020-01-01' },
    },
    {
      at: { location: { file: place.file, line: 5, column: 7, pointer: '/suppressions/2' } },
      message: 'unused',
      data: { rules: ['invalid-service', 'opinion'], expires: '' },
    },
  ]);
});
