/** Policies where the table of attributes lists none. */
import { describe, expect, it } from 'vitest';
import { placeOf, readAsJson, readTf, summary, unread } from './read.ts';

const json =
  'jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:A", Resource = "*" }] })';
const heredoc = '<<EOF\n{"Statement": [{"Effect": "Allow", "Action": "s3:A", "Resource": "${var.x}"}]}\nEOF';
const trust =
  'jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "1" } }] })';

describe('a policy by its looks', () => {
  it.each<[string, string, object[]]>([
    ['in an argument of a module', `module "m" {\n policy_json = ${json}\n}`, [{ type: 'identity', of: 'module.m', pointer: '/module/m/policy_json' }]], // prettier-ignore
    ['in a heredoc', `module "m" {\n policy = ${heredoc}\n}`, [{ of: 'module.m' }]],
    ['with principals', `module "m" {\n trust = ${trust}\n}`, [{ type: 'trust' }]],
    ['in a map of them', `module "m" {\n inline = { a = ${json}, b = ${trust} }\n}`, [{ type: 'identity' }, { type: 'trust' }]], // prettier-ignore
    ['in a resource of another provider', `resource "awscc_iam_role" "r" {\n policies = [{ policy_document = ${json} }]\n}`, [{ of: 'awscc_iam_role.r' }]], // prettier-ignore
    ['in a block', `resource "x_y" "r" {\n a {\n  b = ${json}\n }\n}`, [{ pointer: '/resource/x_y/r/a/b' }]],
    ['in an output', `output "o" {\n value = ${json}\n}`, [{ of: 'output.o' }]],
    ['in a local that no policy uses', `locals {\n l = ${json}\n n = 1\n}`, [{ of: 'local.l' }]],
    ['in the default of a variable', 'variable "v" {\n default = {\n Statement = [{ Effect = "Deny" }]\n }\n}', [{ of: 'var.v' }]], // prettier-ignore
    ['in each branch', `module "m" {\n p = var.x ? ${json} : ${trust}\n}`, [{ type: 'identity' }, { type: 'trust' }]],
  ])('%s is judged', (_, text, expected) => {
    const found = readTf(text);
    expect(summary(found)).toMatchObject(expected);
    expect(summary(found)).toHaveLength(expected.length);
    expect(unread(found)).toEqual([]);
  });

  const open = 'jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:A", Principal = "*", Resource = "*" }] })';

  it.each<[string, string, object]>([
    ['a boundary', `module "role" {\n permissions_boundary_policy = ${json}\n}`, { type: 'boundary' }],
    ['a service control policy', `module "scp" {\n policy = ${json}\n}`, { type: 'scp' }],
    ['no service control policy', `module "scp" {\n policy = ${open}\n}`, { type: 'resource' }],
    ['a name that only holds the letters', `module "transcps" {\n policy = ${json}\n}`, { type: 'identity' }],
    ['a resource control policy', `locals {\n rcp_text = ${open}\n}`, { type: 'rcp' }],
    ['a boundary that some module takes', 'data "aws_iam_policy_document" "boundary" {\n statement {\n  actions = ["s3:A"]\n  resources = ["*"]\n }\n}', { type: 'boundary' }], // prettier-ignore
    ['a VPC endpoint', `module "v" {\n s3_endpoint_policy = ${open}\n}`, { type: 'resource', resourceType: 'AWS::EC2::VPCEndpoint' }], // prettier-ignore
    [
      'another endpoint',
      `module "api_endpoint" {\n policy = ${open}\n}`,
      { type: 'resource', resourceType: undefined },
    ],
  ])('is of the type that its name tells: %s', (_, text, expected) => {
    const { policies } = readTf(text);
    expect(policies.map(({ policy: { type, resourceType } }) => ({ type, resourceType }))).toMatchObject([expected]);
  });

  it('is one of several, each of which counts', () => {
    const found = readTf(`module "m" {\n inline = { a = ${json}, b = var.x ? ${trust} : ${json} }\n}`);
    expect(found.policies.map(({ policy, isAlternative }) => [policy.source.pointer, isAlternative])).toEqual([
      ['/module/m/inline/a', undefined],
      ['/module/m/inline/b', undefined],
      ['/module/m/inline/b', true],
    ]);
  });

  it('is judged once, where it is written', () => {
    const used = `locals {\n l = ${json}\n}\nmodule "m" {\n policy = local.l # Statement\n}\n`;
    expect(summary(readTf(used))).toMatchObject([{ of: 'local.l' }]);
    const listed = `${used}resource "aws_iam_policy" "p" {\n policy = local.l\n}`;
    expect(summary(readTf(listed))).toMatchObject([{ of: 'aws_iam_policy.p' }]);
    expect(placeOf(readTf(used), 'Statement.0.Action')).toMatch(/^2:/);
  });

  it.each<[string, string, string]>([
    ['in a template', 'resource "aws_cloudformation_stack" "s" {\n template_body = jsonencode({ Resources = { R = { Properties = { PolicyDocument = { Statement = [{ Effect = "Allow" }] } } } } })\n}', 'template_body of aws_cloudformation_stack.s is not judged: the policy in it is a part of another document.'], // prettier-ignore
    ['in other text', 'resource "aws_cloudformation_stack" "s" {\n template_body = <<EOF\nA:\n  Statement:\n    - Effect: Allow\nEOF\n}', 'template_body of aws_cloudformation_stack.s is not judged: its text is no JSON, or not known as a whole.'], // prettier-ignore
    ['in a template of text', `data "template_file" "t" {\n template = ${heredoc}\n}`, 'template of data.template_file.t is not judged: what becomes of its text is not known.'], // prettier-ignore
  ])('%s is said not to be judged', (_, text, expected) => {
    const found = readTf(text);
    expect(summary(found)).toEqual([]);
    expect(unread(found).map((one) => one.replace(/^[\d:]+ /, ''))).toEqual([expected]);
  });

  it.each([
    ['a policy of IoT', `resource "aws_iot_policy" "p" {\n policy = ${json}\n}`],
    ['no policy', 'module "m" {\n Statement = [{ Sid = "A" }]\n text = "Statement"\n}'],
    ['a description', 'variable "v" {\n description = "One Statement, whatever its Effect"\n}'],
    ['a reference', 'module "m" {\n policy = aws_iam_policy.Statement.policy\n}'],
  ])('is not %s', (_, text) => {
    expect(readTf(text).policies).toEqual([]);
    expect(readTf(text).unread).toEqual([]);
  });
});

describe('a policy by its looks in .tf.json', () => {
  const policy = { Statement: [{ Effect: 'Allow', Action: '*' }] };
  it.each<[object, string[]]>([
    [{ module: { m: { policy: JSON.stringify(policy) } } }, ['module.m.policy']],
    [{ module: { m: [{ inline: [policy] }] } }, ['module.m.0.inline.0']],
    [{ output: { o: { value: '${jsonencode({ Statement = [{ Effect = "Allow" }] })}' } } }, ['output.o.value']],
    [{ resource: { awscc_iam_role: { r: { p: policy } } } }, ['resource.awscc_iam_role.r.p']],
    [{ resource: { aws_iot_policy: { r: { policy: JSON.stringify(policy) } } } }, []],
    [{ module: { m: { Statement: 'Effect', text: 'Statement' } } }, []],
  ])('%j', (root, expected) => {
    const found = readAsJson(root, 'x.tf.json');
    const reason = ' is not judged: a policy in this place of a .tf.json file is not read.';
    expect(found.unread.map(({ message }) => message)).toEqual(expected.map((place) => place + reason));
    expect(found.policies).toEqual([]);
  });
});
