/** Whatever the text: no crash, no endless run, and nothing but what the type says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAsJson, readTf } from './read.ts';

const sample = `locals {
  actions = ["s3:GetObject", "s3:\${var.x}"]
}
data "aws_iam_policy_document" "d" {
  source_policy_documents = [data.aws_iam_policy_document.e.json]
  statement {
    sid     = "A"
    actions = concat(local.actions, [for x in var.y : "\${x}:*" if x != ""])
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "StringLike"
      variable = "aws:x"
      values   = [var.z ? "a" : "b"]
    }
  }
  dynamic "statement" {
    for_each = { a = 1 }
    content {
      actions = [statement.key]
    }
  }
}
resource "aws_iam_role" "r" {
  assume_role_policy = data.aws_iam_policy_document.d.json
  inline_policy {
    policy = jsonencode({ "Statement" : [{ Effect = "Allow", (var.k) = "\\u00e4" }] })
  }
}
resource "aws_sqs_queue" "q" {
  policy = <<-EOF
    {"Statement": [{"Action": "\${var.a}", "Condition": \${jsonencode(var.b)}}]}
  EOF
}
`;

const plan = JSON.stringify({
  format_version: '1.2',
  terraform_version: '1.11.4',
  planned_values: { root_module: { resources: [{ address: 'aws_iam_policy.p', mode: 'managed', type: 'aws_iam_policy', name: 'p', values: {} }] } },
  resource_changes: [
    { address: 'aws_iam_policy.p', change: { after: {}, after_unknown: { policy: true } } },
    { address: 'data.aws_iam_policy_document.d', mode: 'data', type: 'aws_iam_policy_document', name: 'd', change: { after: { statement: [{ actions: [null] }] }, after_unknown: { statement: [{ actions: [true] }] } } },
  ],
  configuration: { root_module: { resources: [{ type: 'aws_iam_policy', name: 'p', expressions: { policy: { references: ['data.aws_iam_policy_document.d.json'] } } }] } },
}); // prettier-ignore

function locateAll(found: ReturnType<typeof readAsJson>): void {
  for (const { policy } of found.policies) {
    for (const { place } of policy.statements) {
      expect(place.source.locate(['Statement', 0, 'Action', 0], 'value').line).toBeGreaterThan(0);
    }
  }
}

const cut = fc.tuple(fc.nat({ max: 1500 }), fc.nat({ max: 30 }), fc.constantFrom('', '}', '{', '"', '${', '[', '<<EOF\n', '\0', '😀', '*/', '%{', '\r', '__proto__')); // prettier-ignore

describe('hostile text', () => {
  it('as HCL', () => {
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), (cuts) => {
        let text = sample;
        for (const [at, length, put] of cuts) text = text.slice(0, at) + put + text.slice(at + length);
        const found = readTf(text);
        locateAll(found);
        if (found.document.syntaxError) expect(found.document.syntaxError.location.line).toBeGreaterThan(0);
      }),
      { numRuns: 80 },
    );
    expect(readTf(sample).policies).toHaveLength(3);
  });

  it('cut anywhere', () => {
    for (let end = 0; end < sample.length; end += 13) locateAll(readTf(sample.slice(0, end)));
  });

  it('as a plan, with values of any type anywhere', () => {
    fc.assert(
      fc.property(fc.nat({ max: 40 }), fc.jsonValue({ maxDepth: 2 }), (which, put) => {
        let count = 0;
        const changed: unknown = JSON.parse(plan, (_, value: unknown) => (count++ === which ? put : value));
        locateAll(readAsJson(changed));
        locateAll(readAsJson({ data: changed, resource: changed }, 'x.tf.json'));
      }),
      { numRuns: 120 },
    );
    expect(readAsJson(plan).policies).toHaveLength(1);
  });

  it('that is small and would be endless in full', () => {
    const doubled = Array.from(
      { length: 40 },
      (_, i) => `  l${i + 1} = [local.l${i}, local.l${i}]\n  t${i + 1} = "\${local.t${i}}\${local.t${i}}"`,
    );
    const text = `locals {\n  l0 = ["a"]\n  t0 = "abcdefgh"\n${doubled.join('\n')}\n}\n`;
    const use = (value: string): string =>
      `resource "aws_iam_policy" "p" {\n  policy = jsonencode({ Statement = ${value} })\n}\n`;
    expect(JSON.stringify(readTf(text + use('local.l40')).policies[0]?.policy.raw)).toContain('local.l');
    expect(JSON.stringify(readTf(text + use('local.t40')).policies[0]?.policy.raw).length).toBeLessThan(10_000_000);
    const nested = '[for a in local.n : '.repeat(8) + '"x"' + ']'.repeat(8);
    const many = `locals {\n  n = [${'1,'.repeat(200)}]\n}\n`;
    const found = readTf(many + use(nested));
    expect(found.policies.length + found.unread.length).toBe(1);
  });

  it('that asks for more forms than anybody waits for', () => {
    const keys = Array.from({ length: 100 }, (_, i) => `k${i} = "v${i}"`).join(', ');
    const choices = Array.from({ length: 40 }, (_, i) => `var.x${i} ? local.big : [{ Effect = each.key }]`).join(', ');
    const big = `[for a in [${'1,'.repeat(900)}] : { Effect = "Allow", Action = ["a", "b", "c", "d", "e", "f"] }]`;
    const one = (i: number): string =>
      `resource "aws_iam_policy" "p${i}" {\n  for_each = { ${keys} }\n  policy = jsonencode({ Statement = concat(${choices}) })\n}\n`;
    const found = readTf(`locals {\n  big = ${big}\n}\n${[1, 2, 3, 4].map(one).join('')}`);
    expect(found.unread.length).toBeGreaterThan(0);
  }, 10_000);

  it('with an error after much that is right, or errors that never end', () => {
    const block = 'resource "aws_iam_policy" "p" {\n  name = "p"\n}\n';
    const late = readTf(`${block.repeat(5000)}resource "aws_iam_policy" "x" { policy = }\n${block.repeat(100)}`);
    expect(late.document.syntaxError?.location).toMatchObject({ line: 15_001, column: 42 });
    const open = readTf(`resource "aws_iam_policy" "x" {\n  policy = ${'{ a = '.repeat(200_000)}`);
    expect(open.document.syntaxError?.message).toMatch(/^From here on this is no Terraform that could be read/);
  }, 20_000);

  it('with chains of references and deep nesting', () => {
    const chain = Array.from({ length: 5000 }, (_, i) => `  c${i} = local.c${i + 1}`).join('\n');
    expect(
      readTf(`locals {\n${chain}\n}\nresource "aws_iam_policy" "p" {\n  policy = local.c0\n}`).unread,
    ).toHaveLength(1);
    const deep = `locals {\n  a = ${'['.repeat(20_000)}${']'.repeat(20_000)}\n}`;
    expect(readTf(deep).document.syntaxError?.message).toMatch(/^This is nested too deep to be read/);
    expect(readTf(`locals {\n  a = ${'"${'.repeat(500)}a${'}"'.repeat(500)}\n}`).policies).toEqual([]);
  });
});
