import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accessOf,
  contains,
  grantsEverything,
  intersect,
  isEmpty,
  isEquivalent,
  isSubset,
  sample,
  subtract,
} from '../../src/semantics/access.ts';
import { mayAct } from '../../src/semantics/effective.ts';
import { document, request } from './arbitrary.ts';
import { allow, compiled, deny, doc, policyOf, without } from './build.ts';
import { allowsLiterally } from './literal-evaluator.ts';

const policy = (...statements: Parameters<typeof doc>) => policyOf(doc(...statements));

test('set operations agree with pointwise evaluation', () => {
  fc.assert(
    fc.property(
      document(false, 2),
      document(false, 2),
      document(false, 2),
      fc.array(request, { minLength: 30, maxLength: 30 }),
      (a, b, c, requests) => {
        const set = subtract(intersect(accessOf(policyOf(a)), accessOf(policyOf(b))), policyOf(c));
        const isIn = (asked: (typeof requests)[number]) =>
          allowsLiterally(a, asked, false) && allowsLiterally(b, asked, false) && !allowsLiterally(c, asked, false);
        for (const asked of requests) expect(contains(set, asked)).toBe(isIn(asked));
        const empty = isEmpty(set);
        if (empty === true) expect(requests.filter(isIn)).toEqual([]);
        const member = sample(set);
        expect(member === undefined).toBe(empty === true);
        if (typeof member === 'object') expect(isIn(member)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

describe('isSubset and isEquivalent', () => {
  test('the same access written differently', () => {
    const one = policy(allow({ Action: ['s3:Get*', 's3:Put*'] }), deny({ Action: 's3:PutObjectAcl' }));
    const other = policy(
      allow({ Action: 's3:Put*' }),
      allow({ Action: 's3:get*' }),
      deny({ Action: 's3:putobjectacl' }),
    );
    expect(isEquivalent(one, other)).toBe(true);
    expect(isSubset(one, policy(allow({ Action: 's3:*' })))).toBe(true);
    expect(isSubset(policy(allow({ Action: 's3:*' })), one)).toBe(false);
  });

  test('several policies together: a Deny of one limits the other', () => {
    expect(isSubset(policy(allow()), [policy(allow()), policy(deny({ Action: 'iam:*' }))])).toBe(false);
    expect(
      isSubset(
        [policy(allow()), policy(deny({ Action: 'iam:*' }))],
        policy(without(allow({ NotAction: 'iam:*' }), 'Action')),
      ),
    ).toBe(true);
  });

  test('a limit makes the answer unknown', () => {
    expect(
      isSubset(policy(allow({ Resource: 'arn:aws:s3:::*a*b*c*' })), policy(allow({ Resource: 'arn:aws:s3:::*c*a*' })), {
        limits: { maxStates: 5 },
      }),
    ).toBe('unknown');
  });
});

describe('grantsEverything', () => {
  test.each([
    ['star', [allow()], true],
    ['*:*', [allow({ Action: '*:*' })], true],
    ['two halves', [without(allow({ NotAction: 'iam:*' }), 'Action'), allow({ Action: 'iam:*' })], true],
    ['NotAction of nothing', [without(allow({ NotAction: [] }), 'Action')], true],
    ['stars', [allow({ Action: '**', Resource: '**' })], true],
    [
      'complementary conditions',
      [allow({ Condition: { Null: { k: 'true' } } }), allow({ Condition: { Null: { k: 'false' } } })],
      true,
    ],
    ['a condition', [allow({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })], false],
    ['one service', [allow({ Action: 's3:*' })], false],
    ['ARNs only', [allow({ Resource: 'arn:aws:s3:::*' })], false],
    ['with a denial', [allow(), deny({ Action: 'iam:*' })], false],
  ] as const)('%s', (_, statements, expected) => {
    expect(grantsEverything(policy(...statements))).toBe(expected);
  });

  test('denials can be left aside', () => {
    expect(grantsEverything(policy(allow(), deny({ Action: 'iam:*' })), { ignoreDenials: true })).toBe(true);
  });
});

describe('mayAct', () => {
  const sets = (...statements: Parameters<typeof doc>) => ({ identity: [compiled(doc(...statements))] });
  const role = 'arn:aws:iam::111122223333:role/app';
  const conditional = { Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } };

  test.each([
    ['allowed', sets(allow({ Action: 'iam:*' })), role, 'yes'],
    ['another action', sets(allow({ Action: 's3:*' })), role, 'no'],
    ['another resource', sets(allow({ Resource: 'arn:aws:iam::111122223333:role/x*' })), role, 'no'],
    ['on some resource', sets(allow({ Resource: 'arn:aws:iam::111122223333:role/x*' })), undefined, 'yes'],
    [
      'on some role',
      sets(allow({ Resource: 'arn:aws:iam::111122223333:user/*' })),
      'arn:aws:iam::111122223333:role/*',
      'no',
    ],
    ['denied', sets(allow(), deny({ Action: 'iam:Pass*' })), role, 'no'],
    [
      'denied there',
      sets(allow({ Resource: role }), deny({ Resource: 'arn:aws:iam::111122223333:role/*' })),
      undefined,
      'no',
    ],
    ['denied elsewhere', sets(allow(), deny({ Resource: 'arn:aws:iam::111122223333:role/x' })), undefined, 'yes'],
    ['denied but for others', sets(allow(), without(deny({ NotResource: role }), 'Resource')), role, 'yes'],
    ['under a condition', sets(allow(conditional)), role, 'depends'],
    ['denied under a condition', sets(allow(), deny(conditional)), role, 'depends'],
    ['with a variable', sets(allow({ Resource: 'arn:aws:iam::111122223333:role/${aws:username}' })), role, 'depends'],
    ['boundary', { ...sets(allow()), boundary: [compiled(doc(allow({ Action: 's3:*' })))] }, role, 'no'],
    [
      'SCP level',
      {
        ...sets(allow()),
        scp: [[compiled(doc(allow()))], [compiled(doc(without(allow({ NotAction: 'iam:*' }), 'Action')))]],
      },
      role,
      'no',
    ],
    ['SCP level without policies', { ...sets(allow()), scp: [[]] }, role, 'no'],
  ] as const)('%s', (_, given, resource, expected) => {
    expect(mayAct(given, 'iam:PassRole', resource)).toBe(expected);
  });

  test('the best case', () => {
    const ignore = { conditions: 'ignore-unknown' } as const;
    expect(mayAct(sets(allow(conditional)), 'iam:PassRole', role, ignore)).toBe('yes');
    expect(mayAct(sets(allow(), deny(conditional)), 'iam:PassRole', role, ignore)).toBe('yes');
  });

  test('known keys decide their conditions', () => {
    const context = { 'iam:PassedToService': 'lambda.amazonaws.com' };
    expect(mayAct(sets(allow(conditional)), 'iam:PassRole', role, { context })).toBe('no');
    expect(
      mayAct(sets(allow(conditional)), 'iam:PassRole', role, {
        context: { 'iam:passedtoservice': 'ec2.amazonaws.com' },
      }),
    ).toBe('yes');
  });
});
