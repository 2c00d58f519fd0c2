import { describe, expect, test } from 'vitest';
import { actionForOperation, prefixFor } from '../../src/catalog/api-operations.ts';
import { readData } from '../../src/catalog/data-file.ts';
import { openCatalog } from '../../src/catalog/iam-data.ts';
import { isTrackedAction, trackedActions } from '../../src/catalog/tracked-actions.ts';

const catalog = openCatalog();

describe('tracked actions', () => {
  test('tells tracked from untracked', () => {
    expect(isTrackedAction('iam', 'CreateUser')).toBe(true);
    expect(isTrackedAction('IAM', 'createuser')).toBe(true);
    expect(isTrackedAction('iam', 'PassRole')).toBe(false);
    expect(isTrackedAction('s3', 'GetObject')).toBe(false);
  });

  test('a service without action level, or none at all, has no list', () => {
    expect(trackedActions('s3')).toContain('DeleteBucket');
    for (const service of ['bedrock', 'nosuch', '', '__proto__', 'constructor']) {
      expect(trackedActions(service), service).toBeUndefined();
      expect(isTrackedAction(service, 'toString')).toBe(false);
    }
  });

  test('every tracked action exists', () => {
    const lost = catalog.prefixes.flatMap((prefix) =>
      (trackedActions(prefix) ?? []).filter((name) => catalog.action(`${prefix}:${name}`) === undefined),
    );
    expect(lost).toEqual([]);
  });
});

describe('API operations', () => {
  test('names the action behind an operation', () => {
    expect(actionForOperation('s3:ListObjectsV2')).toBe('s3:ListBucket');
    expect(actionForOperation('S3:HEADBUCKET')).toBe('s3:ListBucket');
    expect(actionForOperation('s3:GetObject')).toBeUndefined();
    expect(actionForOperation('__proto__')).toBeUndefined();
  });

  test('names the prefix behind a nickname', () => {
    expect(prefixFor('ALB')).toBe('elasticloadbalancing');
    expect(prefixFor('s3')).toBeUndefined();
    expect(prefixFor('constructor')).toBeUndefined();
  });

  test('corrects what does not exist to what does', () => {
    const { operations, wrongPrefixes } = readData('api-operations') as Record<string, Record<string, string>>;
    for (const [operation, action] of Object.entries(operations!)) {
      expect(catalog.action(operation), operation).toBeUndefined();
      expect(catalog.action(action), action).toBeDefined();
    }
    for (const [wrong, prefix] of Object.entries(wrongPrefixes!)) {
      expect(catalog.hasService(wrong), wrong).toBe(false);
      expect(catalog.hasService(prefix), prefix).toBe(true);
    }
  });
});

test('a table that is not there is a fault of the package', () => {
  expect(() => readData('nosuch')).toThrow(/missing from the package/);
});
