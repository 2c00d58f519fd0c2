/** Policies of which a condition or an item of for_each decides what they are. */
import { describe, expect, it } from 'vitest';
import { unknownPart } from '../../../src/policy/unknown.ts';
import { readTf, unread } from './read.ts';

const u = unknownPart;
const policy = (value: string, more = ''): string =>
  `resource "aws_iam_policy" "p" {\n ${more}\n policy = ${value}\n}\n`;
const statementsOf = (text: string): unknown[] =>
  readTf(text).policies.map(({ policy: { raw } }) => (raw as { Statement: unknown }).Statement);
const reasons = (text: string): string[] => unread(readTf(text)).map((one) => one.replace(/^[\d:]+ /, ''));

describe('an open condition', () => {
  it.each<[string, unknown[]]>([
    ['concat([{ Sid = "A" }], var.x ? [{ Sid = "B" }] : [])', [[{ Sid: 'A' }, { Sid: 'B' }], [{ Sid: 'A' }]]],
    ['[merge({ Sid = "A" }, var.x ? { Action = "a" } : { Action = "b" })]', [[{ Sid: 'A', Action: 'a' }], [{ Sid: 'A', Action: 'b' }]]], // prettier-ignore
    ['[{ Action = var.x ? ["a"] : ["b"], Resource = var.x ? ["c"] : ["d"] }]', [[{ Action: ['a'], Resource: ['c'] }], [{ Action: ['b'], Resource: ['d'] }]]], // prettier-ignore
    ['var.x ? (var.y ? ["a"] : ["b"]) : (var.z ? ["c"] : ["d"])', [['a'], ['b'], ['d'], ['c']]],
    ['var.x ? ["a"] : var.y ? ["b"] : ["c"]', [['a'], ['c'], ['b']]],
    ['true ? ["a"] : var.y ? ["b"] : false ? ["c"] : ["d"]', [['a']]],
    ['(false ? true : false) ? ["b"] : false ? ["c"] : ["d"]', [['d']]],
    ['local.some', [['a'], ['b']]],
    ['[{ Action = var.x ? "a" : "b" }]', [[{ Action: u('var.x ? "a" : "b"') }]]],
    ['[{ Action = var.x ? [var.a] : [] }]', [[{ Action: u('var.x ? [var.a] : []') }]]],
    ['[{ Action = local.known ? ["a"] : ["b"] }]', [[{ Action: ['a'] }]]],
  ])('%s', (expression, expected) => {
    const locals = 'locals {\n some = var.x ? ["a"] : ["b"]\n known = true\n}\n';
    const text = locals + policy(`jsonencode({ Statement = ${expression} })`);
    expect(statementsOf(text)).toEqual(expected);
    expect(readTf(text).policies.filter(({ isAlternative }) => !isAlternative)).toHaveLength(1);
    expect(reasons(text)).toEqual([]);
  });

  it('is as good as known between policies', () => {
    const [a, b] = ['a', 'b'].map((sid) => `jsonencode({ Statement = [{ Sid = "${sid}" }] })`);
    expect(statementsOf(policy(`var.x ? ${a} : ${b}`))).toEqual([[{ Sid: 'a' }], [{ Sid: 'b' }]]);
    expect(statementsOf(policy(`var.x ? ${a} : ""`))).toEqual([[{ Sid: 'a' }]]);
    expect(statementsOf(policy(`coalesce("", ${a}, ${b})`))).toEqual([[{ Sid: 'a' }]]);
    expect(statementsOf(policy(`coalesce(null, var.x, ${b})`))).toEqual([[{ Sid: 'b' }]]);
    expect(statementsOf(policy('jsonencode({ Statement = coalesce(var.x, "a", "b") })'))).toEqual([
      u('coalesce(var.x, "a", "b")'),
    ]);
    const open = policy(`var.x ? ${a} : var.other`);
    expect(statementsOf(open)).toEqual([[{ Sid: 'a' }]]);
    expect(reasons(open)).toEqual([
      'One form of policy of aws_iam_policy.p is not judged: its value is not known before it is deployed: var.other.',
    ]);
  });

  it('says nothing of documents, which are judged where they stand, but of the one that is not known', () => {
    const document = (name: string): string =>
      `data "aws_iam_policy_document" "${name}" {\n statement {\n sid = "${name}"\n }\n}\n`;
    const [a, b] = ['a', 'b'].map((name) => `data.aws_iam_policy_document.${name}.json`);
    for (const value of [
      `var.x ? ${a} : ${b}`,
      `coalesce(${a}, ${b})`,
      `local.x ? null : ${a}`,
      `coalesce(null, ${a})`,
    ]) {
      const text = document('a') + document('b') + policy(value);
      expect(statementsOf(text), value).toHaveLength(2);
      expect(reasons(text), value).toEqual([]);
    }
    expect(reasons(document('a') + policy(`coalesce(var.x, ${a})`))).toEqual([
      'One form of policy of aws_iam_policy.p is not judged: its value is not known before it is deployed: var.x.',
    ]);
  });

  it('says when there are too many', () => {
    const items = Array.from({ length: 30 }, (_, i) => `var.x${i} ? [{ Sid = "S${i}" }] : []`);
    const text = policy(`jsonencode({ Statement = concat(${items.join(', ')}) })`);
    expect(statementsOf(text)).toHaveLength(24);
    expect(reasons(text)).toEqual(['policy of aws_iam_policy.p is not judged in all its forms: it depends on too many conditions.']); // prettier-ignore
  });
});

describe('for_each', () => {
  const encoded = 'jsonencode({ Statement = [{ Sid = each.key, Action = each.value }] })';
  it.each<[string, unknown[]]>([
    ['{ a = "s3:A", b = "*" }', [[{ Sid: 'a', Action: 's3:A' }], [{ Sid: 'b', Action: '*' }]]],
    ['toset(["x"])', [[{ Sid: 'x', Action: 'x' }]]],
    ['local.map', [[{ Sid: 'k', Action: 'v' }]]],
    ['var.x ? { a = "b" } : { c = "d" }', [[{ Sid: 'a', Action: 'b' }], [{ Sid: 'c', Action: 'd' }]]],
    ['var.map', [[{ Sid: u('each.key'), Action: u('each.value') }]]],
    ['{}', [[{ Sid: u('each.key'), Action: u('each.value') }]]],
  ])('%s', (each, expected) => {
    expect(statementsOf(`locals {\n map = { k = "v" }\n}\n${policy(encoded, `for_each = ${each}`)}`)).toEqual(expected);
    const document = `data "aws_iam_policy_document" "d" {\n for_each = ${each}\n statement {\n sid = each.key\n actions = [each.value]\n }\n}`;
    const found = statementsOf(`locals {\n map = { k = "v" }\n}\n${document}`);
    const lists = (expected as { Action: string }[][]).map(([one]) => [
      { ...one, Action: [one?.Action], Effect: 'Allow' },
    ]);
    expect(found).toEqual(lists);
  });

  it('of more items than are judged is said', () => {
    const items = Array.from({ length: 101 }, (_, i) => `k${i} = "s3:A${i}"`);
    expect(reasons(policy(encoded, `for_each = { ${items.join(', ')} }`))).toEqual([
      'policy of aws_iam_policy.p is not judged in all its forms: it has more than 100 copies.',
    ]);
  });

  it('and conditions together may be more than are judged', () => {
    const items = Array.from({ length: 60 }, (_, i) => `k${i} = "s3:A${i}"`);
    const value = 'jsonencode({ Statement = concat([{ Action = each.value }], var.x ? [{ Sid = "A" }] : []) })';
    const text = policy(value, `for_each = { ${items.join(', ')} }`);
    expect(statementsOf(text)).toHaveLength(100);
    expect(reasons(text)).toEqual(['policy of aws_iam_policy.p is not judged in all its forms: it has too many.']);
  });
});
