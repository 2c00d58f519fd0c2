import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { newIo } from './memory-io.ts';

const read = { Version: '2012-10-17', Statement: [{ Sid: 'Read', Effect: 'Allow', Action: 's3:Get*', Resource: '*' }] };
const write = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Write',
      Effect: 'Allow',
      Action: ['s3:Get*', 's3:PutObject'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestTag/x': "it's" } },
    },
  ],
};
const open = { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' } };

let cwd = '';
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'check-'));
  for (const folder of ['old', 'new']) await mkdir(join(cwd, folder));
  const files = {
    'read.json': read,
    'write.json': write,
    'open.json': open,
    'old/a.json': read,
    'new/a.json': read,
    'new/b.json': read,
    'bad.json': { Statement: [{ Effect: 'allow' }] },
  };
  for (const [name, value] of Object.entries(files)) await writeFile(join(cwd, name), JSON.stringify(value));
  await writeFile(join(cwd, 'twice.json'), '{"Statement": [], "Statement": []}');
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

async function run(argv: readonly string[], lines: readonly string[] = []) {
  const io = newIo({ cwd, lines });
  const code = await main(['check', ...argv], io);
  return { code, out: io.out(), err: io.err() };
}

test('PASS', async () => {
  expect(await run(['no-new-access', '--existing', 'read.json', '--new', 'read.json'])).toEqual({
    code: 0,
    out: 'PASS\n',
    err: '',
  });
});

test('FAIL with a witness and the command that shows it', async () => {
  const { code, out } = await run(['no-new-access', '--existing', 'read.json', '--new', 'write.json']);
  expect(code).toBe(1);
  expect(out).toContain('FAIL\n  statement Write allows s3:PutObject on ');
  expect(out).toContain('statement Read, differs in the action');
  const command = out.split('\n').find((line) => line.startsWith('iam-audit simulate'))!;
  expect(command).toContain(`--context 'aws:RequestTag/x=it'\\''s'`);
  const words = [...command.matchAll(/'((?:[^']|'\\'')*)'|([^\s']+)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll(`'\\''`, `'`) ?? plain!,
  );
  const io = newIo({ cwd });
  expect(await main(words.slice(1), io)).toBe(0);
  expect(io.out()).toBe('allowed\nAllowed by document statement Write.\n');
});

test('json', async () => {
  const { code, out } = await run([
    'access-not-granted',
    '--policy',
    'read.json',
    '--action',
    's3:GetObject',
    '--format',
    'json',
  ]);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    result: 'FAIL',
    witness: { action: 's3:GetObject', context: {} },
    reasons: [{ statementIndex: 0, statementId: 'Read' }],
  });
});

test('no-public-access', async () => {
  const { code, out } = await run([
    'no-public-access',
    '--policy',
    'open.json',
    '--resource-type',
    'AWS::S3::Bucket',
    '--format',
    'json',
  ]);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    result: 'FAIL',
    witness: { principal: '*', resource: 'arn:aws:s3:::b/example' },
  });
});

test('directories by file name; a new file may allow nothing', async () => {
  const { code, out } = await run(['no-new-access', '--existing', 'old', '--new', 'new']);
  expect(code).toBe(1);
  expect(out).toMatch(/^new\/a\.json: PASS\nnew\/b\.json \(new file\): FAIL\n/);
});

test('limits give UNKNOWN and status 1', async () => {
  const wild = { Statement: [{ Effect: 'Allow', Action: '*', Resource: ['*a*b*', '*c*d*'] }] };
  await writeFile(join(cwd, 'wild.json'), JSON.stringify(wild));
  await writeFile(
    join(cwd, 'other.json'),
    JSON.stringify({ Statement: [{ Effect: 'Allow', Action: '*', Resource: ['*e*f*', '*a*'] }] }),
  );
  const { code, out } = await run([
    'no-new-access',
    '--existing',
    'wild.json',
    '--new',
    'other.json',
    '--max-states',
    '3',
  ]);
  expect({ code, out }).toEqual({ code: 1, out: 'UNKNOWN: comparing patterns needs more than 3 states\n' });
});

test.each([
  [['no-new-access', '--existing', 'bad.json', '--new', 'read.json'], 'bad.json:1:25: Effect must be Allow or Deny'],
  [['no-new-access', '--existing', 'twice.json', '--new', 'read.json'], '"Statement" stands there twice'],
  [['no-new-access', '--existing', 'gone.json', '--new', 'read.json'], 'gone.json: there is no such file'],
  [['no-new-access', '--new', 'read.json'], 'needs --existing'],
  [['access-not-granted', '--policy', 'read.json'], 'names neither actions nor resources'],
  [['no-public-access', '--policy', 'open.json', '--resource-type', 'Bucket'], 'resourceType must be'],
  [['something'], 'check needs one of'],
])('%j goes wrong', async (argv, message) => {
  const { code, out, err } = await run(argv);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
});

test('a batch keeps order and goes on after bad lines', async () => {
  const lines = [
    JSON.stringify({ id: 'a', check: 'no-new-access', policyType: 'identity', existing: read, new: read }),
    'junk',
    JSON.stringify({
      id: 'b',
      check: 'access-not-granted',
      policyType: 'identity',
      policy: { Statement: [{}] },
      access: [{ actions: ['s3:*'] }],
    }),
    JSON.stringify({ id: 'c', check: 'no-public-access', policy: open, resourceType: 'AWS::S3::Bucket' }),
    JSON.stringify({ id: 'd', check: 'other' }),
  ];
  const { code, out } = await run(['--cases', '-'], lines);
  expect(code).toBe(1);
  const answers = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(answers.map(({ id, result }) => [id, result])).toEqual([
    ['a', 'PASS'],
    [undefined, undefined],
    ['b', undefined],
    ['c', 'FAIL'],
    ['d', undefined],
  ]);
  expect(answers[1]).toEqual({ error: { message: 'the line is no JSON' } });
  expect(answers[2]).toEqual({ id: 'b', error: { message: 'policy at /Statement/0: Effect is missing (and 2 more)' } });
});

test('results do not change the status of a batch', async () => {
  const { code } = await run(
    ['--cases', '-'],
    [JSON.stringify({ id: 'c', check: 'no-public-access', policy: open, resourceType: 'AWS::S3::Bucket' })],
  );
  expect(code).toBe(0);
});
