import { describe, expect, it } from 'vitest';
import { actionsOfEvent, eventLogging, logsEveryCall } from '../../src/catalog/cloudtrail-events.ts';
import { readData } from '../../src/catalog/data-file.ts';
import { openCatalog } from '../../src/catalog/iam-data.ts';

const catalog = openCatalog();
const actions = (source: string, name: string): readonly string[] =>
  actionsOfEvent(catalog, `${source}.amazonaws.com`, name).actions;

describe('actionsOfEvent', () => {
  it.each([
    ['ec2', 'StopInstances', ['ec2:StopInstances']],
    ['monitoring', 'DescribeAlarms', ['cloudwatch:DescribeAlarms']],
    ['s3', 'HeadBucket', ['s3:ListBucket']],
    ['s3', 'ListBuckets', ['s3:ListAllMyBuckets']],
    ['s3', 'GetBucketCors', ['s3:GetBucketCORS']],
    ['s3', 'DeleteBucketCors', ['s3:PutBucketCORS']],
    ['s3', 'DeleteBucketEncryption', ['s3:PutEncryptionConfiguration']],
    ['lambda', 'GetFunctionConfiguration20150331v2', ['lambda:GetFunctionConfiguration']],
    ['cloudfront', 'GetDistributionConfig2020_05_31', ['cloudfront:GetDistributionConfig']],
    ['sns', 'PublishBatch', ['sns:Publish']],
    ['tagging', 'GetResources', ['tag:GetResources']],
    ['s3express', 'GetObject', ['s3express:CreateSession']],
    ['kms', 'ReEncrypt', ['kms:ReEncryptFrom', 'kms:ReEncryptTo']],
  ])('%s %s', (source, name, expected) => {
    expect(actions(source, name)).toEqual(expected);
  });

  it('has the main action first and those that are checked in the same call behind it', () => {
    expect(actions('ec2', 'RunInstances')[0]).toBe('ec2:RunInstances');
    expect(actions('ec2', 'RunInstances')).toContain('ec2:CreateTags');
    expect(actions('budgets', 'DescribeBudgets')[0]).toBe('budgets:ViewBudget');
    expect(actions('lambda', 'Invoke')[0]).toBe('lambda:InvokeFunction');
    expect(actions('s3', 'CopyObject')).toEqual(expect.arrayContaining(['s3:GetObject', 's3:PutObject']));
    expect(actions('dynamodb', 'TransactWriteItems')).toContain('dynamodb:PutItem');
  });

  it('counts for each service that shares an event source', () => {
    expect(actionsOfEvent(catalog, 'autoscaling.amazonaws.com', 'RegisterScalableTarget').services).toEqual([
      'application-autoscaling',
    ]);
    expect(actions('autoscaling', 'PutScalingPolicy')).toEqual(
      expect.arrayContaining(['autoscaling:PutScalingPolicy', 'application-autoscaling:PutScalingPolicy']),
    );
  });

  it('knows sign-in events as ones without an action', () => {
    expect(actionsOfEvent(catalog, 'signin.amazonaws.com', 'ConsoleLogin')).toMatchObject({
      actions: [],
      isKnown: true,
    });
  });

  it('puts down operations of API Gateway by their verb', () => {
    expect(actions('apigateway', 'GetRestApis')).toEqual(['apigateway:GET']);
  });

  it.each(['NoSuchOperation', '20150331', '__proto__', 'constructor', ''])('never guesses: %j', (name) => {
    expect(actionsOfEvent(catalog, 's3.amazonaws.com', name)).toEqual({
      services: ['s3'],
      actions: [],
      isKnown: false,
    });
  });

  it('names an unknown source as a service of its own', () => {
    expect(actionsOfEvent(catalog, 'brand-new.amazonaws.com', 'Start').services).toEqual(['brand-new']);
  });
});

describe('what CloudTrail records', () => {
  it.each([
    ['ec2', 'TerminateInstances', 'management'],
    ['iam', 'TagRole', 'management'],
    ['S3', 'CreateBucket', 'management'],
    ['s3', 'GetObject', 'data'],
    ['lambda', 'InvokeFunction', 'data'],
    ['s3-object-lambda', 'GetObject', 'data'],
    ['iam', 'PassRole', undefined],
    ['logs', 'PutLogEvents', undefined],
    ['no-such-service', 'Get', undefined],
  ])('%s:%s is %s', (service, action, expected) => {
    expect(eventLogging(service, action)).toBe(expected);
  });

  it('knows services without data events', () => {
    expect(logsEveryCall('ec2')).toBe(true);
    expect(logsEveryCall('s3')).toBe(false);
  });
});

it('has only actions that exist', () => {
  const { events } = readData('cloudtrail-mapping') as { events: Record<string, string> };
  const missing = Object.entries(events).flatMap(([service, text]) =>
    text.split(' ').flatMap((item) => {
      const [operation = '', list = ''] = item.split('=');
      const names = list.split(',').map((name) => (name === '' ? operation : name));
      return names
        .map((name) => (name.includes(':') ? name : `${service}:${name}`))
        .filter((name) => catalog.action(name) === undefined);
    }),
  );
  expect(missing).toEqual([]);
});
