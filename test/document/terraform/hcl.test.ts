import { describe, expect, it } from 'vitest';
import { showUnknownParts, unknownPart } from '../../../src/policy/unknown.ts';
import { placeOf, readTf, summary, unread } from './read.ts';

const u = unknownPart;

describe('policies written in resources', () => {
  it('reads jsonencode with exact places', () => {
    const found = readTf(
      [
        'resource "aws_iam_policy" "p" {',
        '  policy = jsonencode({',
        '    Version   = "2012-10-17"',
        '    "Statement" : [{',
        '      Effect = "Allow", Action = ["s3:GetObject", "s3:${var.op}"]',
        '      Resource = aws_s3_bucket.b.arn',
        '    }]',
        '  })',
        '}',
      ].join('\n'),
    );
    const raw = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['s3:GetObject', `s3:${u('var.op')}`], Resource: u('aws_s3_bucket.b.arn') },
      ],
    };
    const pointer = '/resource/aws_iam_policy/p/policy';
    expect(summary(found)).toEqual([{ type: 'identity', of: 'aws_iam_policy.p', pointer, raw }]);
    expect(placeOf(found, 'Statement.0.Action.1')).toBe('5:51-5:65');
    expect(placeOf(found, 'Statement.0.Effect', 'name')).toBe('5:7-5:13');
    expect(placeOf(found, 'Statement', 'name')).toBe('4:5-4:16');
    expect(placeOf(found, 'Statement.0.Resource')).toBe('6:18-6:37');
    expect(placeOf(found, 'Statement.0')).toBe('4:20-7:6');
    expect(placeOf(found, 'Statement.0.Condition.Bool')).toBe('4:20-7:6');
    expect(found.policies[0]?.policy.source.locate(['Statement', 0], 'value').pointer).toBe(`${pointer}/Statement/0`);
  });

  it('counts columns in UTF-16 units, after text outside of ASCII and in files with a byte order mark or CRLF', () => {
    const policy = 'policy = jsonencode({ Sid = "ä😀", Statement = [] })';
    const found = readTf(`\uFEFF# ä€😀\r\nresource "aws_iam_policy" "p" { /* 😀 */ ${policy} }\r\n`);
    expect(placeOf(found, 'Statement')).toBe('2:89-2:91');
    const first = readTf(`\uFEFFresource "aws_iam_policy" "p" { ${policy} }`);
    expect(placeOf(first, 'Sid')).toBe('1:61-1:66');
  });

  it('reads JSON in heredocs, also indented, with escapes and values that are not known', () => {
    const found = readTf(
      [
        'resource "aws_iam_role" "r" {',
        '  assume_role_policy = <<-EOT',
        '    {',
        '      "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::${var.id}:root"},',
        '        "Action": "sts:AssumeRole", "Condition": ${jsonencode(var.condition)},',
        '        "Sid": "$${a}%%{b}" }]',
        '    }',
        '    EOT',
        '}',
      ].join('\n'),
    );
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${u('var.id')}:root` },
      Action: 'sts:AssumeRole',
      Condition: u('var.condition'),
      Sid: '${a}%{b}',
    };
    expect(summary(found)).toMatchObject([{ type: 'trust', of: 'aws_iam_role.r', raw: { Statement: [statement] } }]);
    expect(placeOf(found, 'Statement.0.Principal.AWS')).toBe('4:62-4:91');
    expect(placeOf(found, 'Statement.0.Action')).toBe('5:19-5:35');
    expect(placeOf(found, 'Statement.0.Sid', 'name')).toBe('6:9-6:14');
    expect(placeOf(found, 'Statement.0.Condition')).toBe('5:50-5:78');
  });

  it('reads JSON in a quoted string', () => {
    const found = readTf(
      'resource "aws_sqs_queue" "q" {\n  policy = "{\\"Id\\": \\"\\u00e4\\", \\"Statement\\": []}"\n}\n',
    );
    expect(summary(found)).toMatchObject([
      { type: 'resource', resourceType: 'AWS::SQS::Queue', raw: { Id: 'ä', Statement: [] } },
    ]);
    expect(placeOf(found, 'Id')).toBe('2:22-2:32');
    expect(placeOf(found, 'Statement')).toBe('2:49-2:51');
  });

  it('reads each of the blocks around an attribute, dynamic ones too', () => {
    const found = readTf(`resource "aws_iam_role" "r" {
      inline_policy { policy = jsonencode({ Statement = ["a"] }) }
      dynamic "inline_policy" {
        for_each = var.more
        content { policy = jsonencode({ Statement = [inline_policy.value] }) }
      }
      inline_policy { policy = var.given }
    }`);
    expect(summary(found)).toMatchObject([
      { pointer: '/resource/aws_iam_role/r/inline_policy/0/policy', raw: { Statement: ['a'] } },
      { pointer: '/resource/aws_iam_role/r/inline_policy/1/policy', raw: { Statement: [u('inline_policy.value')] } },
    ]);
    expect(unread(found)).toEqual([
      '7:32 inline_policy.policy of aws_iam_role.r is not judged: its value is not known before it is deployed: var.given.',
    ]);
  });

  it('tells the kinds of organization policies by their type', () => {
    const one = (type: string): string =>
      `resource "aws_organizations_policy" "o" {\n ${type}\n content = jsonencode({ Statement = [] })\n}\n`;
    expect(summary(readTf(one('')))).toMatchObject([{ type: 'scp' }]);
    expect(summary(readTf(one('type = "RESOURCE_CONTROL_POLICY"')))).toMatchObject([{ type: 'rcp' }]);
    expect(summary(readTf(one('type = "TAG_POLICY"')))).toEqual([]);
    expect(summary(readTf(one('type = var.type')))).toMatchObject([{ type: 'identity' }]);
  });

  it('says what it cannot read, and passes over what is no policy', () => {
    const found = readTf(`
      resource "aws_iam_policy" "a" { policy = file("policy.json") }
      resource "aws_iam_policy" "b" { policy = "%{ if x }{}%{ endif }" }
      resource "aws_iam_policy" "c" { policy = jsonencode(var.policy) }
      resource "aws_sqs_queue" "d" { policy = null }
      resource "aws_sqs_queue" "e" { policy = "" }
      resource "aws_autoscaling_policy" "f" { policy = "{" }
      resource "aws_iam_policy" "g" { policy = "\${local.start} \\"Statement\\": }" }
    `);
    expect(summary(found)).toEqual([]);
    expect(unread(found).map((message) => message.replace(/^[\d:]+ /, ''))).toEqual([
      'policy of aws_iam_policy.a is not judged: its value is not known before it is deployed: file("policy.json").',
      'policy of aws_iam_policy.b is not judged: its text is made by template directives.',
      'policy of aws_iam_policy.c is not judged: its value is not known before it is deployed: var.policy.',
      'policy of aws_iam_policy.g is not judged: its text is not known.',
    ]);
  });

  it('reports broken JSON and repeated names where they stand', () => {
    const found = readTf(
      'resource "aws_iam_policy" "p" {\n  policy = <<EOF\n{"Statement": [}]}\nEOF\n}\n' +
        'resource "aws_iam_policy" "q" {\n  policy = <<EOF\n{"Statement": [],\n "Statement": []}\nEOF\n}\n',
    );
    expect(found.syntaxErrors).toEqual([
      {
        message: "The policy in this string is not valid JSON. Expected a value or ']', but found '}'.",
        location: { file: 'main.tf', line: 3, column: 16, endLine: 3, endColumn: 17 },
      },
    ]);
    expect(found.duplicates).toMatchObject([
      { key: 'Statement', first: { line: 8, column: 2 }, location: { line: 9, column: 2, endColumn: 13 } },
    ]);
  });
});

describe('expressions', () => {
  const valueOf = (expression: string, before = ''): unknown => {
    const found = readTf(
      `${before}\nresource "aws_iam_policy" "p" {\n policy = jsonencode({ Statement = ${expression} })\n}`,
    );
    return (found.policies[0]?.policy.raw as { Statement: unknown } | undefined)?.Statement;
  };
  const locals =
    'locals {\n a = ["x"]\n b = { c = local.a, "d" = "y" }\n loop = local.loop2\n loop2 = local.loop\n many = [{ k = "m" }, { k = "n" }]\n}';

  it.each([
    ['local.a', ['x']],
    ['local.b.c[0]', 'x'],
    ['"${local.b.d}-${local.b["d"]}"', 'y-y'],
    ['concat(local.a, ["z"], var.more)', ['x', 'z', u('var.more')]],
    ['flatten([local.a, [["z"]]])', ['x', 'z']],
    ['merge(local.b, { d = "z" })', { c: ['x'], d: 'z' }],
    ['merge(local.b, var.more)', u('merge(local.b, var.more)')],
    ['format("a%sb%%", local.b.d)', 'ayb%'],
    ['format("arn:%s:x", var.part)', `arn:${u('var.part')}:x`],
    ['join(",", ["a", local.b.d])', 'a,y'],
    ['join(",", var.x)', u('join(",", var.x)')],
    ['[for x in local.a : "${x}!"]', ['x!']],
    ['[for x in var.many : "arn/${x}"]', [`arn/${u('x')}`]],
    ['var.x ? "a" : "a"', 'a'],
    ['var.x ? "a" : "b"', u('var.x ? "a" : "b"')],
    ['true ? "a" : "b"', 'a'],
    ['local.many[*].k', ['m', 'n']],
    ['[-1.5, !true, null, 1]', [-1.5, false, null, 1]],
    ['(local.a)', ['x']],
    ['{ (local.b.d) = 1, (var.k) = 2 }', { y: 1, [u('var.k')]: 2 }],
    ['element(["a", "b"], 1)', 'b'],
    ['element(concat(var.x, ["b"]), 0)', u('element(concat(var.x, ["b"]), 0)')],
    ['var.x ? "a" : ""', u('var.x ? "a" : ""')],
    ['upper("a")', u('upper("a")')],
    ['local.missing', u('local.missing')],
    ['local.loop', u('local.loop')],
    ['jsondecode(jsonencode(local.a))', ['x']],
    ['{ __proto__ = "a" }', Object.fromEntries([['__proto__', 'a']])],
  ])('%s', (expression, expected) => {
    expect(valueOf(expression, locals)).toEqual(expected);
  });

  it('shortens what is long, and still tells one from another', () => {
    const long = (last: string): string => `[${'var.abcdefgh, '.repeat(9)}${last}]`;
    const text = (value: string): string => `resource "aws_iam_policy" "p" {\n policy = upper(${value})\n}`;
    expect(unread(readTf(text(long('a'))))).toEqual([
      `2:11 policy of aws_iam_policy.p is not judged: its value is not known before it is deployed: upper([${'var.abcdefgh, '.repeat(9).slice(0, 83)}….`,
    ]);
    const [a, b] = valueOf(`[upper(${long('a')}), upper(${long('b')})]`) as [string, string];
    expect(a).not.toBe(b);
    expect(showUnknownParts(a)).toBe(`\${upper([${'var.abcdefgh, '.repeat(9).slice(0, 83)}…}`);
  });

  it('points at the local a value comes from', () => {
    const found = readTf(`${locals}\nresource "aws_iam_policy" "p" { policy = jsonencode({ Statement = local.a }) }`);
    expect(placeOf(found, 'Statement.0')).toBe('2:7-2:10');
  });
});
