import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { newIo } from './memory-io.ts';

const ana = 'arn:aws:iam::111122223333:user/ana';
const statement = (rest: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*', ...rest }],
});

let cwd = '';
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'simulate-'));
  const files = {
    'read.json': statement({ Sid: 'ReadOnly', Action: 's3:Get*' }),
    'tagged.json': statement({ Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } } }),
    'boundary.json': statement({ Action: 'ec2:*' }),
    'deny.json': statement({ Effect: 'Deny' }),
    'bucket.json': statement({ Principal: { AWS: ana } }),
    'odd.json': statement({ Condition: { NumericLessThan: { k: 'ten' } } }),
    'bad.json': { Statement: [{ Effect: 'Allow', Action: 's3:*' }] },
  };
  for (const [name, value] of Object.entries(files)) await writeFile(join(cwd, name), JSON.stringify(value, null, 2));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

async function run(argv: readonly string[], lines: readonly string[] = []) {
  const io = newIo({ cwd, lines });
  const code = await main(['simulate', ...argv], io);
  return { code, out: io.out(), err: io.err() };
}

const request = ['--principal', ana, '--action', 's3:GetObject', '--resource', 'arn:aws:s3:::b/k'];

test('allowed', async () => {
  const { code, out } = await run([...request, '--policies', 'read.json']);
  expect({ code, out }).toEqual({ code: 0, out: 'allowed\nAllowed by identity[0] statement ReadOnly.\n' });
});

test.each([
  [
    ['--policies', 'read.json', '--boundary', 'boundary.json'],
    'implicitDeny',
    'Not allowed: the permissions boundary does not allow it.',
  ],
  [['--policies', 'read.json', 'deny.json'], 'explicitDeny', 'Denied by identity[1] statement 0.'],
  [
    ['--policies', 'read.json', '--scp', 'tagged.json', '--scp', 'boundary.json'],
    'implicitDeny',
    'Not allowed: no statement of scp[1] allows it.',
  ],
  [
    ['--policies', 'tagged.json', '--context', 'aws:TagKeys=a', '--context', 'aws:tagkeys=c'],
    'implicitDeny',
    'Not allowed: no identity policy allows it.',
  ],
])('%j', async (argv, decision, explanation) => {
  expect(await run([...request, ...argv])).toEqual({ code: 1, out: `${decision}\n${explanation}\n`, err: '' });
});

test('json is the line of a batch', async () => {
  const { code, out } = await run([...request, '--resource-policy', 'bucket.json', '--format', 'json']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    decision: 'allowed',
    matchedStatements: [{ policy: 'resource', index: 0, effect: 'Allow' }],
  });
});

test('what never matches is pointed out', async () => {
  const { code, err } = await run([...request, '--policies', 'odd.json', '--context', 'k=1']);
  expect(code).toBe(1);
  expect(err).toBe('warning: odd.json:10:16: "ten" is no number: it never matches\n');
});

test.each([
  [[...request, '--policies', 'bad.json'], 'bad.json:3:5: Resource is missing'],
  [[...request, '--policies', 'gone.json'], 'gone.json: there is no such file'],
  [request, 'simulate needs a policy'],
  [['--policies', 'read.json'], 'needs --principal'],
  [['--principal', 'bob', '--action', 's3:GetObject', '--policies', 'read.json'], 'is no principal: "bob"'],
  [['--principal', ana, '--action', 'GetObject', '--policies', 'read.json'], 'is no service:Action'],
  [[...request, '--policies', 'read.json', '--context', 'x'], '--context takes KEY=VALUE'],
  [['--cases', 'gone.jsonl'], 'gone.jsonl: there is no such file'],
])('%j goes wrong', async (argv, message) => {
  const { code, out, err } = await run(argv);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
});

test('a batch from a file: same order, errors on their own lines', async () => {
  const good = {
    id: 'a',
    request: { principal: ana, action: 's3:GetObject', resource: '*', context: {} },
    policies: { identity: [statement({})] },
  };
  const twice = { ...good, id: 'c', request: { ...good.request, context: { k: 'a', K: 'b' } } };
  const lines = [
    JSON.stringify(good),
    '{',
    JSON.stringify({ id: 'b', request: {} }),
    JSON.stringify(twice),
    JSON.stringify({ ...good, id: 'd' }),
  ];
  await writeFile(join(cwd, 'cases.jsonl'), `${lines.join('\n')}\n`);
  const { code, out } = await run(['--cases', 'cases.jsonl', '--format', 'json']);
  expect(code).toBe(1);
  const answers = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id?: string; decision?: string; error?: { message: string } });
  expect(answers.map(({ id, decision }) => [id, decision])).toEqual([
    ['a', 'allowed'],
    [undefined, undefined],
    ['b', undefined],
    ['c', undefined],
    ['d', 'allowed'],
  ]);
  expect(answers.map(({ error }) => error?.message)).toEqual([
    undefined,
    'the line is no JSON',
    'request.principal must be a string',
    'request.context has "K" twice',
    undefined,
  ]);
});
