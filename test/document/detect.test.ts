import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPolicies, looksLikePolicyText, readPolicies, type DetectOptions } from '../../src/document/detect.ts';
import { readJson } from '../../src/document/json.ts';
import { child, locate, nameOf, pathOf } from '../../src/policy/place.ts';

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const identity = { Version: '2012-10-17', Statement: [allow] };
const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const bucket = { Version: '2012-10-17', Statement: [{ ...allow, Principal: '*' }] };
const encode = (policy: unknown) => encodeURIComponent(JSON.stringify(policy));

/** What is found: pointer, type, resource type, resource. */
function found(value: unknown, options: DetectOptions = {}) {
  return findPolicies(readJson(JSON.stringify(value), { file: 'x.json' }), options).map(({ policy }) => ({
    at: policy.source.pointer,
    type: policy.type,
    ...(policy.resourceType !== undefined && { of: policy.resourceType }),
    ...(policy.source.resource && { resource: policy.source.resource }),
  }));
}

describe('bare policies', () => {
  it.each([
    ['Statement as a list', identity],
    ['Statement as an object', { Statement: allow }],
    ['Statement of a wrong type', { Statement: 5 }],
    ['only a Version', { Version: '2012-10-17' }],
    ['only the old Version', { Version: '2008-10-17' }],
  ])('finds %s', (_, value) => {
    expect(found(value)).toEqual([{ at: '', type: 'identity' }]);
  });

  it.each([
    ['another Version', { Version: '2020-01-01', Resources: {} }],
    ['a package', { name: 'x', version: '2012-10-17' }],
    ['a list of statements', [allow]],
    ['a string', 'Statement'],
    ['null', null],
    ['a statement deep in something else', { config: { rules: { Statement: [] } } }],
    ['inherited names', JSON.parse('{"__proto__": {"Statement": []}}')],
  ])('finds none in %s', (_, value) => {
    expect(found(value)).toEqual([]);
  });

  it('finds each of a list', () => {
    expect(found([identity, { other: 1 }, trust])).toEqual([
      { at: '/0', type: 'identity' },
      { at: '/2', type: 'trust' },
    ]);
  });
});

describe('type', () => {
  const principal = { Principal: '*' };
  const of = (...statements: object[]) => found({ Statement: statements })[0]!.type;

  it.each([
    ['identity', [allow]],
    ['identity', []],
    ['identity', [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }]],
    ['identity', [{ Effect: 'Allow', Action: ['sts:AssumeRole', 's3:*'] }]],
    ['identity', [{ Effect: 'Allow', Action: 'sts:GetCallerIdentity' }]],
    ['identity', [{ Effect: 'Allow', NotAction: 'sts:AssumeRole' }]],
    ['trust', [{ ...principal, Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'] }]],
    ['trust', [{ NotPrincipal: { AWS: '*' }, Effect: 'Deny', Action: 'STS:assumerolewithsaml' }]],
    ['trust', [{ ...principal, Effect: 'Allow', Action: 'sts:AssumRole' }]],
    ['trust', [{ ...principal, Action: 'sts:AssumeRole' }, { Action: 'sts:SetSourceIdentity' }]],
    ['trust', [{ Effect: 'Allow', Action: ['sts:AssumeRoleWithWebIdentity', 'sts:SetContext'] }]],
    ['resource', [{ ...principal, ...allow }]],
    ['resource', [{ ...allow }, { NotPrincipal: '*', ...allow }]],
    ['resource', [{ ...principal, Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }]],
    ['resource', [{ ...principal, Effect: 'Allow', Action: 'ecr:GetDownloadUrlForLayer' }]],
    ['resource', [{ ...principal, Effect: 'Allow', NotAction: 'sts:AssumeRole' }]],
    [
      'resource',
      [
        { ...principal, Action: 'sts:AssumeRole' },
        { ...principal, Action: 's3:GetObject' },
      ],
    ],
    ['resource', [{ ...principal, Effect: 'Allow' }]],
  ])('%s %j', (type, statements) => {
    expect(of(...statements)).toBe(type);
  });

  it('is overridden for every policy of the file', () => {
    expect(found([identity, bucket], { policyType: 'scp' }).map(({ type }) => type)).toEqual(['scp', 'scp']);
    expect(found({ RoleName: 'r', AssumeRolePolicyDocument: trust }, { policyType: 'boundary' })[0]!.type).toBe(
      'boundary',
    );
  });

  it('takes a whole file as a policy when the type is given', () => {
    for (const value of [{ a: 1 }, [], [allow], 5, null, {}])
      expect(found(value, { policyType: 'identity' })).toEqual([{ at: '', type: 'identity' }]);
    expect(found({ PolicyDocument: identity }, { policyType: 'identity' })).toEqual([
      { at: '/PolicyDocument', type: 'identity' },
    ]);
    expect(findPolicies(readJson('{'), { policyType: 'identity' })).toEqual([]);
  });

  it('follows a resource type', () => {
    expect(found(identity, { resourceType: 'AWS::S3::Bucket' })).toEqual([
      { at: '', type: 'resource', of: 'AWS::S3::Bucket' },
    ]);
    expect(found({ Statement: [] }, { resourceType: 'AWS::IAM::Role' })[0]!.type).toBe('trust');
    expect(found(identity, { resourceType: 'AWS::S3::Bucket', policyType: 'rcp' })).toEqual([
      { at: '', type: 'rcp', of: 'AWS::S3::Bucket' },
    ]);
    expect(found({ a: 1 }, { resourceType: 'AWS::S3::Bucket' })).toEqual([]);
  });
});

describe('wrapped as the AWS CLI prints it', () => {
  const role = (name: string) => ({ type: 'AWS::IAM::Role', name });
  const arn = 'arn:aws:iam::111122223333:policy/deploy';

  it.each([
    [
      'get-role-policy',
      { RoleName: 'r', PolicyName: 'p', PolicyDocument: identity },
      { at: '/PolicyDocument', type: 'identity', resource: role('r') },
    ],
    [
      'get-user-policy',
      { UserName: 'u', PolicyName: 'p', PolicyDocument: bucket },
      { at: '/PolicyDocument', type: 'identity', resource: { type: 'AWS::IAM::User', name: 'u' } },
    ],
    [
      'get-group-policy, URL-encoded',
      { GroupName: 'g', PolicyName: 'p', PolicyDocument: encode(identity) },
      { at: '/PolicyDocument', type: 'identity', resource: { type: 'AWS::IAM::Group', name: 'g' } },
    ],
    ['a bare PolicyDocument', { PolicyDocument: bucket }, { at: '/PolicyDocument', type: 'resource' }],
    [
      'create-policy input',
      { PolicyName: 'p', PolicyDocument: JSON.stringify(identity) },
      { at: '/PolicyDocument', type: 'identity', resource: { type: 'AWS::IAM::ManagedPolicy', name: 'p' } },
    ],
    [
      'get-policy-version',
      { PolicyVersion: { Document: identity, VersionId: 'v3', IsDefaultVersion: false } },
      { at: '/PolicyVersion/Document', type: 'identity' },
    ],
    [
      'get-policy-version, URL-encoded',
      { PolicyVersion: { Document: encode(identity) } },
      { at: '/PolicyVersion/Document', type: 'identity' },
    ],
    [
      'get-role',
      { Role: { RoleName: 'r', Arn: 'arn:aws:iam::111122223333:role/r', AssumeRolePolicyDocument: identity } },
      {
        at: '/Role/AssumeRolePolicyDocument',
        type: 'trust',
        resource: { ...role('r'), arn: 'arn:aws:iam::111122223333:role/r' },
      },
    ],
    [
      'a top-level AssumeRolePolicyDocument',
      { AssumeRolePolicyDocument: encode(trust) },
      { at: '/AssumeRolePolicyDocument', type: 'trust' },
    ],
    ['get-bucket-policy', { Policy: JSON.stringify(bucket) }, { at: '/Policy', type: 'resource' }],
    [
      'put-bucket-policy',
      { Bucket: 'b', Policy: JSON.stringify(bucket) },
      { at: '/Policy', type: 'resource', of: 'AWS::S3::Bucket', resource: { type: 'AWS::S3::Bucket', name: 'b' } },
    ],
    [
      'get-key-policy',
      { Policy: JSON.stringify(bucket), PolicyName: 'default' },
      { at: '/Policy', type: 'resource', of: 'AWS::KMS::Key' },
    ],
    [
      'get-queue-attributes',
      { Attributes: { QueueArn: 'arn:aws:sqs:eu-west-1:111122223333:jobs', Policy: JSON.stringify(bucket) } },
      {
        at: '/Attributes/Policy',
        type: 'resource',
        of: 'AWS::SQS::Queue',
        resource: { type: 'AWS::SQS::Queue', name: 'jobs', arn: 'arn:aws:sqs:eu-west-1:111122223333:jobs' },
      },
    ],
    [
      'get-repository-policy',
      { repositoryName: 'app', policyText: JSON.stringify(bucket) },
      {
        at: '/policyText',
        type: 'resource',
        of: 'AWS::ECR::Repository',
        resource: { type: 'AWS::ECR::Repository', name: 'app' },
      },
    ],
    [
      'describe-vpc-endpoints',
      { VpcEndpoints: [{ VpcEndpointId: 'vpce-1', PolicyDocument: JSON.stringify(identity) }] },
      {
        at: '/VpcEndpoints/0/PolicyDocument',
        type: 'resource',
        of: 'AWS::EC2::VPCEndpoint',
        resource: { type: 'AWS::EC2::VPCEndpoint', name: 'vpce-1' },
      },
    ],
    ['a policy object under Policy', { Policy: bucket }, { at: '/Policy', type: 'resource' }],
    [
      'describe-policy of an SCP',
      {
        Policy: {
          PolicySummary: { Name: 's', Arn: arn, Type: 'SERVICE_CONTROL_POLICY' },
          Content: JSON.stringify(identity),
        },
      },
      { at: '/Policy/Content', type: 'scp', resource: { type: 'AWS::Organizations::Policy', name: 's', arn } },
    ],
    [
      'describe-policy of an RCP',
      { Policy: { PolicySummary: { Type: 'RESOURCE_CONTROL_POLICY' }, Content: JSON.stringify(bucket) } },
      { at: '/Policy/Content', type: 'rcp' },
    ],
    [
      'create-policy input of an SCP',
      { Type: 'SERVICE_CONTROL_POLICY', Name: 's', Content: JSON.stringify(identity) },
      { at: '/Content', type: 'scp', resource: { type: 'AWS::Organizations::Policy', name: 's' } },
    ],
  ])('%s', (_, value, expected) => {
    expect(found(value)).toEqual([expected]);
    expect(found([{}, value])).toEqual([{ ...expected, at: `/1${expected.at}` }]);
  });

  it.each([
    ['get-policy', { Policy: { PolicyName: 'p', Arn: arn, DefaultVersionId: 'v1' } }],
    ['a tag policy', { Policy: { PolicySummary: { Type: 'TAG_POLICY' }, Content: '{"tags":{}}' } }],
    ['a Policy that is some word', { Policy: 'retain' }],
    ['a Policy that is other JSON', { Policy: '{"a": 1}' }],
    ['a Policy that is other broken JSON', { Policy: '{{ template }}' }],
    ['Content of something else', { Content: JSON.stringify(identity) }],
    ['a reference to a file', { RoleName: 'r', PolicyDocument: 'file://policy.json' }],
    ['a command skeleton', { RoleName: '', PolicyDocument: '' }],
    ['nothing under PolicyDocument', { PolicyDocument: null }],
    ['a template function', { PolicyDocument: { 'Fn::Sub': 'x' } }],
    ['a template', { Resources: { R: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } } } }],
  ])('finds none in %s', (_, value) => {
    expect(readPolicies(readJson(JSON.stringify(value)))).toEqual({
      policies: [],
      syntaxErrors: [],
      duplicates: [],
      unread: [],
    });
  });

  it('takes what is no policy where one must be as a policy, for the rules to refuse', () => {
    expect(found({ RoleName: 'r', PolicyDocument: {} })).toHaveLength(1);
    expect(found({ RoleName: 'r', PolicyDocument: [allow] })).toHaveLength(1);
    expect(found({ RoleName: 'r', PolicyDocument: '[]' })).toHaveLength(1);
  });

  it('keeps broken text where a policy must be', () => {
    const text = JSON.stringify({ PolicyDocument: '{"Statement": [}', RoleName: 'r' }, null, 1);
    const { policies, syntaxErrors } = readPolicies(readJson(text, { file: 'x.json' }));
    expect(policies).toEqual([]);
    expect(syntaxErrors).toEqual([
      {
        message:
          "The policy in this string is not valid JSON. Expected a value or ']', but found '}' at line 1, column 16.",
        location: { file: 'x.json', line: 2, column: 20, endLine: 2, endColumn: 40, pointer: '/PolicyDocument' },
      },
    ]);
    for (const broken of ['words', '%7B%22Statement%22%3A%', '%7B%ZZ', '"{}']) {
      expect(readPolicies(readJson(JSON.stringify({ PolicyDocument: broken }))).syntaxErrors).toHaveLength(1);
    }
    expect(readPolicies(readJson(JSON.stringify({ Policy: '{"Statement": [}' }))).syntaxErrors).toHaveLength(1);
  });
});

describe('get-account-authorization-details', () => {
  const details = {
    UserDetailList: [{ UserName: 'u', Arn: 'arn:aws:iam::111122223333:user/u', UserPolicyList: [{ PolicyName: 'a', PolicyDocument: identity }, { PolicyName: 'b', PolicyDocument: encode(identity) }] }],
    GroupDetailList: [{ GroupName: 'g', Arn: 'arn:aws:iam::111122223333:group/g', GroupPolicyList: [{ PolicyName: 'c', PolicyDocument: identity }] }],
    RoleDetailList: [
      {
        RoleName: 'r',
        Arn: 'arn:aws:iam::111122223333:role/r',
        AssumeRolePolicyDocument: encode(trust),
        InstanceProfileList: [{ InstanceProfileName: 'i', Roles: [{ RoleName: 'r', AssumeRolePolicyDocument: trust }] }],
        RolePolicyList: [{ PolicyName: 'd', PolicyDocument: identity }],
      },
    ],
    Policies: [
      { PolicyName: 'Managed', Arn: 'arn:aws:iam::aws:policy/Managed', PolicyVersionList: [{ Document: identity, VersionId: 'v1', IsDefaultVersion: true }] },
      {
        PolicyName: 'Own',
        Arn: 'arn:aws:iam::111122223333:policy/Own',
        DefaultVersionId: 'v2',
        PolicyVersionList: [
          { Document: identity, VersionId: 'v1', IsDefaultVersion: false },
          { Document: encode(identity), VersionId: 'v2', IsDefaultVersion: true },
        ],
      },
    ],
  }; // prettier-ignore

  it('finds inline, trust and customer managed policies, each with its owner', () => {
    expect(found(details).map(({ at, type, resource }) => [at, type, resource?.arn?.slice(26)])).toEqual([
      ['/UserDetailList/0/UserPolicyList/0/PolicyDocument', 'identity', 'user/u'],
      ['/UserDetailList/0/UserPolicyList/1/PolicyDocument', 'identity', 'user/u'],
      ['/GroupDetailList/0/GroupPolicyList/0/PolicyDocument', 'identity', 'group/g'],
      ['/RoleDetailList/0/AssumeRolePolicyDocument', 'trust', 'role/r'],
      ['/RoleDetailList/0/RolePolicyList/0/PolicyDocument', 'identity', 'role/r'],
      ['/Policies/1/PolicyVersionList/1/Document', 'identity', 'policy/Own'],
    ]);
  });

  it('finds them in a snapshot, with the organization policies', () => {
    const bundle = {
      bundleVersion: 1,
      authorizationDetails: details,
      organization: { scp: [[identity], [identity]], rcp: [[bucket]] },
    };
    expect(found(bundle)).toHaveLength(9);
    expect(
      found(bundle)
        .slice(6)
        .map(({ at, type }) => [at, type]),
    ).toEqual([
      ['/organization/scp/0/0', 'scp'],
      ['/organization/scp/1/0', 'scp'],
      ['/organization/rcp/0/0', 'rcp'],
    ]);
  });

  it('reads every version when none is marked as the default', () => {
    expect(
      found({
        Policies: [
          {
            PolicyName: 'p',
            PolicyVersionList: [
              { Document: identity, VersionId: 'v1' },
              { Document: identity, VersionId: 'v2' },
            ],
          },
        ],
      }),
    ).toHaveLength(2);
    expect(
      found({
        Policies: [
          {
            PolicyName: 'p',
            DefaultVersionId: 'v2',
            PolicyVersionList: [
              { Document: identity, VersionId: 'v1' },
              { Document: identity, VersionId: 'v2' },
            ],
          },
        ],
      }),
    ).toHaveLength(1);
  });

  it('survives parts of the wrong shape', () => {
    for (const wrong of [null, 5, 'x', [], {}, [null], [[]], [{ UserPolicyList: 7 }], { PolicyVersionList: [1] }]) {
      expect(
        found({
          UserDetailList: wrong,
          Policies: wrong,
          RoleDetailList: wrong,
          Role: wrong,
          PolicyVersion: wrong,
          organization: wrong,
          Attributes: wrong,
          Policy: wrong,
        }),
      ).toEqual([]);
    }
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        found(value);
        found({ PolicyDocument: value });
        found({ Policies: value, Policy: value, PolicyVersionList: value, Content: value, PolicySummary: value });
      }),
    );
  });
});

describe('places', () => {
  it('leads through the file, with offsets, where the policy stands literally', () => {
    const text = '{\n  "RoleName": "r",\n  "PolicyDocument": {\n    "Statement": [{ "Action": "s3:*" }]\n  }\n}';
    const [{ policy }] = findPolicies(readJson(text, { file: 'r.json' })) as [ReturnType<typeof findPolicies>[number]];
    const action = policy.statements[0]!.action!;
    expect(locate(action.values[0]!.place)).toEqual({
      file: 'r.json',
      line: 4,
      column: 31,
      endLine: 4,
      endColumn: 37,
      pointer: '/PolicyDocument/Statement/0/Action',
    });
    expect(locate(action.namePlace)).toMatchObject({ column: 21, endColumn: 29 });
    expect(policy.source.text!()).toBe(text);
    expect(text.slice(...policy.source.range!(pathOf(action.place), 'member')!)).toBe('"Action": "s3:*"');
    expect(locate(nameOf(policy.place, 'Statement'))).toMatchObject({
      line: 4,
      column: 5,
      pointer: '/PolicyDocument/Statement',
    });
  });

  it('leads to the string of an encoded policy, with the path inside it and without offsets', () => {
    const [{ policy }] = findPolicies(readJson(`{"a": 1,\n"PolicyDocument": "${encode(identity)}"}`)) as [
      ReturnType<typeof findPolicies>[number],
    ];
    expect(locate(child(policy.statements[0]!.place, 'Action'))).toEqual({
      line: 2, column: 19, endLine: 2, endColumn: 21 + encode(identity).length - 0, pointer: '/PolicyDocument/Statement/0/Action',
    }); // prettier-ignore
    expect(policy.source.range).toBeUndefined();
    expect(policy.source.text).toBeUndefined();
  });
});

describe('names that stand twice', () => {
  const keys = (text: string) =>
    readPolicies(readJson(text)).duplicates.map(({ key, first, location }) => [
      key,
      location.pointer,
      first.column,
      location.column,
    ]);

  it('are told when they lie in a policy or on the way to it', () => {
    expect(keys('{"Statement": [{"Sid": 1, "Sid": 2}]}')).toEqual([['Sid', '/Statement/0/Sid', 17, 27]]);
    expect(keys('{"PolicyDocument": {"Statement": 1}, "PolicyDocument": {"Statement": 2}}')).toEqual([
      ['PolicyDocument', '/PolicyDocument', 2, 38],
    ]);
    expect(keys(JSON.stringify({ PolicyDocument: '{"Statement": [], "Statement": []}' }))).toEqual([
      ['Statement', '/PolicyDocument/Statement', 19, 19],
    ]);
  });

  it('are not told elsewhere in the file', () => {
    expect(
      keys('{"RoleName": "a", "RoleName": "b", "Tags": {"x": 1, "x": 2}, "PolicyDocument": {"Statement": 1}}'),
    ).toEqual([]);
    expect(keys('{"PolicyDocumentary": 1, "PolicyDocumentary": 2, "PolicyDocument": {"Statement": 1}}')).toEqual([]);
    expect(keys('{"a": 1, "a": 2}')).toEqual([]);
  });
});

describe('looksLikePolicyText', () => {
  it.each([
    '{"Statement": [',
    "{'Statement': []}",
    '{"PolicyDocument": {]',
    '{"AssumeRolePolicyDocument"',
    '{"Version": "2012-10-17",,}',
    '%7B%22Statement%22%3A',
  ])('%s', (text) => {
    expect(looksLikePolicyText(text)).toBe(true);
  });

  it.each(['{"compilerOptions": { // x', '', 'Statement', '{"Statements": [', '{"version": "2012-10"'])(
    'not %s',
    (text) => {
      expect(looksLikePolicyText(text)).toBe(false);
    },
  );
});
