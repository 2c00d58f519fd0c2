import { describe, expect, it } from 'vitest';
import { unknownPart } from '../../../src/policy/unknown.ts';
import { placeOf, readTf, summary, unread } from './read.ts';

const u = unknownPart;
const doc = (name: string, body: string): string => `data "aws_iam_policy_document" "${name}" {\n${body}\n}\n`;
const statement = (sid: string, action: string): string =>
  `  statement {\n    sid       = "${sid}"\n    actions   = ["${action}"]\n    resources = ["*"]\n  }`;
const actionsOf = (found: ReturnType<typeof readTf>): unknown[] =>
  found.policies.map(({ policy }) =>
    policy.statements.map(({ action }) => action?.values.map(({ text }) => text).join()),
  );

describe('aws_iam_policy_document', () => {
  it('generates what the provider generates, and knows each place', () => {
    const found = readTf(
      doc(
        'all',
        [
          '  version   = "2008-10-17"',
          '  policy_id = "id"',
          '  statement {',
          '    sid         = ""',
          '    effect      = "Deny"',
          '    not_actions = ["s3:*"]',
          '    not_resources = ["arn:aws:s3:::b/&{aws:username}", var.bucket]',
          '    principals {',
          '      type        = "AWS"',
          '      identifiers = ["111122223333"]',
          '    }',
          '    principals {',
          '      type        = "AWS"',
          '      identifiers = ["444455556666"]',
          '    }',
          '    condition {',
          '      test     = "StringEquals"',
          '      variable = "aws:SourceVpc"',
          '      values   = ["vpc-1"]',
          '    }',
          '    condition {',
          '      test     = "StringEquals"',
          '      variable = "aws:SourceVpc"',
          '      values   = [var.vpc, true]',
          '    }',
          '  }',
          '  statement {',
          '    actions = []',
          '    not_principals {',
          '      type        = "*"',
          '      identifiers = ["*"]',
          '    }',
          '  }',
        ].join('\n'),
      ),
    );
    expect(summary(found)).toEqual([
      {
        type: 'resource',
        of: 'data.aws_iam_policy_document.all',
        pointer: '/data/aws_iam_policy_document/all',
        raw: {
          Version: '2008-10-17',
          Id: 'id',
          Statement: [
            {
              Effect: 'Deny',
              Principal: { AWS: ['111122223333', '444455556666'] },
              NotAction: ['s3:*'],
              NotResource: ['arn:aws:s3:::b/${aws:username}', u('var.bucket')],
              Condition: { StringEquals: { 'aws:SourceVpc': ['vpc-1', u('var.vpc'), 'true'] } },
            },
            { Effect: 'Allow', NotPrincipal: '*' },
          ],
        },
      },
    ]);
    expect(placeOf(found, 'Statement.0')).toBe('4:3-27:4');
    expect(placeOf(found, 'Statement.0.Effect')).toBe('6:19-6:25');
    expect(placeOf(found, 'Statement.0.NotAction', 'name')).toBe('7:5-7:16');
    expect(placeOf(found, 'Statement.0.NotAction.0')).toBe('7:20-7:26');
    expect(placeOf(found, 'Statement.0.Principal.AWS.1')).toBe('15:22-15:36');
    expect(placeOf(found, 'Statement.0.Condition.StringEquals', 'name')).toBe('18:18-18:32');
    expect(placeOf(found, 'Statement.0.Condition.StringEquals.aws:SourceVpc', 'name')).toBe('19:18-19:33');
    expect(placeOf(found, 'Statement.0.Condition.StringEquals.aws:SourceVpc.1')).toBe('25:19-25:26');
  });

  it('takes its type from its first use and is judged once', () => {
    const use = (type: string, attribute: string, value = 'data.aws_iam_policy_document.d.json'): string =>
      `resource "${type}" "u" {\n  ${attribute} = ${value}\n}\n`;
    const d = doc('d', statement('A', 's3:GetObject'));
    expect(summary(readTf(d))).toMatchObject([{ type: 'identity', of: 'data.aws_iam_policy_document.d' }]);
    expect(summary(readTf(d + use('aws_iam_role', 'assume_role_policy')))).toMatchObject([
      { type: 'trust', of: 'aws_iam_role.u' },
    ]);
    const bucket = readTf(d + use('aws_s3_bucket_policy', 'policy') + use('aws_iam_policy', 'policy'));
    expect(summary(bucket)).toMatchObject([
      { type: 'resource', resourceType: 'AWS::S3::Bucket', of: 'aws_s3_bucket_policy.u' },
    ]);
    expect(unread(bucket)).toEqual([]);
    for (const value of [
      'data.aws_iam_policy_document.d[0].json',
      'one(data.aws_iam_policy_document.d[*].minified_json)',
      'try(data.aws_iam_policy_document.d.json, null)',
      'join("", data.aws_iam_policy_document.d.*.json)',
      'element(concat(data.aws_iam_policy_document.d.*.json, [""]), 0)',
      'var.x ? data.aws_iam_policy_document.d.json : null',
      '"${data.aws_iam_policy_document.d.json}"',
      'local.x',
    ]) {
      const found = readTf(
        `locals {\n x = data.aws_iam_policy_document.d.json\n}\n${d}${use('aws_kms_key', 'policy', value)}`,
      );
      expect(summary(found), value).toMatchObject([{ resourceType: 'AWS::KMS::Key' }]);
      expect(unread(found), value).toEqual([]);
    }
    const either = readTf(
      d + use('aws_kms_key', 'policy', 'var.p != "" ? var.p : data.aws_iam_policy_document.d.json'),
    );
    expect(summary(either)).toMatchObject([{ resourceType: 'AWS::KMS::Key' }]);
    expect(unread(either)).toHaveLength(1);
  });

  it('merges sources and overrides as the provider does', () => {
    const found = readTf(
      doc('a', [statement('A', 's3:A1'), statement('', 's3:A2')].join('\n')) +
        doc('b', [statement('A', 's3:B1'), statement('B', 's3:B2')].join('\n')) +
        doc(
          'c',
          `  source_policy_documents   = [data.aws_iam_policy_document.a.json]\n` +
            `  override_policy_documents = [data.aws_iam_policy_document.b.json, jsonencode({ Statement = { Sid = "C", Action = "s3:C2" } })]\n` +
            [statement('C', 's3:C1'), statement('', 's3:C3')].join('\n'),
        ),
    );
    expect(actionsOf(found)).toEqual([['s3:B1', 's3:A2', 's3:C2', 's3:C3', 's3:B2']]);
    expect(placeOf(found, 'Statement.0.Action.0')).toBe('16:18-16:25');
    expect(unread(found)).toEqual([]);
  });

  it('merges a document by sibling files, and says when it cannot', () => {
    const text = doc(
      'c',
      `  source_policy_documents = [data.aws_iam_policy_document.a.json]\n${statement('C', 's3:C')}`,
    );
    const sibling = { path: 'other.tf', text: doc('a', statement('A', 's3:A')) };
    const found = readTf(text, [sibling]);
    expect(actionsOf(found)).toEqual([['s3:A', 's3:C']]);
    expect(placeOf(found, 'Statement.0.Action.0')).toBe('other.tf 4:18-4:24');
    expect(unread(found)).toEqual([]);
    // Seen from the sibling, its document is judged as a part of the other.
    expect(summary(readTf(sibling.text, [{ path: 'main.tf', text }], 'other.tf'))).toEqual([]);
    const alone = readTf(text);
    expect(actionsOf(alone)).toEqual([['s3:C']]);
    expect(unread(alone)).toEqual([
      '2:30 A document merged into data.aws_iam_policy_document.c is not judged: its statements are not known: data.aws_iam_policy_document.a.json.',
    ]);
  });

  it('takes type and values from siblings, whichever is broken', () => {
    const text = doc('d', '  statement {\n    actions = local.actions\n  }');
    const siblings = [
      { path: 'a.tf', text: 'locals {\n  actions = ["s3:A"]\n}' },
      {
        path: 'b.tf',
        text: 'resource "aws_iam_role" "r" {\n  assume_role_policy = data.aws_iam_policy_document.d.json\n}',
      },
      { path: 'c.tf', text: 'locals {' },
    ];
    const found = readTf(text, siblings);
    expect(summary(found)).toMatchObject([{ type: 'trust', of: 'aws_iam_role.r' }]);
    expect(placeOf(found, 'Statement.0.Action.0')).toBe('a.tf 2:14-2:20');
  });

  it('takes a document that may be left out as there, and merges each of two that may be chosen', () => {
    const text = (value: string): string =>
      doc('a', statement('A', 's3:A')) +
      doc('b', statement('B', 's3:B')) +
      doc('c', `  source_policy_documents = compact([${value}])\n${statement('C', 's3:C')}`);
    const a = 'data.aws_iam_policy_document.a[0].json';
    expect(actionsOf(readTf(text(`var.x ? ${a} : ""`)))).toEqual([['s3:B'], ['s3:A', 's3:C']]);
    const either = readTf(text(`var.x ? ${a} : data.aws_iam_policy_document.b.json`));
    expect(actionsOf(either)).toEqual([
      ['s3:A', 's3:C'],
      ['s3:B', 's3:C'],
    ]);
    expect(either.policies.map(({ isAlternative }) => isAlternative)).toEqual([undefined, true]);
    expect(unread(either)).toEqual([]);
  });

  it('is what a policy says after something in it was replaced', () => {
    const text = (value: string, more = ''): string =>
      `${doc('d', '  statement {\n    actions   = ["s3:GetObject"]\n    resources = ["_ARN_/$${x}"]\n  }')}${more}` +
      `resource "aws_s3_bucket_policy" "b" {\n  policy = ${value}\n}\n`;
    const json = 'data.aws_iam_policy_document.d.json';
    const resources = (found: ReturnType<typeof readTf>): unknown[] =>
      found.policies.map(({ policy: { statements, source } }) => [source.resource?.name, statements[0]?.resource?.values[0]?.text]); // prettier-ignore
    const replaced = readTf(text(`replace(${json}, "_ARN_", aws_s3_bucket.b.arn)`));
    expect(resources(replaced)).toEqual([['aws_s3_bucket_policy.b', `${u('aws_s3_bucket.b.arn')}/\${x}`]]);
    expect(placeOf(replaced, 'Statement.0.Resource.0')).toBe('4:18-4:31');
    const twice = readTf(text(`replace(replace(${json}, "_ARN_", "arn:aws:s3:::a"), "$\${x}", "b")`));
    expect(resources(twice)).toEqual([['aws_s3_bucket_policy.b', 'arn:aws:s3:::a/b']]);
    const filled = readTf(text(`templatestring(${json}, { x = var.x })`));
    expect(resources(filled)).toEqual([['aws_s3_bucket_policy.b', `_ARN_/${u('x')}`]]);
    for (const [value, last] of [
      ['"/_A+/"', '"x"'],
      ['"_ARN_"', '"\\""'],
      ['var.x', '"x"'],
    ]) {
      const open = readTf(text(`replace(${json}, ${value}, ${last})`));
      expect(resources(open), value).toEqual([]);
      expect(unread(open), value).toHaveLength(1);
    }
    const other = `resource "aws_s3_bucket_policy" "c" {\n  policy = ${json}\n}\n`;
    expect(resources(readTf(text(`replace(${json}, "_ARN_", "x")`, other)))).toEqual([
      ['aws_s3_bucket_policy.b', 'x/${x}'],
      ['aws_s3_bucket_policy.c', '_ARN_/${x}'],
    ]);
  });

  it('says what is missing from a document that is itself merged', () => {
    const found = readTf(
      doc('a', `  source_policy_documents = [var.more]\n${statement('A', 's3:A')}`) +
        doc('b', '  source_policy_documents = [data.aws_iam_policy_document.a.json]'),
    );
    expect(actionsOf(found)).toEqual([['s3:A']]);
    expect(unread(found)).toEqual([
      '2:30 A document merged into data.aws_iam_policy_document.b is not judged: its statements are not known: var.more.',
    ]);
  });

  it('points into the sibling that a text stands in', () => {
    const text = 'resource "aws_iam_policy" "p" {\n  policy = local.text\n}';
    const siblings = [{ path: 'a.tf', text: 'locals {\n  text = <<EOF\n{"Statement": []}\nEOF\n}' }];
    expect(placeOf(readTf(text, siblings), 'Statement')).toBe('a.tf 3:15-3:17');
  });

  it('reads dynamic statements: one for each known item, one for all unknown ones, none for none', () => {
    const dynamic = (each: string): string =>
      doc(
        'd',
        `  dynamic "statement" {\n    for_each = ${each}\n    content {\n      actions = ["s3:\${statement.value}"]\n    }\n  }`,
      );
    expect(actionsOf(readTf(dynamic('["A", "B"]')))).toEqual([['s3:A', 's3:B']]);
    expect(actionsOf(readTf(dynamic('{ x = "A" }')))).toEqual([['s3:A']]);
    expect(actionsOf(readTf(dynamic('var.x ? [1] : []')))).toEqual([['s3:1']]);
    expect(actionsOf(readTf(dynamic('var.x ? ["A"] : ["B"]')))).toEqual([['s3:A'], ['s3:B']]);
    expect(actionsOf(readTf(dynamic('var.x')))).toEqual([[`s3:${u('statement.value')}`]]);
    const none = readTf(dynamic('[]'));
    expect(actionsOf(none)).toEqual([]);
    expect(unread(none)).toEqual(['1:1 data.aws_iam_policy_document.d is not judged: it has no statement.']);
  });

  it('survives documents that merge themselves or each other', () => {
    const source = (name: string): string => `  source_policy_documents = [data.aws_iam_policy_document.${name}.json]`;
    const found = readTf(
      doc('a', `${source('b')}\n${statement('A', 's3:A')}`) +
        doc('b', `${source('a')}\n${statement('B', 's3:B')}`) +
        doc('c', `${source('c')}\n${statement('C', 's3:C')}`),
    );
    expect(actionsOf(found)).toEqual([['s3:B', 's3:A'], ['s3:C']]);
    expect(unread(found)).toHaveLength(2);
  });
});

describe('text that is no HCL', () => {
  it.each([
    ['locals {\n  a = [1, 2\n  b = 3\n}\n', "Expected ']', but found 'b' (line 3, column 3).", 3, 3],
    ['locals {\n  ä = "😀${a b}"\n}\n', "Did not expect 'b' (line 2, column 14).", 2, 14],
    ['resource "aws_iam_policy" "p" {\n', "Expected '}', but found the end of the file (line 2, column 1).", 2, 1],
    ['locals {\n  a : 1\n}\n', "Did not expect ':' (line 2, column 5).", 2, 5],
    [
      'locals {\n  a = <<EOF\n',
      'Expected the end of the heredoc, but found the end of the file (line 3, column 1).',
      3,
      1,
    ],
  ])('%j', (text, message, line, column) => {
    const { document, policies } = readTf(text);
    expect(document.syntaxError).toMatchObject({ message, location: { file: 'main.tf', line, column } });
    expect(policies).toEqual([]);
  });

  it('tells broken files that may hold a policy from others', () => {
    expect(readTf('resource "aws_iam_policy" "p" {').looksLikePolicies).toBe(true);
    expect(readTf('variable "p" {').looksLikePolicies).toBe(false);
    expect(readTf('').document.syntaxError).toBeUndefined();
  });
});
