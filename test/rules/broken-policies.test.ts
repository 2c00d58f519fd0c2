/** Broken policies, as nobody would write them: no rule throws, and one wrong value is one grammar finding. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/iam-data.ts';
import { newOutcome, prepare, type Outcome } from '../../src/engine.ts';
import { policyTypes, type PolicyType } from '../../src/policy/model.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import { pointerOf, type Path } from '../../src/policy/place.ts';
import { rules } from '../../src/rules/index.ts';

const catalog = openCatalog();
const active = rules.map((rule) => ({
  rule,
  options: Object.fromEntries(
    Object.entries(rule.meta.options ?? {}).map(([name, { default: value }]) => [name, value]),
  ),
}));

/** All rules over one policy. */
function runAll(raw: unknown, type: PolicyType): Outcome {
  const outcome = newOutcome();
  const locate = (path: Path) => ({ pointer: pointerOf('', path) });
  const source = { pointer: '', locate, text: () => '{}' };
  prepare(active, { catalog, now: new Date('2026-11-01T00:00:00Z') }, outcome).policy(
    parsePolicy(raw, { type, source }),
  );
  return outcome;
}

const sound = (Principal: unknown) => ({
  Version: '2012-10-17',
  Id: 'reports',
  Statement: [
    {
      Sid: 'Read',
      Effect: 'Allow',
      ...(Principal === undefined ? {} : { Principal }),
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: 'arn:aws:s3:::reports/*',
      Condition: { StringEquals: { 'aws:PrincipalTag/team': ['red', 'blue'] } },
    },
  ],
});
const principal = { AWS: ['111122223333', '444455556666'] };

/** `raw` with another value at the path. */
function withValue(raw: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(raw)) return raw.map((item: unknown, at) => (at === key ? withValue(item, rest, value) : item));
  const members = raw as Record<string, unknown>;
  return { ...members, [key]: withValue(members[key], rest, value) };
}

/** Paths of all values inside. */
function pathsIn(raw: unknown, path: Path = []): Path[] {
  if (typeof raw !== 'object' || raw === null) return [path];
  const keys = Array.isArray(raw) ? raw.keys() : Object.keys(raw);
  return [path, ...[...keys].flatMap((key) => pathsIn((raw as Record<string | number, unknown>)[key], [...path, key]))];
}

/** A list or object that many levels deep. */
function nest(levels: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
}

const elements = [
  'Version', 'Id', 'Statement', 'Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource',
  'NotResource', 'Condition', 'effect', '__proto__', 'constructor', 'AWS', 'Service', 'StringEquals', 'Null', 'Bool',
  'ForAllValues:StringLike', 'aws:SourceArn', 'aws:username', 'iam:PassedToService',
]; // prettier-ignore
const texts = [
  'Allow', 'Deny', '*', '', 'iam:*', 'iam:PassRole', 's3:Get*', 'arn:', 'arn:aws:s3:::a/${aws:username}', '${', 'x y',
  'arn:aws:iam::111122223333:role/*', 'sts:AssumeRole', '2012-10-17', 'lambda.amazonaws.com', '\u0000', '10.0.0.0/99',
]; // prettier-ignore

const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, 0, -1, 1e308, ...texts),
    fc.string(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...elements) }, fc.string()), tie('value')), {
        maxLength: 6,
      })
      .map((members) => Object.fromEntries(members)),
  ),
})).value;

function expectNoCrash(raw: unknown, type: PolicyType): void {
  const { crashes } = runAll(raw, type);
  expect([...crashes].map(([id, error]) => `${id}: ${String(error)}`)).toEqual([]);
}

describe('no rule throws', () => {
  it('on arbitrary values', () => {
    fc.assert(fc.property(anything, fc.constantFrom(...policyTypes), expectNoCrash), { numRuns: 300 });
  });

  it('on any value in any place of a sound policy', () => {
    const whole = sound(principal);
    const place = fc.constantFrom(...pathsIn(whole));
    fc.assert(
      fc.property(place, anything, fc.constantFrom(...policyTypes), (path, value, type) => {
        expectNoCrash(withValue(whole, path, value), type);
      }),
      { numRuns: 300 },
    );
  });

  const wraps = {
    lists: (inner: unknown) => [inner],
    statements: (inner: unknown) => ({ Statement: inner }),
    conditions: (inner: unknown) => ({ Condition: inner, StringEquals: 'x' }),
  };
  for (const [name, wrap] of Object.entries(wraps)) {
    it(`on deep nesting of ${name}`, () => {
      const deep = nest(20_000, wrap);
      for (const path of pathsIn(sound(principal))) expectNoCrash(withValue(sound(principal), path, deep), 'resource');
    });
  }

  it('on huge lists', () => {
    const many = (make: (index: number) => unknown) => Array.from({ length: 3000 }, (_, index) => make(index));
    const lists: [Path, unknown][] = [
      [['Statement', 0, 'Action'], many((index) => `s3:Get${index}*`)],
      [['Statement', 0, 'Action'], many((index) => index)],
      [['Statement', 0, 'Resource'], many((index) => `arn:aws:s3:::reports-${index}/*`)],
      [['Statement', 0, 'Principal', 'AWS'], many((index) => String(100_000_000_000 + index))],
      [['Statement', 0, 'Condition', 'StringEquals', 'aws:SourceArn'], many((index) => `arn:${index}`)],
      [['Statement'], many((index) => ({ Sid: `S${index}`, Effect: 'Allow', effect: index }))],
    ];
    for (const [path, list] of lists) expectNoCrash(withValue(sound(principal), path, list), 'resource');
  }, 60_000);
});

/** What judges the form of a policy, not its meaning. */
const grammar =
  /^(?:data-type-mismatch|json-syntax-error|missing-(?:version|statement|effect|action|resource|principal)|empty-.*|unique-sids-.*|unsupported-(?:principal|sid|element-combination)|invalid-(?:policy-element|version|effect|principal-(?:format|key)|condition-data-type))$/;

function grammarFindings(raw: unknown, type: PolicyType): string[] {
  return runAll(raw, type)
    .findings.filter(({ ruleId }) => grammar.test(ruleId))
    .map(({ ruleId, location }) => `${ruleId} ${location.pointer ?? ''}`);
}

describe('one wrong value is one grammar finding', () => {
  const bases: [PolicyType, unknown][] = [
    ['identity', sound(undefined)],
    ['resource', sound(principal)],
  ];
  for (const [type, whole] of bases) {
    it(`of a sound ${type} policy`, () => {
      expect(grammarFindings(whole, type)).toEqual([]);
      for (const path of pathsIn(whole)) {
        for (const value of wrongFor(path)) {
          const found = grammarFindings(withValue(whole, path, value), type);
          expect(found, `${JSON.stringify(value)} at ${pointerOf('', path)}`).toHaveLength(1);
        }
      }
    });
  }

  it.each([
    ['version', { version: '2012-10-17' }, 'Version'],
    ['statement', { statement: sound(undefined).Statement }, 'Statement'],
  ])('of a top-level name in the wrong letter case: %s', (name, member, right) => {
    const rest = Object.entries(sound(undefined)).filter(([element]) => element !== right);
    expect(grammarFindings({ ...Object.fromEntries(rest), ...member }, 'identity')).toEqual([
      `invalid-policy-element /${name}`,
    ]);
  });

  it.each(['Effect', 'Action', 'Resource', 'Principal'] as const)('of %s in the wrong letter case', (name) => {
    const { [name]: value, ...rest } = sound(principal).Statement[0] as Record<string, unknown>;
    const raw = { ...sound(principal), Statement: [{ ...rest, [name.toLowerCase()]: value }] };
    expect(grammarFindings(raw, 'resource')).toEqual([`invalid-policy-element /Statement/0/${name.toLowerCase()}`]);
  });
});

/** Values of a JSON type that the place does not take. Numbers and Booleans are good condition values. */
function wrongFor(path: Path): unknown[] {
  const last = path.at(-1);
  const isConditionValue = path.includes('StringEquals') && path.length >= 5;
  if (isConditionValue) return path.length === 5 ? [null, { a: 1 }] : [null, { a: 1 }, [[]]];
  if (path.length === 0) return [null, 1, true, 'text', []];
  const isObject = last === 'Condition' || last === 'StringEquals';
  if (isObject || last === 'Principal') return [null, 1, true, 'text', ['text']];
  const isTexts = last === 'Action' || last === 'Resource' || last === 'AWS';
  if (isTexts) return [null, 1, true, { a: 'text' }, [1]];
  if (last === 'Statement') return [null, 1, true, 'text', [1]];
  if (path.length === 2 && last === 0) return [null, 1, true, 'text', []];
  return [null, 1, true, { a: 'text' }, [['text']]];
}
