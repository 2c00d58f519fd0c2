import { describe, expect, it } from 'vitest';
import { unknownPart } from '../../../src/policy/unknown.ts';
import { placeOf, readAsJson, summary, unread } from './read.ts';

const u = unknownPart;
const read = (value: unknown) => readAsJson(value, 'main.tf.json');

describe('.tf.json', () => {
  it('reads policies in strings, with the parts that are not known', () => {
    const policy =
      '{"Statement": [{"Action": "s3:*", "Resource": "${aws_s3_bucket.b.arn}/$${aws:username}", "Condition": ${jsonencode(var.c)}}]}';
    const found = read({ resource: { aws_iam_policy: { p: { policy } }, aws_kms_key: [{ k: [{ policy: '{}' }] }] } });
    expect(summary(found)).toEqual([
      {
        type: 'identity',
        of: 'aws_iam_policy.p',
        pointer: '/resource/aws_iam_policy/p/policy',
        raw: {
          Statement: [
            {
              Action: 's3:*',
              Resource: `${u('aws_s3_bucket.b.arn')}/\${aws:username}`,
              Condition: u('jsonencode(var.c)'),
            },
          ],
        },
      },
      {
        type: 'resource',
        resourceType: 'AWS::KMS::Key',
        of: 'aws_kms_key.k',
        pointer: '/resource/aws_kms_key/0/k/0/policy',
        raw: {},
      },
    ]);
    expect(found.policies[0]?.policy.source.locate(['Statement'], 'value')).toMatchObject({ line: 5, column: 19 });
  });

  it('reads documents, merges them, and takes their type from their use', () => {
    const data = {
      a: { statement: { actions: ['s3:A'], resources: ['*'] } },
      b: {
        source_policy_documents: ['${data.aws_iam_policy_document.a.json}', '${var.more}'],
        statement: [{ actions: ['s3:B', '${var.b}'], principals: [{ type: 'AWS', identifiers: ['*'] }] }],
      },
    };
    const resource = { aws_sns_topic_policy: { t: { policy: '${data.aws_iam_policy_document.b.json}' } } };
    const found = read({ data: { aws_iam_policy_document: data }, resource });
    expect(summary(found)).toEqual([
      {
        type: 'resource',
        resourceType: 'AWS::SNS::Topic',
        of: 'aws_sns_topic_policy.t',
        pointer: '/data/aws_iam_policy_document/b',
        raw: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: ['s3:A'], Resource: ['*'] },
            u('var.more'),
            { Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['s3:B', u('var.b')] },
          ],
        },
      },
    ]);
    const place = found.policies[0]?.policy.source.locate(['Statement', 0, 'Action', 0], 'value');
    expect(place).toMatchObject({ file: 'main.tf.json', line: 7, column: 13 });
    expect(unread(found)).toEqual([
      '17:11 A document merged into data.aws_iam_policy_document.b is not judged: its statements are not known.',
    ]);
  });

  it('says what it cannot read', () => {
    const found = read({
      resource: {
        aws_iam_policy: { p: { policy: '${file("x.json")}' } },
        aws_iam_role: { r: { inline_policy: [{ policy: 'x' }] } },
      },
      data: { aws_iam_policy_document: { d: { dynamic: { statement: {} } } } },
    });
    expect(unread(found)).toHaveLength(4);
    expect(summary(found)).toEqual([]);
  });

  it('is known by its name', () => {
    const value = { resource: { aws_iam_policy: { p: { policy: '{"Statement": []}' } } } };
    expect(summary(readAsJson(value, 'main.json'))).toEqual([]);
    expect(placeOf(read(value), 'Statement')).toBe('main.tf.json 5:19-5:40');
  });
});
