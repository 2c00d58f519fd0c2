import { describe, expect, it } from 'vitest';
import table from '../../src/data/manifest-policies.json' with { type: 'json' };
import { unknownPart } from '../../src/policy/unknown.ts';
import { lintText, policiesOf } from '../support/lint-text.ts';

const document = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'none:Such', Resource: '*' } };

describe('Kubernetes manifests', () => {
  const all = Object.entries(table.kinds).flatMap(([kind, list]) =>
    list.map(([steps, type, resourceType]): [string, string | undefined, string | undefined, string | undefined] => [
      kind,
      steps,
      type,
      resourceType,
    ]),
  );

  it.each(all)('%s %s', async (kind, steps = '', type, resourceType) => {
    let value: unknown = JSON.stringify(document);
    for (const step of steps.split('/').reverse()) {
      value = step === '*' ? [value] : step === '**' ? { inline: value } : { [step]: value };
    }
    const [service, name] = kind.split('/');
    const group = steps.startsWith('forProvider') ? 'aws.upbound.io' : 'services.k8s.aws';
    const manifest = { apiVersion: `${service}.${group}/v1`, kind: name, metadata: { name: 'it' }, spec: value };
    const [policy, ...others] = await policiesOf(JSON.stringify(manifest), 'a.yaml');
    expect(others).toEqual([]);
    expect(policy?.type).toBe(type === 'organization' ? 'scp' : type);
    expect(policy?.source.resource?.name).toBe('it');
    expect(policy?.source.resource?.type).toBe(resourceType ?? `AWS::${service === 'iam' ? 'IAM' : 'Organizations'}::${name === 'Policy' && service === 'iam' ? 'ManagedPolicy' : name}`); // prettier-ignore
    expect(policy?.resourceType).toBe(type === 'resource' ? resourceType : undefined);
  });

  it('are found in streams and compositions, in the block or at the scalar', async () => {
    const { brief, findings } = await lintText(
      `apiVersion: v1
kind: ConfigMap
data: {Statement: x}
---
apiVersion: iam.services.k8s.aws/v1alpha1
kind: Policy
metadata: {name: reader}
spec:
  policyDocument: |
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObjct","Resource":"*"}]}
---
apiVersion: apiextensions.crossplane.io/v1
kind: Composition
spec:
  resources:
    - base:
        apiVersion: iam.aws.m.upbound.io/v1beta1
        kind: Role
        metadata: {name: r}
        spec:
          forProvider:
            assumeRolePolicy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}'
`,
      'a.yaml',
    );
    expect(brief).toEqual([
      '10:69 invalid-action',
      '22:31 role-trust-policy-unsupported-wildcard-in-principal',
      '22:31 trust-policy-allows-anyone',
    ]);
    expect(findings[0]?.location.pointer).toBe('/1/spec/policyDocument/Statement/0/Action');
  });

  const text = JSON.stringify({ ...document, Statement: { ...document.Statement, Effect: 'allow' } });
  const manifest = (group: string, kind: string, body: string): string =>
    `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata: {name: it}\n${body}\n`;

  it.each([
    ['a property of a kind in the table', manifest('iam.services.k8s.aws', 'Role', `spec: {other: '${text}'}`)],
    [
      'a kind that is not in the table',
      manifest('wafv9.aws.upbound.io', 'Thing', `spec: {forProvider: {x: ['${text}']}}`),
    ],
    ['another group', manifest('iam.example.org', 'Policy', `spec: {policyDocument: ${text}}`)],
    ['a config map', manifest('example.org', 'ConfigMap', `data: {policy.json: '${text}'}`)],
    ['a playbook', `- tasks: [{amazon.aws.iam_role: {assume_role_policy_document: ${text}}}]\n`],
    ['the values of a chart', `role: {statements: '${text}'}\n`],
  ])('are found by their looks in %s', async (_, yaml) => {
    const { brief, file } = await lintText(yaml, 'a.yaml', false);
    expect(brief.map((one) => one.split(' ')[1])).toContain('invalid-effect');
    expect(file.policies).toHaveLength(1);
  });

  it('are of the type that their names tell where it matters', async () => {
    const all = '{Version: 2012-10-17, Statement: {Effect: Allow, Action: "*", Resource: "*"}}';
    const { brief, file } = await lintText(`boundary: ${all}\nscps:\n  - ${all}\nadmin: ${all}\n`, 'a.yaml', false);
    expect(file.policies.map(({ type }) => type)).toEqual(['boundary', 'scp', 'identity']);
    expect(brief.filter((one) => one.endsWith('administrator-access'))).toEqual(['4:41 administrator-access']);
  });

  it.each([
    ['a statement of another language', manifest('example.org', 'Rule', 'spec: {Statement: [{ByteMatch: {}}]}')],
    [
      'a text about policies',
      manifest('example.org', 'ConfigMap', 'data: {a: "Statement of 2012-10-17", b: "{Statement"}'),
    ],
    ['another object in JSON', manifest('example.org', 'ConfigMap', `data: {a: '{"x": "Statement"}'}`)],
  ])('are not %s', async (_, yaml) => {
    expect((await lintText(yaml, 'a.yaml', false)).file).toMatchObject({ policies: [], unread: [], judged: false });
  });

  it('of eksctl have policies and attached ones', async () => {
    const { brief, findings } = await lintText(
      `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: c}
iam:
  serviceAccounts:
    - metadata: {name: reader}
      attachPolicy:
        Version: "2012-10-17"
        Statement: [{Effect: allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::a-\${ACCOUNT}/*"}]
    - metadata: {name: admin}
      attachPolicyARNs: [arn:aws:iam::aws:policy/AdministratorAccess, "arn:aws:iam::\${ACCOUNT}:policy/own"]
managedNodeGroups:
  - name: nodes
    iam: {attachPolicyARNs: ["arn:aws:iam::aws:policy/AdministratorAccess"]}
`,
      'cluster.yaml',
    );
    expect(brief).toEqual([
      '9:30 invalid-effect',
      '11:26 attached-aws-managed-admin-policy',
      '14:30 attached-aws-managed-admin-policy',
    ]);
    expect(findings.map(({ resource }) => resource?.name)).toEqual(['reader', 'admin', 'nodes']);
  });

  it('attach managed policies', async () => {
    const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const { brief } = await lintText(
      [
        manifest('iam.services.k8s.aws', 'Role', `spec: {policies: ["${arn}"]}`),
        manifest('iam.aws.upbound.io', 'RolePolicyAttachment', `spec: {forProvider: {policyArn: "${arn}"}}`),
      ].join('---\n'),
      'a.yaml',
    );
    expect(brief).toEqual(['4:19 attached-aws-managed-admin-policy', '9:33 attached-aws-managed-admin-policy']);
  });

  it('in the form of crossplane-contrib are read in the words of IAM', async () => {
    const { findings, file, unread } = await lintText(
      `apiVersion: s3.aws.crossplane.io/v1alpha3
kind: BucketPolicy
metadata: {name: it}
spec:
  forProvider:
    policy:
      version: "2012-10-17"
      statements:
        - sid: Open
          effect: Allow
          principal: {allowAnon: true}
          action: [s3:GetObjct]
          resource: ["arn:aws:s3:::reports/*"]
        - effect: Deny
          principal:
            awsPrincipals: [{awsAccountId: "123456789012"}, {iamRoleArnRef: {name: role}}]
            service: [lambda.amazonaws.com]
          action: ["s3:PutObject"]
          resource: ["arn:aws:s3:::reports/*"]
          condition:
            - operatorKey: Bool
              conditions: [{key: "aws:SecureTransport", booleanValue: false}, {key: "aws:x", listValue: [a]}]
`,
      'a.yaml',
    );
    expect(unread).toEqual([]);
    expect(findings.map(({ ruleId, location: { line, column } }) => `${line}:${column} ${ruleId}`)).toContain('12:20 invalid-action'); // prettier-ignore
    expect(file.policies[0]?.raw).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Open', Effect: 'Allow', Principal: '*', Action: ['s3:GetObjct'], Resource: ['arn:aws:s3:::reports/*'] },
        {
          Effect: 'Deny',
          Principal: { AWS: ['123456789012', unknownPart('iamRoleArnRef')], Service: ['lambda.amazonaws.com'] },
          Action: ['s3:PutObject'],
          Resource: ['arn:aws:s3:::reports/*'],
          Condition: { Bool: { 'aws:SecureTransport': false, 'aws:x': ['a'] } },
        },
      ],
    });
  });

  it.each([
    ['another member', 'effect: Allow, actions: [a]'],
    ['a principal of another kind', 'principal: {awsPrincipals: [{arn: x}]}'],
    ['a principal that is a text', 'principal: "*"'],
    ['a condition of another kind', 'condition: [{operatorKey: Bool, conditions: [{key: a}]}]'],
    ['conditions that are no list', 'condition: {Bool: {a: b}}'],
  ])('in that form with %s are said not to be judged', async (_, statement) => {
    const body = `spec: {forProvider: {policy: {version: "2012-10-17", statements: [{${statement}}]}}}`;
    const { brief, unread } = await lintText(manifest('s3.aws.crossplane.io', 'BucketPolicy', body), 'a.yaml');
    expect(brief).toEqual([]);
    expect(unread.map((one) => one.slice(0, 24))).toEqual(['4:30 it: the policy has ']);
  });

  it('of playbooks that are given by a variable are said not to be judged', async () => {
    const { unread } = await lintText(
      `- iam_role: {name: a, assume_role_policy_document: "{{ lookup('file', 'a.json') }}", policy: "{{ x }}"}
- amazon.aws.s3_bucket: {policy: "{{ lookup('template', 'b.json.j2') }}"}
- firewalld: {policy: "{{ x }}"}
`,
      'play.yml',
    );
    expect(unread.map((one) => one.split(' ')[0])).toEqual(['1:52', '1:94', '2:34']);
  });
});

describe('serverless.yml', () => {
  it('has statements of roles and functions, and resources', async () => {
    const { brief, findings } = await lintText(
      `service: a
provider:
  name: aws
  iam:
    role:
      statements:
        - Effect: Allow
          Action: [s3:GetObjct, s3:PutObject]
          Resource: "arn:aws:s3:::\${self:custom.bucket.\${opt:stage}}/*"
functions:
  f:
    iamRoleStatements:
      - Effect: allow
        Action: s3:GetObject
        Resource: !Sub "\${Bucket.Arn}/*"
resources:
  - Resources:
      P:
        Type: AWS::S3::BucketPolicy
        Properties:
          PolicyDocument:
            Version: "2012-10-17"
            Statement: {Effect: allow, Principal: "*", Action: s3:GetObject, Resource: "\${self:custom.arn}"}
`,
      'serverless.yml',
    );
    expect(brief).toEqual(['8:20 invalid-action', '13:17 invalid-effect', '23:33 invalid-effect']);
    expect(findings[1]?.resource).toEqual({ type: 'AWS::Lambda::Function', name: 'f' });
  });

  it('has both branches of a condition, and managed policies of its role', async () => {
    const { brief } = await lintText(
      `service: a
provider:
  name: aws
  iam:
    role:
      managedPolicies: [!Sub "arn:\${AWS::Partition}:iam::aws:policy/IAMFullAccess"]
      statements:
        - Fn::If:
            - IsTest
            - {Effect: allow, Action: s3:ListAllMyBuckets, Resource: "*"}
            - {Effect: permit, Action: s3:ListAllMyBuckets, Resource: "*"}
`,
      'serverless.yml',
    );
    expect(brief).toEqual(['6:30 attached-aws-managed-full-access', '10:24 invalid-effect', '11:24 invalid-effect']);
  });

  it('may have no statement of its own for a function or the provider', async () => {
    const { brief, file } = await lintText(
      'service: a\nprovider: {name: aws, iam: {role: {statements: []}}}\nfunctions: {f: {iamRoleStatements: []}, g: {iamRoleStatements: [{Effect: Allow}]}}\n',
      'serverless.yml',
    );
    expect(brief.map((one) => one.split(' ')[1])).toEqual(['missing-action', 'missing-resource']);
    expect(file.policies).toHaveLength(1);
  });

  it('says which of its parts stand in other files', async () => {
    const { brief, unread, file } = await lintText(
      `service: a
provider:
  name: aws
  iamRoleStatements: \${file(provider.yml):statements}
functions:
  f:
    iamRoleStatements:
      - \${file(f.yml)}
      - {Effect: allow, Action: "s3:ListAllMyBuckets", Resource: "*"}
  g: \${file(g.yml)}
resources:
  - \${file(resources.yml)}
  - Outputs: {}
`,
      'serverless.yml',
    );
    expect(unread).toEqual([
      '10:6 functions.g: given by ${file(g.yml)}; policies in it are not judged.',
      '12:5 resources.0: given by ${file(resources.yml)}; policies in it are not judged.',
      '4:22 provider: statements are given by ${file(provider.yml):statements}, which only deployment knows.',
      '8:7 f: statements are given by ${file(f.yml)}, which only deployment knows.',
    ]);
    expect(brief).toEqual(['9:18 invalid-effect']);
    expect(file.policies).toHaveLength(1);
  });

  it('may be put together from other files', async () => {
    const whole = await lintText('service: a\nprovider: {name: aws, iam: "${file(i.yml)}", iamManagedPolicies: "${self:custom.m}"}\nfunctions: ${file(f.yml)}\nresources: ${file(r.yml)}\n', 'serverless.yml'); // prettier-ignore
    expect(whole.unread.map((one) => one.split(';')[0])).toEqual([
      '2:66 provider.iamManagedPolicies: given by ${self:custom.m}',
      '2:28 provider.iam: given by ${file(i.yml)}',
      '3:12 functions: given by ${file(f.yml)}',
      '4:12 resources: given by ${file(r.yml)}',
    ]);
    const { brief, unread } = await lintText('service: a\nprovider: ${file(p.yml)}\nfunctions: {f: {iamRoleStatements: [{Effect: allow, Action: "s3:ListAllMyBuckets", Resource: "*"}]}}\n', 'serverless.yml'); // prettier-ignore
    expect(brief).toEqual(['3:46 invalid-effect']);
    expect(unread).toHaveLength(1);
  });

  it('may change the resources that the framework makes, and list its functions', async () => {
    const policy = 'Version: "2012-10-17", Statement: {Effect: allow, Action: "s3:ListAllMyBuckets", Resource: "*"}';
    const { brief, findings } = await lintText(
      `service: a
provider: aws
functions:
  - f: {iamRoleStatements: [{Effect: allow, Action: "s3:ListAllMyBuckets", Resource: "*"}]}
resources:
  extensions:
    IamRoleLambdaExecution:
      Properties:
        Policies: [{PolicyName: a, PolicyDocument: {${policy}}}]
    Other: {Properties: {Deep: {${policy}}, Name: a}}
`,
      'serverless.yml',
    );
    expect(brief).toEqual(['4:38 invalid-effect', '9:96 invalid-effect', '10:76 invalid-effect']);
    expect(findings[1]?.resource).toEqual({ type: 'AWS::IAM::Role', name: 'IamRoleLambdaExecution' });
  });

  it('of another cloud is none', async () => {
    const text = 'service: a\nprovider:\n  name: google\n  iamRoleStatements: [{Effect: allow}]\n';
    expect(await policiesOf(text, 'serverless.yml')).toEqual([]);
  });
});

describe('policies in YAML', () => {
  it('are found bare and in lists', async () => {
    const text =
      '- Version: 2012-10-17\n  Statement:\n    - Effect: allow\n      Action: s3:ListAllMyBuckets\n      Resource: "*"\n';
    expect((await lintText(text, 'a.yml')).brief).toEqual(['3:15 invalid-effect']);
  });
});

describe('code blocks', () => {
  const block = (language: string, body: string): string => `Text.\n\n\`\`\`${language}\n${body}\n\`\`\`\n`;
  const policy =
    '{"Version":"2012-10-17","Statement":{"Effect":"allow","Action":"s3:ListAllMyBuckets","Resource":"*"}}';

  it.each([
    ['JSON', block('json', policy), ['4:47 invalid-effect']],
    ['JSON with comments', block('jsonc', `// x\n${policy}`), ['5:47 invalid-effect']],
    ['a block without language', block('', policy), ['4:47 invalid-effect']],
    [
      'YAML',
      block('yaml', 'Version: 2012-10-17\nStatement: {Effect: allow, Action: "s3:ListAllMyBuckets", Resource: "*"}'),
      ['5:21 invalid-effect'],
    ],
    ['tildes in a list', `- x\n  ~~~json\n  ${policy}\n  ~~~\n`, ['3:49 invalid-effect']],
    ['two blocks', block('json', policy) + block('json', policy), ['4:47 invalid-effect', '9:47 invalid-effect']],
    ['other languages', block('python', policy.replace('{', 'x = {')), []],
    ['prose', policy, []],
  ])('%s', async (_, text, expected) => {
    const { brief, findings } = await lintText(text, 'a.md');
    expect(brief).toEqual(expected);
    expect(findings.every(({ fix }) => fix === undefined)).toBe(true);
  });

  it('that are cut short are said to be unread', async () => {
    const { brief, unread } = await lintText(block('json', '{"Version":"2012-10-17","Statement":[ ... ]}'), 'a.md');
    expect(brief).toEqual([]);
    expect(unread).toHaveLength(1);
  });
});
