import { describe, expect, it } from 'vitest';
import { showUnknownParts } from '../../../src/policy/unknown.ts';
import { lintText, policiesOf } from '../../support/lint-text.ts';

/** What the resource of the only statement is in each of the policy's forms, unknown parts shown. */
async function resourcesOf(value: string, more = ''): Promise<unknown[]> {
  const text = `
Mappings:
  Names: {eu: {bucket: arn:aws:s3:::mapped, list: [arn:aws:s3:::a, arn:aws:s3:::b]}}
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Named: {Type: AWS::S3::Bucket, Properties: {BucketName: reports}}
  Queue: {Type: AWS::SQS::Queue}
${more}
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: 2012-10-17
        Statement: {Effect: Allow, Action: "s3:*", Resource: ${value}}
`;
  const policies = await policiesOf(text, 'a.yaml');
  return policies.map(({ raw }) => {
    const { Statement } = raw as { Statement: { Resource?: unknown } };
    return JSON.parse(
      showUnknownParts(JSON.stringify(Statement.Resource ?? null).replaceAll('\\ue000', '')),
    ) as unknown;
  });
}

describe('intrinsic functions', () => {
  it.each([
    ['!Ref Param', '${Param}'],
    ['!Ref AWS::AccountId', '${AWS::AccountId}'],
    ['{Ref: Bucket}', '${Bucket}'],
    ['!Ref Named', 'reports'],
    ['!GetAtt Bucket.Arn', 'arn:${AWS::Partition}:s3:::${Bucket}'],
    ['!GetAtt [Named, Arn]', 'arn:${AWS::Partition}:s3:::reports'],
    ['{"Fn::GetAtt": [Queue, Arn]}', 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Queue}'],
    ['!GetAtt Bucket.DomainName', '${Bucket.DomainName}'],
    ['!GetAtt Nested.Outputs.Arn', '${Nested.Outputs.Arn}'],
    ['!Sub "arn:aws:s3:::${Param}/*"', 'arn:aws:s3:::${Param}/*'],
    ['!Sub "${Named.Arn}/${!aws:username}"', 'arn:${AWS::Partition}:s3:::reports/${aws:username}'],
    ['!Sub ["${a}/${b}", {a: !GetAtt Named.Arn, b: x}]', 'arn:${AWS::Partition}:s3:::reports/x'],
    ['!Join ["", [!GetAtt Named.Arn, "/", !Ref Key]]', 'arn:${AWS::Partition}:s3:::reports/${Key}'],
    ['!FindInMap [Names, eu, bucket]', 'arn:aws:s3:::mapped'],
    ['!FindInMap [Names, eu, list]', ['arn:aws:s3:::a', 'arn:aws:s3:::b']],
    ['!Select [1, !Split [",", "x,arn:aws:s3:::y"]]', 'arn:aws:s3:::y'],
    ['!Select [1, !FindInMap [Names, eu, list]]', 'arn:aws:s3:::b'],
    ['!Split [",", "arn:aws:s3:::x,arn:aws:s3:::y"]', ['arn:aws:s3:::x', 'arn:aws:s3:::y']],
    ['[a, !Ref "AWS::NoValue", b]', ['a', 'b']],
    ['"{{resolve:ssm:bucket-arn}}/*"', '${resolve:ssm:bucket-arn}/*'],
    ['"${AWS::Region}"', '${AWS::Region}'],
  ])('%s', async (value, expected) => {
    expect(await resourcesOf(value)).toEqual([expected]);
  });

  it.each([
    '!ImportValue shared-bucket',
    '!FindInMap [Names, !Ref "AWS::Region", bucket]',
    '!FindInMap [Names, missing, bucket]',
    '!Select [9, [a]]',
    '!Split [",", !Ref Param]',
    '!Join [",", !Ref List]',
    '!Cidr [a, b, c]',
    '!Base64 x',
    '!Transform {Name: Macro}',
    '{"Fn::Transform": {Name: AWS::Include}}',
    '{"Fn::NotYetThere": [1, {a: "b"}]}',
    '!Sub {a: b}',
    '!If [1, 2]',
    '!GetAtt []',
    '!Ref [a]',
  ])('%s is unknown as a whole', async (value) => {
    const [resource] = await resourcesOf(value);
    expect(resource).toMatch(/^\$\{(Fn::\w+|Ref) [^"\\]*\}$/);
  });

  it('shows an expression with its brackets, and none within it', async () => {
    const [resource] = await resourcesOf('{"Fn::NotYetThere": {a: {b: "${c}"}, d: "{{e}}"}}');
    expect(resource).toBe("${Fn::NotYetThere {'a':{'b':' {c}'},'d':' {e}}'}}");
  });

  it('reads the value of which a JSON text is made', async () => {
    const set = (policy: string): string =>
      `Transform: AWS::LanguageExtensions\nResources: {S: {Type: AWS::SSO::PermissionSet, Properties: {InlinePolicy: ${policy}}}}`;
    const text = set('!ToJsonString {Version: "2012-10-17", Statement: [{Effect: allow, Action: "s3:ListAllMyBuckets", Resource: !Ref R}]}'); // prettier-ignore
    const { brief, unread } = await lintText(text, 'a.yaml');
    expect({ brief, unread }).toEqual({ brief: ['2:134 invalid-effect'], unread: [] });
    const given = await lintText(set('!ToJsonString {Ref: P}'), 'a.yaml');
    expect(given.unread).toEqual(['2:89 S: the policy is given by ${P}, which only deployment knows.']);
    expect(await resourcesOf('!Sub ["a${t}", {t: !ToJsonString {b: c}}]')).toEqual(['a${t}']);
  });

  it('tells two expressions apart and one from none', async () => {
    const [resource] = await resourcesOf('[!ImportValue a, !ImportValue a, !ImportValue b]');
    const [first, second, third] = resource as string[];
    expect(first).toBe(second);
    expect(first).not.toBe(third);
  });

  it('takes each branch of a condition once', async () => {
    expect(await resourcesOf('!If [Prod, a, b]')).toEqual(['a', 'b']);
    expect(await resourcesOf('[x, !If [Prod, a, !Ref "AWS::NoValue"]]')).toEqual([['x', 'a'], ['x']]);
    expect(await resourcesOf('[!If [A, a, !If [B, b, c]], !If [A, d, e]]')).toEqual([
      ['a', 'd'],
      ['b', 'e'],
      ['c', 'e'],
    ]);
    expect(await resourcesOf('!If [A, !If [A, a, never], b]')).toEqual(['a', 'b']);
  });

  it('does not take every combination of many conditions', async () => {
    const many = Array.from({ length: 12 }, (_, at) => `!If [C${at}, a${at}, b${at}]`);
    expect((await resourcesOf(`[${many.join(', ')}]`)).length).toBe(13);
  });

  it('rolls out loops over literal lists, and names the item of others', async () => {
    const loop = (list: string): string => `
  Fn::ForEach::Buckets:
    - Name
    - ${list}
    - Policy\${Name}:
        Type: AWS::IAM::ManagedPolicy
        Properties:
          PolicyDocument: {Statement: {Effect: Allow, Action: "s3:*", Resource: [!Sub "arn:aws:s3:::\${Name}", !Ref Name]}}
`;
    expect(await resourcesOf('x', loop('[a, b]'))).toEqual([['arn:aws:s3:::a', 'a'], ['arn:aws:s3:::b', 'b'], 'x']);
    const unknown = ['arn:aws:s3:::${Buckets.Name}', '${Buckets.Name}'];
    expect(await resourcesOf('x', loop('!Ref List'))).toEqual([unknown, 'x']);
  });

  it('survives loops in loops', async () => {
    const list = `[${Array.from({ length: 50 }, (_, at) => `i${at}`).join(', ')}]`;
    let body = 'P: {Type: AWS::SQS::QueuePolicy, Properties: {PolicyDocument: {Statement: []}}}';
    for (let depth = 0; depth < 6; depth++) body = `"Fn::ForEach::L${depth}": [X${depth}, ${list}, {${body}}]`;
    expect(
      (await policiesOf(`{Transform: AWS::LanguageExtensions, Resources: {${body}}}`, 'a.yaml')).length,
    ).toBeGreaterThan(0);
  });
});
