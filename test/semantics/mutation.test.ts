/**
 * For each rule of evaluation a case whose answer flips when only that rule is broken: shown with the literal evaluator,
 * one rule switched off. The evaluator in src answers the same cases, so it cannot lose a rule unnoticed.
 */
import { describe, expect, test } from 'vitest';
import { documentAllows } from '../../src/semantics/compile.ts';
import { prepareRequest } from '../../src/semantics/request.ts';
import { allow, compiled, deny, doc, without, type Doc } from './build.ts';
import { allowsLiterally, semanticRules, type PlainRequest, type SemanticRule } from './literal-evaluator.ts';

interface Case {
  readonly policy: Doc;
  readonly request?: Partial<PlainRequest>;
  readonly allowed: boolean;
}

const ana = 'arn:aws:iam::111122223333:user/ana';
const session = 'arn:aws:sts::111122223333:assumed-role/app/s1';
const plain: PlainRequest = {
  principal: ana,
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::bucket/key',
  context: {},
};

const when = (condition: Doc, context: PlainRequest['context'], allowed: boolean): Case => ({
  policy: doc(allow({ Condition: condition })),
  request: { context },
  allowed,
});

const on = (Resource: string, resource: string, allowed: boolean, context: PlainRequest['context'] = {}): Case => ({
  policy: doc(allow({ Resource })),
  request: { resource, context },
  allowed,
});

const to = (statement: Doc, principal: string, allowed: boolean): Case => ({
  policy: doc(allow({ Principal: '*' }), statement),
  request: { principal },
  allowed,
});

/** Several cases where a rule has two sides. */
const cases: Readonly<Record<SemanticRule, readonly Case[]>> = {
  'action-letter-case': [
    { policy: doc(allow({ Action: 'S3:getobject' })), allowed: true },
    { policy: doc(allow(), deny({ Action: 's3:GETOBJECT' })), allowed: false },
    { policy: doc(without(allow({ NotAction: 's3:get*' }), 'Action')), allowed: false },
  ],
  'resource-letter-case': [on('arn:aws:s3:::Bucket/*', plain.resource, false)],
  'resource-arn-parts': [on('arn:aws:s3:*:bucket/key:x', 'arn:aws:s3:::bucket/key:x', false)],
  'deny-wins': [{ policy: doc(deny({ Action: 's3:Get*' }), allow()), allowed: false }],
  'key-letter-case': [
    when({ StringEquals: { 'aws:requesttag/A': 'x' } }, { 'aws:RequestTag/a': 'x' }, true),
    on('arn:aws:s3:::bucket/${AWS:username}', 'arn:aws:s3:::bucket/ana', true, { 'aws:username': 'ana' }),
  ],
  'string-letter-case': [when({ StringEquals: { k: 'a' } }, { k: 'A' }, false)],
  'equals-without-wildcards': [when({ StringEquals: { k: 'a*' } }, { k: 'ab' }, false)],
  'condition-arn-parts': [
    when({ ArnLike: { k: 'arn:aws:sns:*:t' } }, { k: 'arn:aws:sns:eu:111122223333:t' }, false),
    when({ ArnNotEquals: { k: 'arn:aws:sns:*:t' } }, { k: 'arn:aws:sns:eu:111122223333:t' }, true),
  ],
  'if-exists': [
    when({ StringEqualsIfExists: { k: 'a' } }, {}, true),
    when({ BoolIfExists: { k: 'true' } }, {}, true),
    when({ 'ForAnyValue:StringLikeIfExists': { k: 'a' } }, {}, true),
  ],
  'negated-absent': [
    when({ StringNotEquals: { k: 'a' } }, {}, true),
    when({ NotIpAddress: { k: '10.0.0.0/8' } }, {}, true),
  ],
  'negated-several-values': [when({ StringNotEquals: { k: 'a' } }, { k: ['b', 'a'] }, false)],
  'for-all-every': [when({ 'ForAllValues:StringEquals': { k: ['a', 'b'] } }, { k: ['a', 'c'] }, false)],
  'for-all-absent': [
    when({ 'ForAllValues:StringEquals': { k: 'a' } }, {}, true),
    when({ 'ForAllValues:StringEquals': { k: 'a' } }, { k: [] }, true),
  ],
  'for-any-some': [when({ 'ForAnyValue:StringEquals': { k: 'a' } }, { k: ['x', 'a'] }, true)],
  'for-any-absent': [
    when({ 'ForAnyValue:StringEquals': { k: 'a' } }, { k: [] }, false),
    when({ 'ForAnyValue:StringNotEquals': { k: 'a' } }, {}, false),
  ],
  'null-absent': [
    when({ Null: { k: 'true' } }, {}, true),
    when({ Null: { k: 'true' } }, { k: '' }, false),
    when({ Null: { k: 'false' } }, { k: 'x' }, true),
  ],
  'null-empty': [when({ Null: { k: 'true' } }, { k: [] }, true), when({ Null: { k: 'false' } }, { k: [] }, false)],
  'variable-version': [
    {
      policy: { Version: '2008-10-17', Statement: [allow({ Resource: 'arn:aws:s3:::bucket/${k}' })] },
      request: { context: { k: 'key' } },
      allowed: false,
    },
    {
      policy: { Statement: [allow({ Condition: { StringEquals: { k: '${m}' } } })] },
      request: { context: { k: 'a', m: 'a' } },
      allowed: false,
    },
  ],
  'variable-escape': [
    on('arn:aws:s3:::bucket/${*}', 'arn:aws:s3:::bucket/*', true),
    when({ StringLike: { k: 'a${?}' } }, { k: 'a?' }, true),
    when({ StringEquals: { k: '${$}{x}' } }, { k: '${x}' }, true),
  ],
  'variable-default': [
    on("arn:aws:s3:::bucket/${k, 'key'}", plain.resource, true),
    when({ StringEquals: { k: "${m, 'a'}" } }, { k: 'a' }, true),
  ],
  'variable-literal': [on('arn:aws:s3:::bucket/${k}', 'arn:aws:s3:::bucket/key', false, { k: 'k*' })],
  'variable-single': [on('arn:aws:s3:::bucket/${k}', 'arn:aws:s3:::bucket/key', false, { k: ['key', 'x'] })],
  'variable-absent-negated': [when({ StringNotEquals: { k: '${m}' } }, { k: 'a' }, false)],
  'variable-absent-not-resource': [
    { policy: doc(without(allow({ NotResource: 'arn:aws:s3:::bucket/${k}' }), 'Resource')), allowed: false },
  ],
  'number-value': [
    when({ NumericLessThan: { k: '10' } }, { k: '9.5' }, true),
    when({ NumericEquals: { k: '10' } }, { k: '10.0' }, true),
  ],
  'date-instant': [
    when({ DateGreaterThan: { k: '2020-01-01T00:45:00Z' } }, { k: '2020-01-01T01:00:00+00:30' }, false),
    when({ DateEquals: { k: '2020-01-01T00:00:00Z' } }, { k: '2020-01-01T01:00:00+01:00' }, true),
  ],
  'bool-letter-case': [when({ Bool: { k: 'true' } }, { k: 'TRUE' }, true)],
  'ip-family': [
    when({ IpAddress: { k: '0.0.0.0/0' } }, { k: '::1' }, false),
    when({ NotIpAddress: { k: '::/0' } }, { k: '10.0.0.1' }, true),
  ],
  'ip-prefix': [
    when({ IpAddress: { k: '10.0.0.0/9' } }, { k: '10.127.255.255' }, true),
    when({ IpAddress: { k: '2001:db8::/32' } }, { k: '2001:db8:1::1' }, true),
  ],
  'principal-account': [
    to(deny({ Principal: { AWS: '111122223333' } }), ana, false),
    to(deny({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }), session, false),
  ],
  'principal-session': [to(deny({ Principal: { AWS: 'arn:aws:iam::111122223333:role/app' } }), session, false)],
  'not-principal-chain': [
    to(deny({ NotPrincipal: { AWS: ana } }), ana, false),
    to(deny({ NotPrincipal: { AWS: [session, '111122223333'] } }), session, false),
  ],
  'not-principal-allow': [
    { policy: doc(allow({ NotPrincipal: { AWS: ana } })), allowed: false },
    { policy: doc(allow({ NotPrincipal: { AWS: ana } })), request: { principal: session }, allowed: true },
  ],
};

const hasPrincipals = (policy: Doc): boolean => /"(Not)?Principal":/.test(JSON.stringify(policy));

describe.each(semanticRules)('%s', (rule) => {
  test.each(cases[rule])('case %#: $allowed', ({ policy, request, allowed }) => {
    const asked = { ...plain, ...request };
    const type = hasPrincipals(policy) ? 'resource' : 'identity';
    expect(documentAllows(compiled(policy, type), prepareRequest(asked)), 'the evaluator').toBe(allowed);
    expect(allowsLiterally(policy, asked, hasPrincipals(policy)), 'the literal evaluator').toBe(allowed);
    expect(allowsLiterally(policy, asked, hasPrincipals(policy), rule), 'with the rule broken').toBe(!allowed);
  });
});

test('every rule has a case', () => {
  expect(semanticRules.filter((rule) => cases[rule].length === 0)).toEqual([]);
});
