import { expect, test } from 'vitest';
import { openCatalog } from '../../src/catalog/iam-data.ts';
import { nearest } from '../../src/catalog/suggest.ts';

const catalog = openCatalog();
const actionsOf = (prefix: string) => [...catalog.service(prefix)!.actions.values()].map(({ name }) => name);

test.each([
  ['s3', 'GetObjct', 'GetObject'],
  ['s3', 'getobjects', 'GetObject'],
  ['s3', 'PutBucketPolciy', 'PutBucketPolicy'],
  ['ec2', 'DescribeInstance', 'DescribeInstances'],
  ['iam', 'PasRole', 'PassRole'],
  ['iam', 'passrole', 'PassRole'],
])('%s:%s means %s', (prefix, wrong, right) => {
  expect(nearest(wrong, actionsOf(prefix))).toEqual([right]);
});

test.each([
  ['dynamdb', 'dynamodb'],
  ['cloudwach', 'cloudwatch'],
  ['lamda', 'lambda'],
])('service %s means %s', (wrong, right) => {
  expect(nearest(wrong, catalog.prefixes)).toEqual([right]);
});

test('nothing near, nothing said', () => {
  expect(nearest('FlyToTheMoon', actionsOf('s3'))).toEqual([]);
  expect(nearest('', ['a', 'b'])).toEqual([]);
  expect(nearest('abc', ['xyz', 'abxyz'])).toEqual([]);
  expect(nearest('abc', [])).toEqual([]);
});

test('the nearest first: a swap is one slip, then the longer common start, then the alphabet', () => {
  expect(nearest('listitem', ['ListItms', 'LsitItem', 'ListItem'], 3)).toEqual(['ListItem', 'LsitItem', 'ListItms']);
  expect(nearest('abcdx', ['zbcdx', 'abcdz', 'abcdy'], 2)).toEqual(['abcdy', 'abcdz']);
});

test('the order of the candidates does not matter', () => {
  const names = actionsOf('s3');
  expect(nearest('GetBucketX', names, 5)).toEqual(nearest('GetBucketX', names.toReversed(), 5));
});

test('a name of any length is answered at once', () => {
  const started = performance.now();
  expect(nearest('x'.repeat(1_000_000), actionsOf('ec2'))).toEqual([]);
  expect(nearest('x'.repeat(128), ['x'.repeat(1_000_000), 'x'.repeat(127)])).toEqual(['x'.repeat(127)]);
  nearest(`Describe${'x'.repeat(40)}`, actionsOf('ec2'));
  expect(performance.now() - started).toBeLessThan(500);
});
