import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const sarifOf = (out: string) =>
  (JSON.parse(out) as { runs: { tool: unknown; results: unknown[]; invocations: unknown }[] }).runs[0]!;
const newAccess = (existing: string, next: string) => ['no-new-access', '--existing', existing, '--new', next];

test('sarif: the statement, the reason and the command', async () => {
  const { code, out } = await run([...newAccess('read.json', 'write.json'), '--format', 'sarif']);
  expect(code).toBe(1);
  const { results, tool } = sarifOf(out);
  expect(tool).toMatchObject({ driver: { rules: [{ id: 'no-new-access' }] } });
  expect(results).toHaveLength(1);
  expect(results[0]).toMatchObject({
    ruleId: 'no-new-access',
    level: 'error',
    message: {
      text: expect.stringMatching(/^New access: statement Write .* iam-audit simulate --document /) as string,
    },
    locations: [{ physicalLocation: { artifactLocation: { uri: 'write.json' }, region: { startLine: 1 } } }],
    properties: { pointer: '/Statement/0' },
  });
});

test('sarif and github: nothing on PASS', async () => {
  const sarif = await run([...newAccess('read.json', 'read.json'), '--format', 'sarif']);
  expect({ code: sarif.code, results: sarifOf(sarif.out).results }).toEqual({ code: 0, results: [] });
  const github = await run([...newAccess('read.json', 'read.json'), '--format', 'github']);
  expect(github.code).toBe(0);
  expect(github.out).not.toContain('::');
});

test('github: one annotation for each policy that fails', async () => {
  const { code, out } = await run([...newAccess('old', 'new'), '--format', 'github']);
  expect(code).toBe(1);
  expect(out.match(/^::error /gm)).toHaveLength(1);
  expect(out).toMatch(/^::error file=new\/b\.json,line=1,.*title=no-new-access::New access: statement Read allows /);
});

test('UNKNOWN is a warning', async () => {
  await writeFile(
    join(cwd, 'stars.json'),
    JSON.stringify({ Statement: [{ Effect: 'Allow', Action: '*', Resource: ['*a*b*', '*c*d*'] }] }),
  );
  const other = { Statement: [{ Effect: 'Allow', Action: '*', Resource: ['*e*f*', '*a*'] }] };
  await writeFile(join(cwd, 'more-stars.json'), JSON.stringify(other));
  const argv = [...newAccess('stars.json', 'more-stars.json'), '--max-states', '3', '--format', 'github'];
  const { code, out } = await run(argv);
  expect(code).toBe(1);
  expect(out).toMatch(/^::warning file=more-stars\.json.*::Not decided: comparing patterns needs more than 3 states\./);
});

test('a bad file of a directory does not hide the others', async () => {
  await mkdir(join(cwd, 'mixed'));
  await writeFile(join(cwd, 'mixed/a.json'), '{');
  await writeFile(join(cwd, 'mixed/b.json'), JSON.stringify(write));
  const text = await run(newAccess('old', 'mixed'));
  expect(text).toMatchObject({ code: 2, err: expect.stringContaining('iam-audit: mixed/a.json:1:') as string });
  expect(text.out).toMatch(/^mixed\/b\.json \(new file\): FAIL\n/);
  const { code, out } = await run([...newAccess('old', 'mixed'), '--format', 'sarif']);
  const { results, invocations } = sarifOf(out);
  expect({ code, count: results.length }).toEqual({ code: 2, count: 1 });
  expect(JSON.stringify(invocations)).toContain('Not judged: mixed/a.json');
});

test('text in a policy commands neither a terminal nor a CI log', async () => {
  const Resource = 'arn:aws:s3:::b/\n::error::x\u001b[2J##[group]*';
  const evil = { Statement: [{ Sid: 'a\n::error::b', Effect: 'Allow', Action: 's3:GetObject', Resource }] };
  await writeFile(join(cwd, 'evil.json'), JSON.stringify(evil));
  for (const format of ['text', 'github']) {
    const argv = ['access-not-granted', '--policy', 'evil.json', '--action', 's3:*', '--format', format];
    const { code, out } = await run(argv);
    expect(code).toBe(1);
    expect(out).not.toContain('\u001b');
    expect(out).not.toContain('##[');
    expect(out).not.toMatch(/^::error::/m);
  }
});

describe('--access', () => {
  const ask = async (access: unknown, ...more: string[]) => {
    await writeFile(join(cwd, 'access.json'), typeof access === 'string' ? access : JSON.stringify(access));
    return run(['access-not-granted', '--policy', 'read.json', '--access', 'access.json', ...more]);
  };

  test('any entry that is granted fails', async () => {
    expect(
      await ask([{ actions: ['iam:*'] }, { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::secret/*'] }]),
    ).toMatchObject({
      code: 1,
      out: expect.stringContaining('resource  arn:aws:s3:::secret/') as string,
    });
  });

  test('no entry is granted', async () => {
    expect(await ask([{ actions: ['iam:*', 's3:Put*'] }])).toEqual({ code: 0, out: 'PASS\n', err: '' });
  });

  test('flags come on top', async () => {
    expect((await ask([{ actions: ['iam:*'] }], '--action', 's3:GetObject')).code).toBe(1);
  });

  test.each([
    ['{', 'access.json:1: '],
    ['[{"actions": [], "actions": []}]', 'access.json: "actions" stands there twice'],
    [[], 'access.json: access must be a list with at least one object'],
    [[{}], 'access.json: access[0] names neither actions nor resources'],
    [[{ actions: ['x'] }], 'access.json: access[0]: "x" is no service:Action'],
    [[{ action: 's3:*' }], 'access.json: access[0] has "action"; known are actions and resources'],
  ])('%j goes wrong', async (access, message) => {
    const { code, out, err } = await ask(access);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });
});

test('a batch prints JSON Lines only', async () => {
  const { code, err } = await run(['--cases', '-', '--format', 'sarif']);
  expect(code).toBe(2);
  expect(err).toContain('--cases prints JSON Lines');
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

describe('accepted results', () => {
  const argv = [...newAccess('read.json', 'write.json'), '--config', 'accept.json'];
  const suppress = async (...suppressions: readonly object[]) => {
    await writeFile(join(cwd, 'accept.json'), JSON.stringify({ suppressions }));
  };
  const entry = { rule: 'no-new-access', files: 'write.json', reason: 'reviewed' };

  test('a suppressed FAIL ends with status 0 and says so', async () => {
    await suppress(entry);
    const text = await run(argv);
    expect(text.code).toBe(0);
    expect(text.out).toMatch(/^FAIL\n[^]*\nAccepted: reviewed\n$/);
    const json = await run([...argv, '--format', 'json']);
    expect({ code: json.code, line: JSON.parse(json.out) as unknown }).toMatchObject({
      code: 0,
      line: { result: 'FAIL', accepted: 'reviewed' },
    });
    const sarif = await run([...argv, '--format', 'sarif']);
    expect({ code: sarif.code, results: sarifOf(sarif.out).results }).toMatchObject({
      code: 0,
      results: [{ ruleId: 'no-new-access', suppressions: [{ justification: 'reviewed' }] }],
    });
    const github = await run([...argv, '--format', 'github']);
    expect(github).toMatchObject({ code: 0, out: expect.not.stringContaining('::error') as string });
  });

  test.each([
    ['another file', { ...entry, files: 'other.json' }],
    ['another check', { ...entry, rule: 'no-public-access' }],
    ['another statement', { ...entry, sid: 'Read' }],
    ['in the past', { ...entry, expires: '2020-01-01' }],
  ])('a suppression of %s changes nothing', async (_, other) => {
    await suppress(other);
    expect(await run(argv)).toMatchObject({ code: 1, out: expect.not.stringContaining('Accepted') as string });
  });

  test('one accepted statement does not hide another', async () => {
    await suppress({ ...entry, files: 'two.json', sid: 'Write' });
    const more = { Sid: 'More', Effect: 'Allow', Action: 'sqs:*', Resource: '*' };
    await writeFile(join(cwd, 'two.json'), JSON.stringify({ ...write, Statement: [...write.Statement, more] }));
    const two = [...newAccess('read.json', 'two.json'), '--config', 'accept.json'];
    expect(await run(two)).toMatchObject({
      code: 1,
      out: expect.stringContaining('FAIL\n  statement More allows sqs:') as string,
    });
    const github = await run([...two, '--format', 'github']);
    expect(github.out.match(/^::error .*statement More allows/gm)).toHaveLength(1);
  });

  test('a baseline knows these documents only', async () => {
    await suppress();
    const known = [...argv, '--baseline', 'known.json'];
    expect((await run([...known, '--update-baseline'])).code).toBe(0);
    const again = await run(known);
    expect(again).toMatchObject({
      code: 0,
      out: expect.stringContaining('Accepted: known, in the baseline') as string,
    });
    const changed = [{ ...write.Statement[0], Action: ['s3:Get*', 's3:PutObject', 'iam:*'] }];
    await writeFile(join(cwd, 'changed.json'), JSON.stringify({ ...write, Statement: changed }));
    const other = known.map((word) => (word === 'write.json' ? 'changed.json' : word));
    expect((await run(other)).code).toBe(1);
  });

  test('what goes wrong', async () => {
    await suppress({ ...entry, rule: 'no-new-acces' });
    expect(await run(argv)).toMatchObject({ code: 2, err: expect.stringContaining('no-new-access') as string });
    await suppress();
    expect((await run([...argv, '--update-baseline'])).err).toContain('--update-baseline needs --baseline FILE');
    expect((await run([...argv, '--baseline', 'missing.json'])).err).toContain(
      'The baseline missing.json cannot be read',
    );
  });

  test('lint takes a configuration that suppresses a check', async () => {
    await suppress(entry);
    const io = newIo({ cwd, lines: [] });
    expect(await main(['lint', 'read.json', '--config', 'accept.json', '--fail-on', 'never'], io)).toBe(0);
    expect(io.out() + io.err()).not.toContain('unused-suppression');
  });
});
