import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { allow, arnOf, bundle, report, role, statements } from '../support/account.ts';
import { runCli } from '../support/run-cli.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'suggest-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

const arn = arnOf('role', 'app');
const used = '2026-10-20';
const save = (spec: Parameters<typeof bundle>[0], name = 'snapshot.json'): void => {
  writeFileSync(join(cwd, name), JSON.stringify(bundle(spec)));
};
const run = (...argv: readonly string[]) => runCli(['suggest', '--snapshot', 'snapshot.json', ...argv], { cwd });

interface Printed {
  readonly suggestions: readonly {
    readonly document?: { readonly Statement: readonly { readonly Action: unknown }[] };
  }[];
  readonly skipped: readonly { readonly reason: string }[];
}

it.each([['suggest'], ['paths'], ['can', 'app', 's3:GetObject'], ['who-can', 's3:GetObject']])(
  '%s says what is left out so that a log obeys none of it',
  async (...argv) => {
    const part = `##[error]x\u202e${'y'.repeat(20_000)}`;
    save({ roles: [role('app')], rest: { notCollected: [{ part, reason: 'Throttling' }] } });
    const { stderr } = await runCli([...argv, '--snapshot', 'snapshot.json'], { cwd });
    expect(stderr).toMatch(/^iam-audit: # #\[error\]x\\u202ey/);
    expect(stderr.length).toBeLessThan(2000);
  },
);

it('prints the contract as JSON', async () => {
  save({
    roles: [role('app', { inline: { run: allow(['sqs:*', 's3:GetObject', 'iam:PassRole']) } })],
    advisor: { [arn]: report({ sqs: null, s3: used, iam: null }) },
  });
  const { code, stdout } = await run('--format', 'json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    suggestions: [
      {
        resource: { type: 'AWS::IAM::Role', name: 'app', arn },
        policy: { kind: 'inline', name: 'run' },
        change: 'rewrite',
        document: allow(['s3:GetObject', 'iam:PassRole']),
        removed: [
          {
            service: 'sqs',
            actions: ['sqs:*'],
            lastAccessed: null,
            observedDays: 400,
            source: 'access-advisor',
            tracked: true,
          },
        ],
        kept: [{ actions: ['s3:GetObject', 'iam:PassRole'], reason: 'not-tracked' }],
        proof: { newSubsetOfOld: 'proved', keepsUsed: 'proved' },
      },
    ],
    skipped: [],
  });
});

it('says when nothing could be judged', async () => {
  save({ roles: [role('app', { inline: { run: allow('sqs:*') } })] });
  const { code, stdout, stderr } = await run();
  expect(code).toBe(0);
  expect(stdout).toContain('No policy was judged');
  expect(stderr).toContain('no access advisor reports');
});

it('writes documents and diffs below --out only, whatever the names are', async () => {
  save({
    roles: [role('../../up', { inline: { 'a/../../b': allow(['sqs:*', 's3:*']) } })],
    advisor: { [arnOf('role', '../../up')]: report({ sqs: null, s3: used }) },
  });
  mkdirSync(join(cwd, 'deep'));
  const { code } = await run('--out', 'deep/out');
  expect(code).toBe(0);
  expect(readdirSync(cwd).sort()).toEqual(['deep', 'snapshot.json']);
  const folder = join(cwd, 'deep/out/role', encodeURIComponent('../../up'));
  const [document, diff] = readdirSync(folder).sort().reverse();
  expect(JSON.parse(readFileSync(join(folder, document ?? ''), 'utf8'))).toEqual(allow(['s3:*']));
  expect(readFileSync(join(folder, diff ?? ''), 'utf8')).toContain('-        "sqs:*",\n');
  expect(existsSync(join(cwd, 'deep/out/suggestions.json'))).toBe(true);
});

it.each([
  ['a folder of raw reports', 'folder'],
  ['one file by ARN', 'file'],
  ["Aardvark's lists", 'aardvark'],
])('reads %s', async (_name, form) => {
  save({ roles: [role('app', { inline: { run: allow(['sqs:*', 's3:*']) } })] });
  const raw = report({ sqs: null, s3: used });
  const path = join(cwd, 'reports');
  if (form === 'folder') {
    mkdirSync(path);
    writeFileSync(join(path, `${encodeURIComponent(arn)}.json`), JSON.stringify(raw));
    writeFileSync(join(path, 'broken.json'), '{');
  } else if (form === 'file') writeFileSync(path, JSON.stringify({ [arn]: raw }));
  else {
    const lastUpdated = Date.parse('2026-10-31');
    const list = [
      { serviceNamespace: 's3', lastAuthenticated: Date.parse(used), lastUpdated },
      { serviceNamespace: 'sqs', lastAuthenticated: 0, lastUpdated },
    ];
    writeFileSync(path, JSON.stringify({ [arn]: list }));
  }
  const { code, stdout } = await run('--usage', 'advisor=reports', '--format', 'json');
  expect(code).toBe(0);
  const printed = JSON.parse(stdout) as Printed;
  expect(printed.suggestions[0]?.document?.Statement[0]?.Action).toEqual(['s3:*']);
});

it('ends with 2 for what it cannot read or does not know', async () => {
  save({});
  for (const argv of [
    ['--usage', 'advisor=missing'],
    ['--usage', 'advisor'],
    ['--keep', 'x'],
    ['--min-age', '-1'],
    ['more'],
  ])
    expect((await run(...argv)).code, argv.join(' ')).toBe(2);
  expect((await runCli(['suggest', '--snapshot', 'missing.json'], { cwd })).code).toBe(2);
});

it('prints hostile names harmlessly, and Terraform text that cannot interpolate', async () => {
  const document = statements({
    Effect: 'Allow',
    Action: ['sqs:*', 's3:*'],
    Resource: 'arn:aws:s3:::b/${aws:username}/%{x}',
  });
  save({
    roles: [role('a\u001b[31m', { inline: { 'b\u202e`': document } })],
    advisor: { [arnOf('role', 'a\u001b[31m')]: report({ sqs: null, s3: used }) },
  });
  for (const format of ['text', 'diff', 'markdown', 'terraform', 'cloudformation', 'json']) {
    const { stdout } = await run('--format', format);
    expect(stdout).toContain('s3:*');
    // eslint-disable-next-line no-control-regex
    expect(stdout, format).not.toMatch(/[\u001b\u202e]/);
  }
  expect((await run('--format', 'terraform')).stdout).toContain('b/$${aws:username}/%%{x}');
});

it.each(['json', 'table', 'markdown', 'html'])('is part of a scan with --suggest: %s', async (format) => {
  save({
    roles: [role('app', { inline: { run: allow(['sqs:*', 's3:*']) } })],
    advisor: { [arn]: report({ sqs: null, s3: used }) },
  });
  const scan = (...more: readonly string[]) =>
    runCli(['scan', '--snapshot', 'snapshot.json', '--format', format, '--fail-on', 'never', ...more], { cwd });
  const words = format === 'json' ? 'newSubsetOfOld' : 'allows nothing new: proved';
  expect((await scan('--suggest')).stdout).toContain(words);
  expect((await scan()).stdout).not.toContain(words);
});
