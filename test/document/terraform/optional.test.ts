/** Attributes that may be null and blocks that may not be there. */
import { describe, expect, it } from 'vitest';
import { unknownPart } from '../../../src/policy/unknown.ts';
import { readAsJson, readTf } from './read.ts';

const u = unknownPart;
const blockOf = (type: string, each: string): string =>
  `dynamic "${type}" {\n for_each = ${each}\n content {\n type = "AWS"\n identifiers = ${type}.value\n }\n }`;

function statementOf(body: string, use = ''): unknown {
  const found = readTf(`data "aws_iam_policy_document" "d" {\n statement {\n ${body}\n }\n}\n${use}`);
  const { Effect, ...rest } = (found.policies[0]?.policy.raw as { Statement: Record<string, unknown>[] }).Statement[0] ?? {}; // prettier-ignore
  expect(Effect).toBe('Allow');
  return rest;
}

const use = (type: string, attribute: string): string =>
  `resource "${type}" "r" {\n ${attribute} = data.aws_iam_policy_document.d.json\n}`;
const trust = use('aws_iam_role', 'assume_role_policy');
const identity = use('aws_iam_policy', 'policy');

describe('an element whose opposite may be written too', () => {
  it.each<[string, string, unknown]>([
    ['is some when either may be null', 'actions = var.a\n not_actions = var.b', { Action: u('var.a') }],
    ['also by try and lookup', 'resources = try(x.y, null)\n not_resources = lookup(x, "z", null)', { Resource: u('try(x.y, null)') }], // prettier-ignore
    ['also by lists that may be empty', 'actions = concat(var.a, var.b)\n not_actions = [for x in var.c : "s3:${x}"]', { Action: u('var.a') }], // prettier-ignore
    ['is as written when only the opposite may be null', 'actions = ["s3:*"]\n not_actions = var.b', { Action: ['s3:*'] }], // prettier-ignore
    ['is not there when only the opposite is sure', 'actions = var.x ? ["s3:A"] : null\n not_actions = ["s3:*"]', { NotAction: ['s3:*'] }], // prettier-ignore
    ['stands beside it when both are sure', 'actions = ["s3:A"]\n not_actions = ["s3:B", var.b]', { Action: ['s3:A'], NotAction: ['s3:B', u('var.b')] }], // prettier-ignore
    ['is alone as written', 'actions = var.a', { Action: u('var.a') }],
  ])('%s', (_, body, expected) => {
    expect(statementOf(body)).toEqual(expected);
  });

  it('is as a block of which nobody knows whether it is there', () => {
    const both = `${blockOf('principals', 'var.a')}\n${blockOf('not_principals', 'var.b')}`;
    expect(statementOf(both, trust)).toEqual({ Principal: u('principals.value') });
    const sure = `principals {\n type = "*"\n identifiers = ["*"]\n }\n${blockOf('not_principals', 'var.b')}`;
    expect(statementOf(sure, trust)).toEqual({ Principal: '*' });
    const known = `${blockOf('principals', '[["1"]]')}\n${blockOf('not_principals', '[["2"]]')}`;
    expect(statementOf(known)).toEqual({ Principal: { AWS: ['1'] }, NotPrincipal: { AWS: ['2'] } });
  });
});

describe('an element that a policy of the type cannot have', () => {
  it.each<[string, string, string, unknown]>([
    ['is left out when it may be null', 'actions = ["sts:AssumeRole"]\n resources = var.r', trust, { Action: ['sts:AssumeRole'] }], // prettier-ignore
    ['is there when it is written', 'actions = ["sts:AssumeRole"]\n resources = ["*"]', trust, { Action: ['sts:AssumeRole'], Resource: ['*'] }], // prettier-ignore
    ['is left out when its block may not be there', `actions = var.a\n ${blockOf('principals', 'var.p')}`, identity, { Action: u('var.a') }], // prettier-ignore
    ['is there when its block is', blockOf('principals', '[["1"]]'), identity, { Principal: { AWS: ['1'] } }],
    ['is another than one it may have', 'actions = ["s3:A"]\n resources = var.r', identity, { Action: ['s3:A'], Resource: u('var.r') }], // prettier-ignore
  ])('%s', (_, body, holder, expected) => {
    expect(statementOf(body, holder)).toEqual(expected);
  });

  it('is left out of a .tf.json file and of a merged document too', () => {
    const statement = { actions: ['sts:AssumeRole'], resources: '${var.r}' };
    const found = readAsJson(
      {
        data: {
          aws_iam_policy_document: {
            a: { statement },
            b: { source_policy_documents: ['${data.aws_iam_policy_document.a.json}'] },
          },
        },
        resource: { aws_iam_role: { r: { assume_role_policy: '${data.aws_iam_policy_document.b.json}' } } },
      },
      'x.tf.json',
    );
    expect(found.policies.map(({ policy }) => policy.raw)).toEqual([
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole'] }] },
    ]);
  });
});
