import { describe, expect, it } from 'vitest';
import { lintText } from '../../support/lint-text.ts';
import { readAsJson, readTf } from './read.ts';

const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
const role = { type: 'AWS::IAM::Role', name: 'aws_iam_role_policy_attachment.a' };

describe('attached managed policies', () => {
  it('of HCL, with the ARN whose partition is not known and those of for_each', () => {
    const found = readTf(
      [
        'resource "aws_iam_role_policy_attachment" "a" {',
        '  role       = aws_iam_role.r.name',
        '  policy_arn = "arn:${data.aws_partition.p.partition}:iam::aws:policy/AdministratorAccess"',
        '}',
        'resource "aws_iam_role" "r" {',
        `  managed_policy_arns = ["${admin}", aws_iam_policy.own.arn]`,
        '}',
        'resource "aws_iam_user_policy_attachment" "u" {',
        `  for_each   = toset(["${admin}", "arn:aws:iam::aws:policy/ReadOnlyAccess"])`,
        '  policy_arn = each.value',
        '}',
      ].join('\n'),
    );
    expect(found.attachments).toMatchObject([
      { policyArn: admin, ref: role, location: { file: 'main.tf', line: 3, column: 16 } },
      { policyArn: admin, ref: { type: 'AWS::IAM::Role', name: 'aws_iam_role.r' }, location: { line: 6, column: 26 } },
      {
        policyArn: admin,
        ref: { type: 'AWS::IAM::User', name: 'aws_iam_user_policy_attachment.u' },
        location: { line: 9 },
      },
      { policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', location: { line: 9, column: 70 } },
    ]);
  });

  it('of HCL are looked up in data sources', () => {
    const attach = (name: string): string =>
      `resource "aws_iam_role_policy_attachment" "${name}" {\n  policy_arn = data.aws_iam_policy.${name}.arn\n}\n`;
    const found = readTf(
      `data "aws_iam_policy" "a" {\n  name = "AdministratorAccess"\n}\ndata "aws_iam_policy" "b" {\n  arn = "${admin}"\n}\ndata "aws_iam_policy" "c" {\n  name = "TeamFullAccess"\n}\n${attach('a')}${attach('b')}${attach('c')}`,
    );
    expect(found.attachments?.map(({ policyArn, location }) => [policyArn, location.line])).toEqual([
      [admin, 11],
      [admin, 14],
    ]);
  });

  it('of HCL are findings where the ARN stands', async () => {
    const text = [
      'resource "aws_iam_role_policy_attachment" "a" {',
      '  for_each   = toset(["arn:aws:iam::aws:policy/IAMFullAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess"])',
      '  role       = "r"',
      '  policy_arn = each.value',
      '}',
      'resource "aws_iam_user_policy_attachment" "b" {',
      '  user       = "u"',
      `  policy_arn = "${admin}"`,
      '}',
    ].join('\n');
    expect((await lintText(text, 'main.tf')).brief).toEqual([
      '2:23 attached-aws-managed-full-access',
      '8:16 attached-aws-managed-admin-policy',
    ]);
  });

  it('of plans and of .tf.json', () => {
    const one = {
      address: role.name,
      mode: 'managed',
      type: 'aws_iam_role_policy_attachment',
      name: 'a',
      values: { policy_arn: admin },
    };
    const plan = {
      format_version: '1.2',
      terraform_version: '1.11.4',
      planned_values: { root_module: { resources: [one] } },
    };
    expect(readAsJson(plan).attachments).toMatchObject([
      { policyArn: admin, ref: role, location: { line: 13, column: 27 } },
    ]);
    const resource = {
      aws_iam_role_policy_attachment: { a: { policy_arn: 'arn:${var.p}:iam::aws:policy/AdministratorAccess' } },
      aws_iam_role: { r: { managed_policy_arns: ['${var.arn}', admin] } },
    };
    const found = readAsJson({ resource }, 'main.tf.json');
    expect(found.attachments).toMatchObject([
      { policyArn: admin, ref: role },
      { policyArn: admin, location: { line: 12 } },
    ]);
  });
});
