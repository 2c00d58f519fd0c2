/** What one role has by several resources is judged together. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace, type Workspace } from '../../cli/workspace.ts';

const document = (name: string, ...actions: string[]): string => `
data "aws_iam_policy_document" "${name}" {
  statement {
    actions   = ${JSON.stringify(actions)}
    resources = ["*"]
  }
}
resource "aws_iam_policy" "${name}" {
  policy = data.aws_iam_policy_document.${name}.json
}
`;
const role = (more = ''): string => `
resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "proton.amazonaws.com" } }]
  })
${more}
}
resource "aws_iam_role_policy" "pass" {
  role   = aws_iam_role.r.id
  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "iam:PassRole", Resource = "*" } })
}
`;
const create = document('create', 'lambda:CreateFunction', 'lambda:InvokeFunction');
const attach = (policy: string, of = 'r'): string => `
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.${of}.name
  policy_arn = ${policy}
}
`;

let here: Workspace;
beforeAll(() => {
  here = openWorkspace();
});
afterAll(() => {
  here.remove();
});

async function find(path: string, ...rules: string[]): Promise<string[]> {
  const { findings } = await here.json('lint', path);
  return findings
    .filter(({ ruleId }) => rules.includes(ruleId))
    .map(({ ruleId, location }) => `${String(location['file'])}:${String(location['line'])} ${ruleId}`);
}

describe('a module', { timeout: 30_000 }, () => {
  let modules = 0;
  const lint = (files: Record<string, string>): Promise<string[]> => {
    const folder = `m${++modules}`;
    here.write(Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text])));
    return find(folder, 'privilege-escalation').then((all) => all.map((one) => one.slice(folder.length + 1)));
  };

  it('opens a way by two policies of one role, wherever they stand', async () => {
    const both = attach('aws_iam_policy.create.arn');
    expect(await lint({ 'a.tf': role(), 'b.tf': create + both })).toEqual(['a.tf:12 privilege-escalation']);
    const each = both.replace('role  ', 'for_each = toset([aws_iam_policy.create.arn])\n  role  ');
    expect(await lint({ 'a.tf': role() + create + each.replace(/policy_arn = .*/, 'policy_arn = each.value') })).toHaveLength(1); // prettier-ignore
  });

  it('opens none by policies of two roles, nor beyond a boundary, nor for an administrator', async () => {
    const both = attach('aws_iam_policy.create.arn');
    expect(await lint({ 'a.tf': role(), 'b.tf': create + attach('aws_iam_policy.create.arn', 'other') })).toEqual([]);
    const boundary = role('  permissions_boundary = aws_iam_policy.limit.arn') + document('limit', 's3:GetObject');
    expect(await lint({ 'a.tf': boundary + create + both })).toEqual([]);
    const admin = role('  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]');
    expect(await lint({ 'a.tf': admin + create + both })).toEqual([]);
  });

  it('has roles judged by the rules on roles', async () => {
    here.write({ 'proton/a.tf': role(), 'proton/b.tf': create });
    const rules = ['proton-service-ended', 'proton-service-role-overly-broad'];
    expect(await find('proton', ...rules)).toEqual(rules.map((rule) => `proton/a.tf:2 ${rule}`));
    expect(await find('proton/b.tf', ...rules)).toEqual([]);
  });

  it('takes a managed policy that is only a boundary for one', async () => {
    here.write({ 'limit/a.tf': role('  permissions_boundary = aws_iam_policy.limit.arn') + document('limit', 's3:*') });
    const { policies } = await here.json('lint', 'limit');
    expect(policies.map(({ policyType }) => policyType)).toEqual(['trust', 'identity', 'boundary']);
  });
});

describe('a plan', { timeout: 30_000 }, () => {
  const policy = (Action: string | string[]): string =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }],
  });
  const resource = (type: string, name: string, values: object): object => ({
    address: `${type}.${name}`, mode: 'managed', type, name, values,
  }); // prettier-ignore
  const written = (type: string, name: string, expressions: Record<string, string[]>): object => ({
    mode: 'managed', type, name,
    expressions: Object.fromEntries(Object.entries(expressions).map(([key, references]) => [key, { references }])),
  }); // prettier-ignore
  const plan = (resources: object[], config: object[], unknown: Record<string, object> = {}): object => ({
    format_version: '1.2',
    terraform_version: '1.9.0',
    planned_values: { root_module: { resources } },
    resource_changes: Object.entries(unknown).map(([address, after_unknown]) => ({
      address, mode: 'managed', change: { actions: ['create'], after: {}, after_unknown },
    })), // prettier-ignore
    configuration: { root_module: { resources: config } },
  });
  const made = [
    resource('aws_iam_role', 'r', { name: 'r', assume_role_policy: trust }),
    resource('aws_iam_role_policy', 'pass', { role: 'r', policy: policy('iam:PassRole') }),
    resource('aws_iam_policy', 'create', { policy: policy(['lambda:CreateFunction', 'lambda:InvokeFunction']) }),
  ];
  const attachment = (role: string) =>
    [
      resource('aws_iam_role_policy_attachment', 'a', { role }),
      written('aws_iam_role_policy_attachment', 'a', { policy_arn: ['aws_iam_policy.create.arn', 'aws_iam_policy.create'] }),
    ] as const; // prettier-ignore

  it('opens a way by policies of which only apply knows the ARNs', async () => {
    const [one, config] = attachment('r');
    here.write({ 'plan.json': plan([...made, one], [config], { 'aws_iam_role_policy_attachment.a': { policy_arn: true } }) }); // prettier-ignore
    expect(await find('plan.json', 'privilege-escalation')).toHaveLength(1);
  });

  it('opens one for each copy of a role in a module', async () => {
    const copies = ['a', 'b'].flatMap((index) => {
      const copy = (type: string, name: string, values: object): object => ({
        ...resource(type, name, values), address: `module.m.${type}.${name}["${index}"]`, index,
      }); // prettier-ignore
      return [
        copy('aws_iam_role', 'r', { assume_role_policy: trust }),
        copy('aws_iam_role_policy', 'pass', { policy: policy('iam:PassRole') }),
        copy('aws_iam_role_policy', 'create', {
          policy: policy(index === 'a' ? ['lambda:CreateFunction', 'lambda:InvokeFunction'] : 's3:ListAllMyBuckets'),
        }),
      ];
    });
    const role = ['aws_iam_role.r', 'each.key'];
    const resources = [written('aws_iam_role_policy', 'pass', { role }), written('aws_iam_role_policy', 'create', { role })]; // prettier-ignore
    here.write({
      'plan.json': {
        ...plan([], []),
        planned_values: { root_module: { child_modules: [{ address: 'module.m', resources: copies }] } },
        configuration: { root_module: { module_calls: { m: { module: { resources } } } } },
      },
    });
    expect(await find('plan.json', 'privilege-escalation')).toHaveLength(1);
  });

  it('opens none by those of two roles', async () => {
    const [one, config] = attachment('other');
    here.write({ 'plan.json': plan([...made, one], [config], { 'aws_iam_role_policy_attachment.a': { policy_arn: true } }) }); // prettier-ignore
    expect(await find('plan.json', 'privilege-escalation')).toEqual([]);
  });

  it('opens one by names that only apply knows', async () => {
    const [, , managed] = made;
    const unknown = { 'aws_iam_role.r': { name: true }, 'aws_iam_role_policy.pass': { role: true }, 'aws_iam_role_policy.create': { role: true } }; // prettier-ignore
    const role = ['aws_iam_role.r.id', 'aws_iam_role.r'];
    const both = [
      resource('aws_iam_role', 'r', { assume_role_policy: trust }),
      resource('aws_iam_role_policy', 'pass', { policy: policy('iam:PassRole') }),
      resource('aws_iam_role_policy', 'create', { policy: policy(['lambda:CreateFunction', 'lambda:InvokeFunction']) }),
    ];
    const config = [
      written('aws_iam_role_policy', 'pass', { role }),
      written('aws_iam_role_policy', 'create', { role }),
    ];
    here.write({ 'plan.json': plan([...both, managed ?? {}], config, unknown) });
    expect(await find('plan.json', 'privilege-escalation')).toHaveLength(1);
  });
});
