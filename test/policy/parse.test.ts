import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GrammarProblem, Policy } from '../../src/policy/model.ts';
import { parsePolicy, typeName } from '../../src/policy/parse.ts';
import { pathOf, pointerOf, type Place, type PolicySource } from '../../src/policy/place.ts';

const source: PolicySource = { pointer: '', locate: () => ({}) };

function parse(raw: unknown): Policy {
  return parsePolicy(raw, { type: 'identity', source });
}

/** `/Statement/0/Action`; a trailing `#` says that the place is the member's name. */
function at(place: Place): string {
  return pointerOf('', pathOf(place)) + (place.isName ? '#' : '');
}

function problemsOf(raw: unknown): unknown[] {
  return parse(raw).problems.map((problem: GrammarProblem) => {
    const { kind, place } = problem;
    if (problem.kind === 'data-type-mismatch')
      return [kind, at(place), problem.element, problem.found, problem.expected];
    if (problem.kind === 'invalid-policy-element') return [kind, at(place), problem.element, problem.parent];
    if (problem.kind === 'invalid-principal-format') return [kind, at(place), problem.element, problem.found];
    if (problem.kind === 'invalid-condition-data-type') return [kind, at(place), problem.key, problem.found];
    return [kind, at(place)];
  });
}

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const inStatement = (more: object): unknown => ({ Statement: { ...statement, ...more } });
const first = (raw: unknown) => parse(raw).statements[0]!;

describe('a policy', () => {
  it('keeps what it was told and the raw value', () => {
    const raw = { Version: '2012-10-17', Id: 'an id', Statement: [statement] };
    const policy = parsePolicy(raw, { type: 'resource', resourceType: 'AWS::S3::Bucket', source });
    expect(policy).toMatchObject({
      type: 'resource',
      resourceType: 'AWS::S3::Bucket',
      version: { text: '2012-10-17' },
      id: { text: 'an id' },
      statementsAreList: true,
      problems: [],
    });
    expect(policy.raw).toBe(raw);
    expect(policy.source).toBe(source);
    expect(at(policy.version!.place)).toBe('/Version');
    expect(at(policy.place)).toBe('');
  });

  it('leaves out what is not there', () => {
    const policy = parse({ Statement: statement });
    expect(policy).not.toHaveProperty('version');
    expect(policy).not.toHaveProperty('id');
    expect(policy).not.toHaveProperty('resourceType');
    expect(policy.statementsAreList).toBe(false);
  });

  it.each([
    [null, 'null'],
    ['text', 'string'],
    [5, 'number'],
    [true, 'boolean'],
    [[], 'list'],
    [undefined, 'undefined'],
  ])('%j is none', (raw, found) => {
    expect(problemsOf(raw)).toEqual([['data-type-mismatch', '', 'policy', found, ['object']]]);
    expect(parse(raw).statements).toEqual([]);
  });

  it.each([{}, { Version: '2012-10-17' }])('%j lacks a statement', (raw) => {
    expect(problemsOf(raw)).toEqual([['missing-statement', '']]);
  });

  it('may have an empty list of statements', () => {
    expect(parse({ Statement: [] })).toMatchObject({ statements: [], statementsAreList: true, problems: [] });
  });

  it('reports members the grammar does not know, whose names are case-sensitive', () => {
    expect(problemsOf({ version: '2012-10-17', Statement: [], Comment: 1 })).toEqual([
      ['invalid-policy-element', '/version#', 'version', 'policy'],
      ['invalid-policy-element', '/Comment#', 'Comment', 'policy'],
    ]);
  });

  it.each([
    [{ Version: 2012, Statement: [] }, ['data-type-mismatch', '/Version', 'Version', 'number', ['string']]],
    [{ Version: null, Statement: [] }, ['data-type-mismatch', '/Version', 'Version', 'null', ['string']]],
    [{ Id: ['a'], Statement: [] }, ['data-type-mismatch', '/Id', 'Id', 'list', ['string']]],
    [{ Statement: 'a' }, ['data-type-mismatch', '/Statement', 'Statement', 'string', ['object']]],
    [{ Statement: null }, ['data-type-mismatch', '/Statement', 'Statement', 'null', ['object']]],
    [{ Statement: [null] }, ['data-type-mismatch', '/Statement/0', 'Statement[0]', 'null', ['object']]],
    [{ Statement: [[]] }, ['data-type-mismatch', '/Statement/0', 'Statement[0]', 'list', ['object']]],
  ])('%j has a value of the wrong type', (raw, problem) => {
    expect(problemsOf(raw)).toEqual([problem]);
  });

  it('keeps the index of statements after a bad one', () => {
    const { statements } = parse({ Statement: [5, statement] });
    expect(statements.map(({ index, place }) => [index, at(place)])).toEqual([[1, '/Statement/1']]);
  });
});

describe('a statement', () => {
  it('has the elements of the grammar with their places', () => {
    const parsed = first({
      Statement: [
        {
          Sid: 'One',
          Effect: 'Deny',
          NotAction: ['iam:*', 'S3:Get?'],
          NotResource: 'arn:aws:s3:::a',
          NotPrincipal: { AWS: '111122223333' },
        },
      ],
    });
    expect(parsed).toMatchObject({
      index: 0,
      isAllow: false,
      isDamaged: false,
      sid: { text: 'One' },
      effect: { text: 'Deny' },
    });
    expect(parsed.notAction).toMatchObject({ name: 'NotAction', isList: true });
    expect(parsed.notAction!.values).toMatchObject([
      { text: 'iam:*', service: 'iam', name: '*', negated: true },
      { text: 'S3:Get?', service: 's3', name: 'Get?', negated: true },
    ]);
    expect(at(parsed.notAction!.namePlace)).toBe('/Statement/0/NotAction#');
    expect(at(parsed.notAction!.values[1]!.place)).toBe('/Statement/0/NotAction/1');
    expect(parsed.notResource).toMatchObject({ isList: false, values: [{ text: 'arn:aws:s3:::a', negated: true }] });
    expect(at(parsed.notResource!.values[0]!.place)).toBe('/Statement/0/NotResource');
    expect(parsed.notPrincipal).toMatchObject({ name: 'NotPrincipal', isStar: false });
    expect(parsed.notPrincipal!.values).toMatchObject([{ text: '111122223333', kind: 'AWS', negated: true }]);
    for (const name of ['action', 'resource', 'principal', 'condition']) expect(parsed).not.toHaveProperty(name);
    expect(parsed.conditions).toEqual([]);
    expect(parsed.policy.statements[0]).toBe(parsed);
  });

  it.each([
    ['Allow', true],
    ['Deny', false],
    ['allow', undefined],
    ['', undefined],
  ])('effect %j is allow: %j', (Effect, isAllow) => {
    expect(first(inStatement({ Effect }))).toMatchObject({ isAllow, effect: { text: Effect }, isDamaged: false });
  });

  it('without an effect is neither', () => {
    const parsed = first({ Statement: {} });
    expect(parsed.isAllow).toBeUndefined();
    expect(parsed).not.toHaveProperty('effect');
  });

  it.each([
    ['*', undefined, '*'],
    ['GetObject', undefined, 'GetObject'],
    ['s3:', 's3', ''],
    [':x', '', 'x'],
    ['A:b:c', 'a', 'b:c'],
    ['', undefined, ''],
  ])('action %j is service %j, name %j', (Action, service, name) => {
    expect(first(inStatement({ Action })).action!.values).toMatchObject([
      { text: Action, service, name, negated: false },
    ]);
  });

  it.each([
    [{ Sid: 1 }, '/Statement/Sid', 'Sid', 'number', ['string']],
    [{ Effect: true }, '/Statement/Effect', 'Effect', 'boolean', ['string']],
    [{ Effect: ['Allow'] }, '/Statement/Effect', 'Effect', 'list', ['string']],
    [{ Action: 1 }, '/Statement/Action', 'Action', 'number', ['string', 'list of strings']],
    [{ Action: {} }, '/Statement/Action', 'Action', 'object', ['string', 'list of strings']],
    [{ Action: null }, '/Statement/Action', 'Action', 'null', ['string', 'list of strings']],
    [{ Action: ['a', ['b']] }, '/Statement/Action/1', 'Action[1]', 'list', ['string']],
    [{ NotResource: [null] }, '/Statement/NotResource/0', 'NotResource[0]', 'null', ['string']],
    [
      { Principal: { AWS: 111122223333 } },
      '/Statement/Principal/AWS', 'Principal.AWS', 'number', ['string', 'list of strings'],
    ],
    [{ Principal: { AWS: ['*', {}] } }, '/Statement/Principal/AWS/1', 'Principal.AWS[1]', 'object', ['string']],
    [{ Condition: [] }, '/Statement/Condition', 'Condition', 'list', ['object']],
    [{ Condition: 'x' }, '/Statement/Condition', 'Condition', 'string', ['object']],
    [{ Condition: { Bool: [] } }, '/Statement/Condition/Bool', 'Condition.Bool', 'list', ['object']],
  ])('%j has a value of the wrong type', (more, ...problem) => {
    expect(problemsOf(inStatement(more))).toEqual([['data-type-mismatch', ...problem]]);
    const policy = parse(inStatement(more));
    expect(policy.statements[0]!.isDamaged).toBe(true);
    expect(policy.problems[0]!.statement).toBe(policy.statements[0]);
  }); // prettier-ignore

  it.each([
    [{ Principal: 5 }, 'invalid-principal-format', '/Statement/Principal', 'Principal', 'number'],
    [{ Principal: ['*'] }, 'invalid-principal-format', '/Statement/Principal', 'Principal', 'list'],
    [{ NotPrincipal: null }, 'invalid-principal-format', '/Statement/NotPrincipal', 'NotPrincipal', 'null'],
    [{ Condition: { Bool: { k: null } } }, 'invalid-condition-data-type', '/Statement/Condition/Bool/k', 'k', 'null'],
    [{ Condition: { Bool: { k: {} } } }, 'invalid-condition-data-type', '/Statement/Condition/Bool/k', 'k', 'object'],
    [
      { Condition: { Bool: { 'a/b': ['x', ['y']] } } },
      'invalid-condition-data-type', '/Statement/Condition/Bool/a~1b/1', 'a/b', 'list',
    ],
  ])('%j has a problem of its own kind', (more, ...problem) => {
    expect(problemsOf(inStatement(more))).toEqual([problem]);
    expect(first(inStatement(more)).isDamaged).toBe(true);
  }); // prettier-ignore

  it('keeps the good values beside a bad one', () => {
    const parsed = first(inStatement({ Action: ['s3:GetObject', 5, 's3:PutObject'] }));
    expect(parsed.action!.values.map(({ text, place }) => [text, at(place)])).toEqual([
      ['s3:GetObject', '/Statement/Action/0'],
      ['s3:PutObject', '/Statement/Action/2'],
    ]);
  });

  it('reports unknown elements by name and is damaged by them; its neighbour is not', () => {
    const raw = { Statement: [{ ...statement, Actions: 's3:*', effect: 'Deny' }, statement] };
    expect(problemsOf(raw)).toEqual([
      ['invalid-policy-element', '/Statement/0/Actions#', 'Actions', 'statement'],
      ['invalid-policy-element', '/Statement/0/effect#', 'effect', 'statement'],
    ]);
    expect(parse(raw).statements.map(({ isDamaged }) => isDamaged)).toEqual([true, false]);
  });

  it('may have empty lists', () => {
    expect(first(inStatement({ Action: [], Resource: [] }))).toMatchObject({
      action: { isList: true, values: [] },
      resource: { isList: true, values: [] },
      isDamaged: false,
    });
  });
});

describe('principals', () => {
  it('the plain star is isStar, the object form is not', () => {
    expect(first(inStatement({ Principal: '*' })).principal).toMatchObject({
      isStar: true,
      groups: [],
      values: [{ text: '*', kind: 'AWS', negated: false }],
    });
    expect(first(inStatement({ Principal: { AWS: '*' } })).principal).toMatchObject({
      isStar: false,
      values: [{ text: '*' }],
    });
    expect(first(inStatement({ Principal: '111122223333' })).principal).toMatchObject({ isStar: false });
  });

  it('keeps each group, also an unknown or an empty one', () => {
    const { principal } = first(inStatement({ Principal: { Service: ['a', 'b'], AWS: [], Aws: 'c', Federated: 'd' } }));
    expect(
      principal!.groups.map(({ key, isList, values }) => [key.text, at(key.place), isList, values.length]),
    ).toEqual([
      ['Service', '/Statement/Principal/Service#', true, 2],
      ['AWS', '/Statement/Principal/AWS#', true, 0],
      ['Aws', '/Statement/Principal/Aws#', false, 1],
      ['Federated', '/Statement/Principal/Federated#', false, 1],
    ]);
    expect(principal!.values.map(({ kind, text, place }) => [kind, text, at(place)])).toEqual([
      ['Service', 'a', '/Statement/Principal/Service/0'],
      ['Service', 'b', '/Statement/Principal/Service/1'],
      ['Aws', 'c', '/Statement/Principal/Aws'],
      ['Federated', 'd', '/Statement/Principal/Federated'],
    ]);
  });
});

describe('conditions', () => {
  it('are one entry for each operator and key', () => {
    const { conditions, condition } = first(
      inStatement({
        Condition: {
          'ForAnyValue:stringlikeIfExists': { 'aws:TagKeys': ['a', 'b'], 'aws:x': 'c' },
          Bool: { 'aws:SecureTransport': true },
          NumericLessThan: { 's3:max-keys': [10, 0.5] },
          Made: {},
        },
      }),
    );
    expect(
      conditions.map(({ operator, key, isList, values }) => [operator.base, key.text, isList, values.length]),
    ).toEqual([
      ['StringLike', 'aws:TagKeys', true, 2],
      ['StringLike', 'aws:x', false, 1],
      ['Bool', 'aws:SecureTransport', false, 1],
      ['NumericLessThan', 's3:max-keys', true, 2],
    ]);
    expect(conditions[0]!.operator).toMatchObject({
      text: 'ForAnyValue:stringlikeIfExists',
      qualifier: 'ForAnyValue',
      ifExists: true,
    });
    expect(conditions[2]!.values).toMatchObject([{ text: 'true', written: 'boolean' }]);
    expect(conditions[3]!.values).toMatchObject([
      { text: '10', written: 'number' },
      { text: '0.5', written: 'number' },
    ]);
    expect(at(conditions[3]!.values[1]!.place)).toBe('/Statement/Condition/NumericLessThan/s3:max-keys/1');
    expect(at(conditions[0]!.key.place)).toBe('/Statement/Condition/ForAnyValue:stringlikeIfExists/aws:TagKeys#');
    expect(condition!.operators.map(({ operator, isEmpty }) => [operator.base, isEmpty])).toEqual([
      ['StringLike', false],
      ['Bool', false],
      ['NumericLessThan', false],
      ['Made', true],
    ]);
  });

  it('may be empty, and keys may have an empty list', () => {
    expect(first(inStatement({ Condition: {} }))).toMatchObject({ conditions: [], condition: { operators: [] } });
    expect(first(inStatement({ Condition: { Bool: { k: [] } } })).conditions).toMatchObject([
      { isList: true, values: [] },
    ]);
  });
});

describe('hostile input', () => {
  it('takes names of Object.prototype for plain names', () => {
    const raw: unknown = JSON.parse(
      '{"__proto__": {"Statement": []}, "constructor": 1, "Statement": {"__proto__": {"Effect": "Allow"}, "toString": 1,' +
        '"Principal": {"__proto__": "*"}, "Condition": {"__proto__": {"__proto__": "x", "hasOwnProperty": ["y"]}}}}',
    );
    expect(problemsOf(raw)).toEqual([
      ['invalid-policy-element', '/__proto__#', '__proto__', 'policy'],
      ['invalid-policy-element', '/constructor#', 'constructor', 'policy'],
      ['invalid-policy-element', '/Statement/__proto__#', '__proto__', 'statement'],
      ['invalid-policy-element', '/Statement/toString#', 'toString', 'statement'],
    ]);
    const parsed = first(raw);
    expect(parsed.isAllow).toBeUndefined();
    expect(parsed.principal!.values).toMatchObject([{ kind: '__proto__', text: '*' }]);
    expect(parsed.conditions.map(({ operator, key }) => [operator.base, key.text])).toEqual([
      ['__proto__', '__proto__'],
      ['__proto__', 'hasOwnProperty'],
    ]);
    expect(Object.hasOwn(Object.prototype, 'Effect')).toBe(false);
  });

  it('does not look at inherited members', () => {
    expect(problemsOf(Object.create({ Statement: [statement] }))).toEqual([['missing-statement', '']]);
  });

  it('does not descend into deep values', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    const elements = ['Sid', 'Effect', 'Action', 'Resource', 'Principal', 'Condition', 'Other'];
    for (const name of elements) expect(parse(inStatement({ [name]: deep })).problems).toHaveLength(1);
    expect(parse({ Statement: deep }).problems).toHaveLength(1);
    expect(parse(deep).problems).toHaveLength(1);
  });

  it('takes many statements, values and keys', () => {
    const many = 50_000;
    const Action = Array.from({ length: many }, (_, index) => `s3:A${index}`);
    expect(first(inStatement({ Action })).action!.values).toHaveLength(many);
    expect(parse({ Statement: Array.from({ length: many }, () => 5) }).problems).toHaveLength(many);
    const keys = Object.fromEntries(Action.map((name) => [name, 'x']));
    expect(first(inStatement({ Condition: { Bool: keys } })).conditions).toHaveLength(many);
    expect(first(inStatement({ Principal: keys })).principal!.values).toHaveLength(many);
    expect(parse(inStatement(keys)).problems).toHaveLength(many);
  });

  it('never throws, and every place leads to a value or a name that is there', () => {
    const name = fc.constantFrom(
      'Version', 'Id', 'Statement', 'Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'Resource', 'Condition', 'AWS', 'Bool',
      '__proto__', '', 'a/b~',
    ); // prettier-ignore
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom<unknown>('Allow', '*', 's3:Get*', '', 0, -0, 1e300, true, null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.array(fc.tuple(name, tie('value')), { maxLength: 5 }).map((members) => Object.fromEntries(members)),
      ),
    }));
    const follow = (raw: unknown, place: Place): unknown =>
      pathOf(place).reduce<unknown>((within, key) => {
        expect(Object.hasOwn(within as object, key)).toBe(true);
        return (within as Record<string | number, unknown>)[key];
      }, raw);
    fc.assert(
      fc.property(value, value, (Statement, Other) => {
        const raw = { Statement, Other };
        const policy = parse(raw);
        expect(policy.problems.length).toBeGreaterThan(0);
        for (const problem of policy.problems) {
          const found = follow(raw, problem.place);
          if ('found' in problem) expect(typeName(found)).toBe(problem.found);
        }
        for (const { action, principal } of policy.statements) {
          for (const { text, place } of [...(action?.values ?? []), ...(principal?.values ?? [])]) {
            expect(follow(raw, place)).toBe(text);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
