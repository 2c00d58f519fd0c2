import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { suppressionKeys } from '../../src/config/read-suppression.ts';
import { configKeys } from '../../src/config/validate.ts';
import { problemsOf, rules } from './support.ts';

const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, strictTuples: false });
formats.default(ajv);
const schema = configSchema(rules);
const accepts = ajv.compile(schema);

const suppression = (more: object): object => ({ suppressions: [{ rules: 'opinion', reason: 'x', ...more }] });

const right: readonly object[] = [
  {},
  { $schema: 'x', failOn: 'never', maxWarnings: 3, ignore: [], baseline: 'b' },
  { ignore: 'build/**' },
  { rules: { opinion: 'on', 'invalid-action': ['off'], 'invalid-service': ['error', {}] } },
  { rules: { 'user-key-old': ['security', { days: 0, except: [], strict: true, prefix: '' }] } },
  {
    overrides: [
      { files: 'a', rules: {} },
      { files: ['a', 'b'], rules: { opinion: 'off' } },
    ],
  },
  {
    policyTypes: [
      { files: 'a', type: 'rcp' },
      { files: ['a'], type: 'resource', resourceType: 'AWS::S3::Bucket' },
    ],
  },
  suppression({}),
  suppression({ files: ['a'], pointer: '', sid: 'A*', resource: 'arn:*', path: 'iam-001', expires: '2027-12-31' }),
  suppression({ pointer: '/a~0b/~1' }),
  { suppressions: [{ rule: 'prowler:iam_no_root_access_key', reason: 'x' }] },
  { forbidden: [] },
  { forbidden: [{ actions: 'iam:*' }, { resources: ['arn:aws:s3:::a/*'], reason: 'x' }] },
  { forbidden: [{ actions: ['s3:Get*', '*'], resources: 'arn:*' }] },
];

const wrong: readonly unknown[] = [
  [],
  null,
  { unknown: 1 },
  { rules: [] },
  { rules: { nope: 'off' } },
  { rules: { opinion: 'fatal' } },
  { rules: { opinion: [] } },
  { rules: { opinion: ['error', {}, {}] } },
  { rules: { opinion: ['error', { x: 1 }] } },
  { rules: { 'user-key-old': ['on', { days: 'x' }] } },
  { rules: { 'user-key-old': ['on', { days: -1 }] } },
  { rules: { 'user-key-old': ['on', { except: 'x' }] } },
  { rules: { 'user-key-old': ['on', { strict: 1 }] } },
  { failOn: 'high' },
  { maxWarnings: -1 },
  { maxWarnings: '3' },
  { ignore: [''] },
  { ignore: ['x'.repeat(501)] },
  { baseline: '' },
  { overrides: [{ files: [], rules: {} }] },
  { overrides: [{ files: 'a' }] },
  { overrides: [{ files: 'a', rules: {}, failOn: 'error' }] },
  { policyTypes: [{ files: 'a' }] },
  { policyTypes: [{ files: 'a', type: 'user' }] },
  { suppressions: {} },
  { suppressions: [{ rules: 'opinion' }] },
  { suppressions: [{ reason: 'x' }] },
  suppression({ rule: 'opinion' }),
  suppression({ reason: ' ' }),
  suppression({ rules: [] }),
  suppression({ pointer: 'a' }),
  suppression({ pointer: '/~2' }),
  suppression({ expires: '2027-02-30' }),
  suppression({ expires: 'soon' }),
  suppression({ until: '2027-01-01' }),
  { forbidden: {} },
  { forbidden: ['iam:*'] },
  { forbidden: [{}] },
  { forbidden: [{ reason: 'x' }] },
  { forbidden: [{ actions: [] }] },
  { forbidden: [{ actions: 'CreateUser' }] },
  { forbidden: [{ actions: 's3:*', resources: [''] }] },
  { forbidden: [{ actions: 's3:*', resource: 'x' }] },
  { forbidden: [{ actions: [1] }] },
  { forbidden: [{ actions: 's3:*', reason: '' }] },
];

describe('configSchema agrees with validateConfig', () => {
  test.each(right.map((value) => [JSON.stringify(value), value]))('accepts %s', (_, value) => {
    expect(problemsOf(value)).toEqual([]);
    expect(accepts(value), JSON.stringify(accepts.errors)).toBe(true);
  });

  test.each(wrong.map((value) => [JSON.stringify(value).slice(0, 80), value]))('refuses %s', (_, value) => {
    expect(problemsOf(value)).not.toEqual([]);
    expect(accepts(value)).toBe(false);
  });

  test('names the same members', () => {
    const { properties, definitions } = schema as Record<string, Record<string, { properties?: object }>>;
    expect(Object.keys(properties!)).toEqual([...configKeys]);
    expect(Object.keys(definitions!['suppression']!.properties!).sort()).toEqual([...suppressionKeys].sort());
  });
});
