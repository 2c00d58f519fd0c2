/** What lists of actions show by themselves, and what they must leave to the comparator. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkNoNewAccess } from '../../src/semantics/compare/checks.ts';
import { pairStatements, plainlyKeeps } from '../../src/suggest/plain-proof.ts';
import { parseDocument } from '../../src/suggest/prove.ts';

const condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const read = { Sid: 'Read', Effect: 'Allow', Action: ['s3:Get*', 'sqs:*'], Resource: '*', Condition: condition };
const rest = { Sid: 'Rest', Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' };
const deny = { Sid: 'No', Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' };
const before = { Version: '2012-10-17', Statement: [read, rest, deny] };
const isPlain = (...documents: readonly unknown[]): boolean =>
  pairStatements(parseDocument(before), documents) !== undefined;
const withStatements = (...Statement: readonly unknown[]) => ({ ...before, Statement });

it.each([
  ['nothing changed', before],
  ['a pattern less', withStatements({ ...read, Action: ['s3:Get*'] }, rest, deny)],
  ['a narrower pattern', withStatements({ ...read, Action: 's3:GetObject' }, rest, deny)],
  ['a statement less', withStatements(rest, deny)],
  ['an exception more', withStatements(read, { ...rest, NotAction: ['iam:*', 'ec2:*'] }, deny)],
])('sees %s', (_, document) => {
  expect(isPlain(document)).toBe(true);
});

it.each([
  ['another action', withStatements({ ...read, Action: ['s3:Put*'] }, rest, deny)],
  ['a wider pattern', withStatements({ ...read, Action: 's3:*' }, rest, deny)],
  ['an empty list', withStatements({ ...read, Action: [] }, rest, deny)],
  ['a condition less', withStatements({ ...read, Condition: undefined }, rest, deny)],
  ['a condition that is gone', withStatements({ Effect: 'Allow', Action: ['s3:Get*'], Resource: '*' }, rest, deny)],
  ['another resource', withStatements({ ...read, Resource: ['*'] }, rest, deny)],
  ['an exception less', withStatements(read, { ...rest, NotAction: ['ec2:*'] }, deny)],
  ['an Action beside NotAction', withStatements(read, { ...rest, Action: 's3:*' }, deny)],
  ['no denial', withStatements(read, rest)],
  ['a smaller denial', withStatements(read, rest, { ...deny, Action: 's3:DeleteBucketPolicy' })],
  ['another order', withStatements(rest, read, deny)],
  ['another version', { ...before, Version: '2008-10-17' }],
  ['no document', null],
])('leaves %s to the comparator', (_, document) => {
  expect(isPlain(document)).toBe(false);
});

it('tells when something in use is gone', () => {
  const document = withStatements({ ...read, Action: ['s3:Get*'] }, rest, deny);
  const pairs = pairStatements(parseDocument(before), [document]) ?? [];
  const used = (...actions: readonly string[]) =>
    plainlyKeeps(pairs, (pattern) => actions.filter((one) => one.startsWith(pattern.slice(0, 3))));
  expect(used('s3:GetObject')).toBe(true);
  expect(used('s3:GetObject', 'sqs:SendMessage')).toBe(false);
});

it('never calls plain what the comparator refutes', () => {
  const pattern = fc.constantFrom('s3:*', 's3:Get*', 's3:GetObject', 'S3:g?tObject', 'sqs:*', '*', 'iam:PassRole');
  const patterns = fc.uniqueArray(pattern, { minLength: 1, maxLength: 3 });
  const statement = fc.record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    element: fc.constantFrom('Action', 'Action', 'NotAction'),
    patterns,
    Resource: fc.constantFrom('*', 'arn:aws:s3:::b/*'),
  });
  const written = statement.map(({ element, patterns: list, ...more }) => ({ ...more, [element]: list }));
  const change = fc.record({ keep: fc.boolean(), element: fc.constantFrom('Action', 'NotAction'), patterns });
  let plain = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(written, fc.option(change)), { minLength: 1, maxLength: 3 }), (list) => {
      const old = { Version: '2012-10-17', Statement: list.map(([one]) => one) };
      const Statement = list.flatMap(([one, made]) => {
        if (!made) return [one];
        const { Effect, Resource } = one;
        return made.keep ? [{ Effect, Resource, [made.element]: made.patterns }] : [];
      });
      const next = { Version: '2012-10-17', Statement };
      if (!pairStatements(parseDocument(old), [next])) return;
      plain++;
      if (Statement.length > 0) expect(checkNoNewAccess(parseDocument(old), parseDocument(next)).result).toBe('PASS');
    }),
    { numRuns: 500 },
  );
  expect(plain).toBeGreaterThan(20);
});
