import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import table from '../../../src/data/template-policies.json' with { type: 'json' };
import { policyProperties } from '../../../src/document/template/template.ts';
import { lintText, policiesOf } from '../../support/lint-text.ts';

const statement = { Effect: 'Allow', Principal: '*', Action: 'none:Such', Resource: '*' };

function templateWith(type: string, steps: readonly string[]): unknown {
  let value: unknown = /Statements?$/.test(steps.at(-1) ?? '')
    ? [statement]
    : { Version: '2012-10-17', Statement: [statement] };
  for (const step of [...steps].reverse()) value = step === '*' ? [value] : { [step]: value };
  return { Resources: { It: { Type: type, Properties: { Type: 'SERVICE_CONTROL_POLICY', ...(value as object) } } } };
}

describe('types that hold policies', () => {
  const all = [...policyProperties].flatMap(([type, properties]) => properties.map((one) => ({ type, ...one })));

  it.each(all.map((one) => [`${one.type} ${one.steps.join('/')}`, one] as const))('%s', async (_, one) => {
    const text = JSON.stringify(templateWith(one.type, one.steps));
    for (const path of ['a.json', 'a.yaml']) {
      const [policy, ...others] = await policiesOf(text, path);
      expect(others).toEqual([]);
      expect(policy?.source.resource).toEqual({ type: one.type, name: 'It' });
      const expected = { organization: 'scp', sam: 'identity' }[one.policyType] ?? one.policyType;
      expect(policy?.type).toBe(expected);
      if (expected === 'resource') expect(policy?.resourceType).toBe(one.resourceType);
      expect(policy?.statements).toHaveLength(1);
    }
  });

  it('are all in the documentation, and nothing else is', () => {
    const page = readFileSync(new URL('../../../docs/templates.md', import.meta.url), 'utf8');
    const rows = [...page.matchAll(/^\| `(AWS::[\w:]+)` +\| `([^`]+)` +\|/gm)].map(
      ([, type, property]) => `${type} ${property}`,
    );
    const known = Object.entries(table.types).flatMap(([type, list]) =>
      list.map(([property]) => `${type} ${property}`),
    );
    expect(rows).toEqual(known);
  });

  it('but speak another language are said not to be judged', async () => {
    const { unread, findings } = await lintText(JSON.stringify(templateWith('AWS::IoT::Policy', ['PolicyDocument'])), 'a.json'); // prettier-ignore
    expect(findings).toEqual([]);
    expect(unread).toEqual([
      "1:60 It: policies of AWS::IoT::Policy are written in another language than IAM's and not judged.",
    ]);
  });

  it.each([
    ['may hold policies', 'Resources: {A: {Type: AWS::IAM::Role}}', 1],
    ['is not known', '!Ref Body', 1],
    ['holds none', 'Resources: {A: {Type: AWS::SQS::Queue}}', 0],
  ])('but stand in the text of another template that %s', async (_, body, count) => {
    const value = body.startsWith('!') ? body : `'${body}'`;
    const text = `Resources: {S: {Type: AWS::CloudFormation::StackSet, Properties: {TemplateBody: ${value}}}}`;
    const { unread } = await lintText(text, 'a.yaml');
    expect(unread).toHaveLength(count);
    for (const one of unread) expect(one).toContain('S: the template in TemplateBody is not judged.');
  });

  it('that are not known are searched by their looks', async () => {
    const document = { Statement: [{ ...statement, Principal: undefined }] };
    const found = await policiesOf(
      JSON.stringify({
        Resources: {
          A: { Type: 'Custom::Thing', Properties: { Deep: [{ Policy: document }] } },
          B: { Type: 'AWS::New::Thing', Properties: { Statement: 'a text', Rule: { Statement: { ByteMatch: {} } } } },
          C: {
            Type: 'AWS::WAFv2::WebACL',
            Properties: { Rules: [{ Statement: { OrStatement: { Statements: [] } } }] },
          },
        },
      }),
      'a.json',
    );
    expect(found.map(({ source }) => source.pointer)).toEqual(['/Resources/A/Properties/Deep/0/Policy']);
  });
});

describe('a YAML template', () => {
  const text = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Bucket:
    Type: AWS::S3::Bucket
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Principal: {Service: lambda.amazonaws.com}
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - !Sub arn:\${AWS::Partition}:iam::aws:policy/AdministratorAccess
        - arn:aws:iam::aws:policy/AWSCloudShellFullAccess
        - arn:aws:iam::aws:policy/ReadOnlyAccess
      Policies:
        - PolicyName: main
          PolicyDocument:
            Version: 2012-10-17
            Statement:
              - Sid: Read
                Effect: Allow
                Action:
                  - s3:GetObjct
                  - s3:PutObject
                Resource:
                  - !Sub "\${Bucket.Arn}/*"
              - !If
                - Prod
                - Effect: Allow
                  Action: s3:GetObject
                  Resource: !Ref Where
                - Effect: Allow
                  Action: iam:PassRole
                  Resource: "*"
              - Effect: allow
                Action: s3:ListBucket
                Resource: !GetAtt Bucket.Arn
  Logs:
    Type: AWS::Logs::ResourcePolicy
    Properties:
      PolicyDocument: !Sub |
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"route53.amazonaws.com"},
        "Action":["logs:PutLogEvents","logs:Bad"],"Resource":"arn:\${AWS::Partition}:logs:*"}]}
  Given:
    Type: AWS::SQS::QueuePolicy
    Properties: {PolicyDocument: !Ref Document}
`;

  it('is judged at the exact places, and what is unknown is said', async () => {
    const { brief, unread, findings, file } = await lintText(text, 'stack.yaml');
    expect(brief).toEqual([
      '15:16 attached-aws-managed-admin-policy',
      '16:11 cloudshell-full-access-attached',
      '26:21 invalid-action',
      '36:27 pass-role-with-star-in-resource',
      '38:25 invalid-effect',
      '46:39 invalid-action',
    ]);
    expect(unread).toEqual(['49:39 Given: the policy is given by ${Document}, which only deployment knows.']);
    expect(file.policies).toHaveLength(3);
    expect(findings[2]).toMatchObject({
      resource: { type: 'AWS::IAM::Role', name: 'Role' },
      location: {
        pointer: '/Resources/Role/Properties/Policies/0/PolicyDocument/Statement/0/Action/0',
        endLine: 26,
        endColumn: 32,
      },
    });
    expect(findings[3]?.location.pointer).toBe(
      '/Resources/Role/Properties/Policies/0/PolicyDocument/Statement/1/Fn::If/2/Action',
    );
    expect(findings.every(({ fix }) => fix === undefined)).toBe(true);
  });

  it('keeps two policies of one role apart in fingerprints', async () => {
    const document = '{Version: 2012-10-17, Statement: {Effect: allow, Action: "s3:GetObject", Resource: "*"}}';
    const { findings } = await lintText(
      `Resources: {R: {Type: AWS::IAM::User, Properties: {Policies: [{PolicyDocument: ${document}}, {PolicyDocument: ${document}}]}}}`,
      'a.yaml',
    );
    const effects = findings.filter(({ ruleId }) => ruleId === 'invalid-effect');
    expect(effects).toHaveLength(2);
    expect(new Set(effects.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  it('with an object that has no bucket path is told so by the type of what it refers to', async () => {
    const policy = (resource: string): string => `Resources:
  Bucket: {Type: AWS::S3::Bucket}
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: 2012-10-17
        Statement: {Effect: Allow, Action: s3:GetObject, Resource: ${resource}}
`;
    expect((await lintText(policy('!GetAtt Bucket.Arn'), 'a.yaml')).brief).toEqual(['8:44 action-resource-mismatch']);
    expect((await lintText(policy('!Sub "${Bucket.Arn}/*"'), 'a.yaml')).brief).toEqual([]);
    expect((await lintText(policy('!Ref BucketArn'), 'a.yaml')).brief).toEqual([]);
    expect((await lintText(policy('!ImportValue bucket-arn'), 'a.yaml')).brief).toEqual([]);
  });
});

describe('a JSON template', () => {
  it('keeps the fixes of what is written literally, and only those', async () => {
    const template = (effect: unknown, action: unknown): string =>
      JSON.stringify({
        Resources: {
          P: {
            Type: 'AWS::IAM::ManagedPolicy',
            Properties: {
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: [{ Effect: effect, Action: action, Resource: { 'Fn::Sub': 'arn:aws:s3:::${B}/*' } }],
              },
            },
          },
        },
      });
    const literal = await lintText(template('allow', 's3:GetObject'), 'a.json');
    expect(literal.findings.map(({ ruleId, fix }) => [ruleId, fix !== undefined])).toEqual([['invalid-effect', true]]);
    const branch = await lintText(template({ 'Fn::If': ['C', 'allow', 'Deny'] }, 's3:GetObject'), 'a.json');
    expect(branch.findings.map(({ ruleId, fix }) => [ruleId, fix !== undefined])).toEqual([['invalid-effect', false]]);
  });

  it('is known by a version or by a type, not by the word Resources', async () => {
    expect(
      await policiesOf('{"Resources": {"a": {"Type": "other", "PolicyDocument": {"Statement": []}}}}', 'a.json'),
    ).toEqual([]);
    const { file } = await lintText('{"AWSTemplateFormatVersion": "2010-09-09", "Resources": []}', 'a.json', false);
    expect(file).toMatchObject({ policies: [], judged: false });
  });
});

describe('a SAM template', () => {
  it('has statements, names of managed policies, and templates that are named as not judged', async () => {
    const { brief, unread, findings } = await lintText(
      `Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - AdministratorAccess
        - S3ReadPolicy: {BucketName: !Ref B}
        - Statement:
            - Effect: Allow
              Action: [iam:PassRole]
              Resource: !Sub "arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/*"
          Version: "2012-10-17"
        - !Ref Extra
  G:
    Type: AWS::Serverless::Function
    Properties: {Policies: {Version: "2012-10-17", Statement: {Effect: allow, Action: "s3:GetObject", Resource: "*"}}}
  A:
    Type: AWS::Serverless::Api
    Properties:
      Auth:
        ResourcePolicy:
          CustomStatements:
            - {Effect: allow, Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*"}
`,
      'sam.yaml',
    );
    expect(brief).toEqual([
      '7:11 attached-aws-managed-admin-policy',
      '11:24 pass-role-with-star-in-resource',
      '17:72 invalid-effect',
      '24:24 invalid-effect',
    ]);
    expect(findings[1]?.message).toContain('arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*');
    expect(unread).toEqual([
      '8:11 F: the SAM policy template S3ReadPolicy is not expanded, so not judged.',
      '14:16 F: the policies are given by ${Extra}, which only deployment knows.',
    ]);
  });
});

describe('a fragment of a template', () => {
  const policy = '{Version: "2012-10-17", Statement: {Effect: allow, Action: "s3:ListAllMyBuckets", Resource: "*"}}';
  const resource = `{Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: ${policy}}}`;

  it.each([
    ['resources by name', `A: ${resource}\n`, 'A', '/A'],
    ['resources beside others', `X: {y: 1}\nA: ${resource}\n`, 'A', '/A'],
    ['one resource', resource, 'ManagedPolicy', ''],
    ['one among documents', `a: 1\n---\nA: ${resource}\n`, 'A', '/1/A'],
  ])('of %s is read', async (_, text, name, pointer) => {
    const { findings } = await lintText(text, 'a.yaml');
    expect(findings.map(({ ruleId, resource: ref, location }) => [ruleId, ref, location.pointer])).toEqual([
      [
        'invalid-effect',
        { type: 'AWS::IAM::ManagedPolicy', name },
        `${pointer}/Properties/PolicyDocument/Statement/Effect`,
      ],
    ]);
  });

  it('refers to its own resources and may accept a finding', async () => {
    const text = `Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: reports}}
P:
  Type: AWS::S3::BucketPolicy
  Metadata: {iam-audit: {suppress: {rule: invalid-effect, reason: x}}}
  Properties:
    PolicyDocument: {Version: "2012-10-17", Statement: {Effect: allow, Principal: "*", Action: "s3:GetObject", Resource: !GetAtt Bucket.Arn}}
`;
    const { file } = await lintText(text, 'a.yaml');
    expect(JSON.stringify(file.policies[0]?.raw)).toContain(':s3:::reports');
    expect(file.suppressions).toMatchObject([{ covers: { pointer: '/P' } }]);
    const one = await lintText('{"Type": "AWS::IAM::User", "Properties": {}, "Metadata": {"iam-audit": {"suppress": {}}}}', 'a.json'); // prettier-ignore
    expect(one.file.suppressions).toHaveLength(1);
  });

  it('is none without a type of AWS and properties', async () => {
    for (const text of ['{"a": {"Type": "x", "Properties": {}}}', '{"a": {"Type": "AWS::IAM::Role"}}'])
      expect((await lintText(text, 'a.json', false)).file).not.toHaveProperty('suppressions');
  });
});

describe('a template among other documents of a stream', () => {
  it('is read, and so are they', async () => {
    const text = `Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Metadata: {iam-audit: {suppress: [{rule: invalid-effect, reason: x}]}}
    Properties:
      PolicyDocument: {Version: 2012-10-17, Statement: [{Effect: allow, Action: "s3:ListAllMyBuckets", Resource: "*"}]}
---
Version: 2012-10-17
Statement: [{Effect: Allow, Action: "s3:ListAllMyBucket", Resource: "*"}]
`;
    const { brief, file } = await lintText(text, 'a.yaml');
    expect(brief).toEqual(['6:66 invalid-effect', '9:37 invalid-action']);
    expect(file.suppressions).toMatchObject([{ covers: { pointer: '/0/Resources/P' } }]);
  });
});

describe('a broken template', () => {
  it.each([
    ['a tab', 'Resources:\n\tR: {Type: AWS::IAM::Role}\n', ['2:1 json-syntax-error']],
    ['an alias to itself', 'Resources: &r\n  R: *r\n  T: AWS::IAM::Role\n', ['2:6 json-syntax-error']],
    [
      'a logical id that stands twice',
      'Resources:\n  R: {Type: AWS::SQS::Queue}\n  R:\n    Type: AWS::SQS::QueuePolicy\n    Properties: {PolicyDocument: {Version: 2012-10-17, Statement: {Effect: Deny, Principal: "*", Action: "sqs:SendMessage", Resource: "*"}}}\n',
      ['3:3 json-syntax-error'],
    ],
    [
      'text that is no policy',
      'Resources: {P: {Type: AWS::SSO::PermissionSet, Properties: {InlinePolicy: "{no json"}}}\n',
      ['1:75 json-syntax-error'],
    ],
    [
      'a list instead of a policy',
      'Resources: {P: {Type: AWS::IAM::Policy, Properties: {PolicyDocument: []}}}\n',
      ['1:70 json-syntax-error'],
    ],
  ])('with %s has a finding', async (_, text, expected) => {
    expect((await lintText(text, 'a.yaml')).brief).toEqual(expected);
  });

  it('of Helm is passed over and said to be, so are files without the words of a policy', async () => {
    const helm = await lintText('{{- if .Values.x }}\nStatement: {{ .Values.y }}\n{{- end }}\n', 'a.yaml', false);
    expect(helm.brief).toEqual([]);
    expect(helm.unread).toHaveLength(1);
    expect((await lintText('a: [broken', 'a.yaml', false)).file).toMatchObject({ judged: false });
  });
});
