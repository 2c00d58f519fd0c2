/** Each kind of bad input: the message names the file and says what to do, the status is right, the others are still judged. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { runCli, type CliOptions } from '../support/run-cli.ts';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' };
const good = { Version: '2012-10-17', Statement: [statement] };
const bad = { ...good, Statement: [{ ...statement, Effect: 'Permit' }] };
const found = 'bad.json:5:17: error: Effect "Permit" does not exist. Allowed: Allow, Deny. [invalid-effect]\n';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'iam-audit-bad-'));
  write({ 'bad.json': bad, 'good.json': good });
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string | Uint8Array | object>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    const isRaw = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(join(cwd, name), isRaw ? content : JSON.stringify(content, null, 2));
  }
}
const run = (argv: readonly string[], options: Partial<CliOptions> = {}) => runCli(argv, { cwd, ...options });
const lint = (...argv: string[]) => run(['lint', ...argv, '--format', 'oneline']);

interface Json {
  readonly findings: readonly { ruleId: string; severity: string; location: Record<string, unknown> }[];
  readonly policies: readonly Record<string, unknown>[];
  readonly skipped: readonly { ruleId?: string; file?: string; reason: string }[];
  readonly summary: Readonly<Record<string, number>>;
}
async function json(...argv: string[]): Promise<Json & { code: number }> {
  const { code, stdout } = await run([...argv, '--format', 'json']);
  return { code, ...(JSON.parse(stdout) as Json) };
}

describe('files that cannot be judged end with 2, and the others are judged', () => {
  it.each([
    ['missing', 'gone.json', undefined, 'does not exist'],
    ['binary', 'x.json', Uint8Array.of(0x7b, 0, 1, 255), 'contains NUL bytes, so it is binary and not UTF-8 text'],
    ['another encoding', 'x.json', Uint8Array.of(0x22, 0xe9, 0x22), 'is binary or in another encoding than UTF-8'],
    ['UTF-16', 'x.json', Uint8Array.of(0xff, 0xfe, 0x7b, 0), 'is encoded as UTF-16; save it as UTF-8'],
    [
      'JSON without a policy',
      'x.json',
      '{}',
      'holds no policy. --policy-type takes it as one, --allow-empty-input passes it over',
    ],
    ['folder without a policy', 'x', undefined, 'holds no policy (1 file looked at)'],
    ['glob without a file', 'x/*.yaml', undefined, 'matches no file'],
  ])('%s', async (_, name, content, reason) => {
    write({ 'x/package.json': { name: 'x' } });
    if (content !== undefined) write({ [name]: content });
    const { code, stdout, stderr } = await lint('bad.json', name);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: `${found}not judged: ${name}: ${reason}\n`,
      stderr: `iam-audit: ${name} ${reason}.\n`,
    });
    expect((await json('lint', 'bad.json', name)).skipped).toEqual([{ file: name, reason }]);
  });

  it.skipIf(process.getuid?.() === 0)('no permission', async () => {
    write({ 'locked.json': good });
    chmodSync(join(cwd, 'locked.json'), 0);
    const { code, stdout, stderr } = await lint('bad.json', 'locked.json');
    expect([code, stdout.startsWith(found)]).toEqual([2, true]);
    expect(stderr).toBe('iam-audit: locked.json cannot be read: permission denied.\n');
  });

  it.skipIf(!existsSync('/proc/self/mem'))('a file that the system does not let read, in whatever name', async () => {
    const { code, stdout, stderr } = await lint('bad.json', '/proc/self/mem');
    expect([code, stdout.startsWith(found)]).toEqual([2, true]);
    expect(stderr).toBe('iam-audit: /proc/self/mem cannot be read (EIO).\n');
  });

  it('a folder among others that holds no policy, unless that is allowed', async () => {
    write({ 'a/good.json': good, 'b/tsconfig.json': '{ // none of ours\n}' });
    expect((await lint('a', 'b')).stderr).toBe('iam-audit: b holds no policy (1 file looked at).\n');
    expect(await json('lint', 'a', 'b')).toMatchObject({ code: 2, summary: { files: 2, policies: 1 } });
    expect(await lint('a', 'b', '--allow-empty-input')).toEqual({ code: 0, stdout: '', stderr: '' });
    // Found through a folder or a glob it is nobody's business.
    expect(await lint('.')).toMatchObject({ code: 1, stderr: '' });
    expect(await lint('a/*.json', 'b/*.json')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('a run that found nothing at all', async () => {
    write({ 'b/x.json': '{}', 'iam-audit.config.json': { ignore: ['good.json'] } });
    expect(await lint('b/*.json')).toMatchObject({
      code: 2,
      stderr: 'iam-audit: nothing was judged (b/*.json: no policy found).\n',
    });
    expect(await lint('good.json')).toMatchObject({
      code: 2,
      stderr: 'iam-audit: nothing was judged (good.json: ignored by the configuration).\n',
    });
    expect(await lint('good.json', '--allow-empty-input')).toMatchObject({ code: 0 });
  });
});

describe('files that are read but are no policy are findings', () => {
  it.each([
    ['empty', 'x.json', '', 'x.json:1:1: error: The file is empty; expected a JSON value.'],
    ['blank', 'x.json', ' \n', 'x.json:1:1: error: The file is empty; expected a JSON value.'],
    [
      'broken',
      'x.json',
      '{"Statement": [}',
      "x.json:1:16: error: Expected a value or ']', but found '}' at line 1, column 16.",
    ],
    [
      'cut off',
      'x.json',
      '{"Version":\n "2012',
      "x.json:2:2: error: Expected the closing '\"' of a string, but found the end of the file at line 2, column 2.",
    ],
    [
      'comment in .json',
      'x.json',
      '{ // no\n}',
      "x.json:1:3: error: Expected a name in double quotes or '}', but found a comment (//) at line 1, column 3.",
    ],
    [
      'no JSON at all',
      'notes.txt',
      'hello',
      "notes.txt:1:1: error: Expected a value, but found 'hello' at line 1, column 1.",
    ],
    [
      'a key twice',
      'x.json',
      '{"Statement":[],"Statement":[]}',
      'x.json:1:17: error: "Statement" stands twice in one object; the last one counts and the first is lost.',
    ],
    [
      'nested deeply',
      'x.json',
      `{"Statement":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_001)}`,
      'x.json:1:5009: error: Nested more than 1,000 levels deep at line 1, column 5009; not read any further.',
    ],
  ])('%s', async (_, name, text, expected) => {
    write({ [name]: text });
    const { code, stdout, stderr } = await lint('bad.json', name);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain(found);
    expect(stdout).toContain(`${expected} [json-syntax-error]\n`);
  });

  it('broken JSON in a folder only where a policy was meant', async () => {
    write({
      'p/tsconfig.json': '{ // x\n}',
      'p/a.json': '{ "PolicyDocument": }',
      'p/b.json': '{ "x": }',
      'p/bin.json': Uint8Array.of(0),
    });
    const { code, stdout, stderr } = await lint('p');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout.split('\n').map((line) => line.split(':')[0])).toEqual(['p/a.json', 'not judged', '']);
    const typed = await lint('p', '--policy-type', 'identity');
    expect(typed.stdout.match(/p\/[a-z]+\.json:1:\d+: error: .*json-syntax-error/g)).toHaveLength(3);
  });
});

describe('what is read as a policy', () => {
  it('.jsonc with comments, byte order mark, CRLF, characters beyond ASCII: columns in UTF-16 units', async () => {
    write({ 'x.jsonc': '\uFEFF// 😀\r\n{ /* é */ "Statement": { "Sid": "😀", "Effect": "Permit", }, }\r\n' });
    const { findings } = await json('lint', 'x.jsonc', '--rule', 'missing-version=off');
    const effect = findings.find(({ ruleId }) => ruleId === 'invalid-effect');
    expect(effect?.location).toEqual({
      file: 'x.jsonc',
      line: 2,
      column: 49,
      endLine: 2,
      endColumn: 57,
      pointer: '/Statement/Effect',
    });
  });

  it('URL-encoded and plain documents in one file, whose they are included', async () => {
    const encoded = encodeURIComponent(JSON.stringify(bad));
    const policies = [encoded, bad, '%7Bbroken'].map((PolicyDocument, index) => ({
      PolicyName: `p${index}`,
      PolicyDocument,
    }));
    const user = { UserName: 'ana', Arn: 'arn:aws:iam::111122223333:user/ana', UserPolicyList: policies };
    write({ 'x.json': { UserDetailList: [user] } });
    const report = await json('lint', 'x.json', 'bad.json');
    expect(report.code).toBe(1);
    expect(report.findings.map(({ ruleId, location }) => [ruleId, location['pointer']])).toEqual([
      ['invalid-effect', '/Statement/0/Effect'],
      ['invalid-effect', '/UserDetailList/0/UserPolicyList/0/PolicyDocument/Statement/0/Effect'],
      ['invalid-effect', '/UserDetailList/0/UserPolicyList/1/PolicyDocument/Statement/0/Effect'],
      ['json-syntax-error', '/UserDetailList/0/UserPolicyList/2/PolicyDocument'],
    ]);
    const resource = { type: 'AWS::IAM::User', name: 'ana', arn: 'arn:aws:iam::111122223333:user/ana' };
    expect(report.policies).toEqual([
      { file: 'bad.json', policyType: 'identity', pointer: '' },
      {
        file: 'x.json',
        policyType: 'identity',
        resource,
        pointer: '/UserDetailList/0/UserPolicyList/0/PolicyDocument',
      },
      {
        file: 'x.json',
        policyType: 'identity',
        resource,
        pointer: '/UserDetailList/0/UserPolicyList/1/PolicyDocument',
      },
    ]);
  });

  it('with --policy-type everything, with --resource-type only what is one', async () => {
    write({ 'p/package.json': { name: 'x' }, 'p/good.json': good });
    expect((await json('lint', 'p', '--policy-type', 'scp')).policies).toEqual([
      { file: 'p/good.json', policyType: 'scp', pointer: '' },
      { file: 'p/package.json', policyType: 'scp', pointer: '' },
    ]);
    expect((await json('lint', 'p', '--resource-type', 'AWS::S3::Bucket')).policies).toEqual([
      { file: 'p/good.json', policyType: 'resource', pointer: '' },
    ]);
    expect((await json('lint', 'p', '--resource-type', 'AWS::IAM::AssumeRolePolicyDocument')).policies).toEqual([
      { file: 'p/good.json', policyType: 'trust', pointer: '' },
    ]);
  });

  it('standard input, under a name like any other', async () => {
    const stdin = JSON.stringify(bad);
    const line = (name: string) =>
      `${name}:1:48: error: Effect "Permit" does not exist. Allowed: Allow, Deny. [invalid-effect]\n`;
    const pipe = async (...argv: string[]) => (await run(['lint', ...argv, '--format', 'oneline'], { stdin })).stdout;
    expect(await pipe('-')).toBe(line('stdin.json'));
    expect(await pipe('-', '--stdin-filename', './a/../b.json')).toBe(line('b.json'));
    expect(await pipe('--stdin-filename', join(cwd, 'p', 'b.json'))).toBe(line('p/b.json'));
    expect(await pipe('-', 'bad.json')).toBe(found + line('stdin.json'));
    write({ 'iam-audit.config.json': { ignore: ['legacy/**'] } });
    expect(await run(['lint', '-', '--stdin-filename', 'legacy/x.json'], { stdin })).toMatchObject({ code: 2 });
  });
});

describe('flags', () => {
  it.each([
    [['lint', '--fromat', 'json'], 'Unknown flag --fromat. Did you mean --format?'],
    [['lint', '--format', 'jsn'], 'There is no format "jsn". Did you mean json?'],
    [['lint', '--format', 'toString'], 'There is no format "toString". Formats: '],
    [['lint', '--rule', 'invalid-efect=off'], '--rule: unknown rule "invalid-efect". Did you mean "invalid-effect"?'],
    [['lint', '--rule', 'INVALID_EFFECT=off'], 'It is called invalid-effect here.'],
    [['lint', '--fail-on', 'errors'], '--fail-on does not know "errors". Did you mean error?'],
    [['lint', '--policy-type', 'idnetity'], 'Did you mean identity?'],
    [
      ['lint', '--resource-type', 'Bucket'],
      '--resource-type takes a CloudFormation type such as AWS::S3::Bucket, not "Bucket".',
    ],
    [
      ['lint', '--max-warnings', '-1'],
      '--max-warnings needs a value: --max-warnings N. A value that begins with a dash',
    ],
    [['lint', '--max-warnings=-1'], '--max-warnings takes a whole number of at least 0, not "-1".'],
    [['lint', '--max-warnings', '1.5'], '--max-warnings takes a whole number of at least 0, not "1.5".'],
    [['lint', '--now'], '--now needs a value: --now TIME.'],
    [['lint', '--quiet=1'], '--quiet takes no value.'],
    [['lint', '--now', '2026'], '--now takes an ISO time such as 2026-11-01T00:00:00Z, not "2026".'],
    [['lint', '--config', 'gone.json'], 'The configuration gone.json cannot be read: there is no such file.'],
    [['lint', '--baseline', 'gone.json'], 'The baseline gone.json cannot be read: there is no such file or folder.'],
    [
      ['lint', '--baseline', 'no/x.json', '--update-baseline'],
      'The baseline no/x.json cannot be written: there is no such file or folder.',
    ],
    [['lint', '--catalog', 'gone'], 'gone holds no service catalogue'],
    [['lint', '--fix', '--fix-dry-run'], '--fix and --fix-dry-run contradict each other.'],
    [['lint', '--color', '--no-color'], '--color and --no-color contradict each other.'],
    [['lint', '--fix', '-'], '--fix cannot write standard input back; use --fix-dry-run.'],
    [['lint', 'good.json', '--stdin-filename', 'x.json'], 'there is no `-` among the paths.'],
    [
      ['lint', '--policy-type', 'scp', '--resource-type', 'AWS::S3::Bucket'],
      'goes with resource policies, not with --policy-type scp.',
    ],
    [['lint', '--format', 'json', '--format', 'csv'], 'Only one report fits on standard output'],
    [['lint', '--format', 'json=x', '--format', 'csv=x'], 'Two reports would go to x; name a file for each.'],
    [['scan', 'x.json'], 'scan takes no path; did you mean --snapshot x.json?'],
    [
      ['scan', '--snapshot', 'x.json', '--profile', 'p'],
      '--snapshot reads saved data, so --profile has no meaning with it.',
    ],
    [['scan', '--access-advisor', 'all'], '--access-advisor does not know "all". Allowed: none, services, actions.'],
    [['scan', '--concurrency', '0'], '--concurrency takes a whole number of at least 1, not "0".'],
    [['rules', 'x'], 'rules takes no name; `iam-audit explain x` explains one.'],
    [['explain', 'a', 'b'], 'explain takes one rule; b is one too many.'],
    [['explain', 'INVALID_ACTOIN'], 'Did you mean invalid-action?'],
    [['--nope'], '--nope stands before a command.'],
  ])('%j', async (argv, message) => {
    const { code, stdout, stderr } = await run(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.startsWith('iam-audit: ')).toBe(true);
    expect(stderr).toContain(message);
  });

  it('shows a stack only with --debug', async () => {
    expect((await run(['lint', '--config', 'gone.json'])).stderr).not.toMatch(/^\s+at /m);
    expect((await run(['lint', '--config', 'gone.json', '--debug'])).stderr).toMatch(/^\s+at .*config-file/m);
    const crash = async (...argv: string[]) => {
      let stderr = '';
      const io = { cwd, env: {}, stderr: (text: string) => void (stderr += text), now: () => new Date() };
      // A stream that does not exist: what a bug of ours looks like.
      const code = await main(argv, io as unknown as Parameters<typeof main>[1]);
      return { code, stderr };
    };
    const quiet = await crash('--version');
    expect(quiet.code).toBe(2);
    expect(quiet.stderr).toMatch(/^iam-audit: this is a bug, please report it at .*\n.*\n\(--debug shows where\)\n$/);
    expect((await crash('rules', '--debug')).stderr).toMatch(/^\s+at /m);
  });

  it('takes --now without a zone as UTC wherever it runs', async () => {
    const demo = join(import.meta.dirname, '../../fixtures/demo/snapshot.json');
    const at = (now: string) => run(['scan', '--snapshot', demo, '--format', 'json', '--now', now]);
    expect((await at('2026-11-01T00:00:00')).stdout).toBe((await at('2026-11-01T00:00:00Z')).stdout);
  });

  it('writes every report that can be written', async () => {
    const { code, stdout, stderr } = await run([
      'lint',
      'bad.json',
      ...['csv=no/x.csv', 'oneline', 'json=x.json'].flatMap((format) => ['--format', format]),
    ]);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: found,
      stderr: 'iam-audit: The report no/x.csv cannot be written: there is no such file or folder.\n',
    });
    expect(existsSync(join(cwd, 'x.json'))).toBe(true);
  });

  it.each([
    ['error', 0],
    ['security', 1],
    ['warning', 1],
    ['suggestion', 1],
    ['never', 0],
  ])('--fail-on %s with a security finding ends with %i', async (level, code) => {
    expect((await lint('bad.json', '--rule', 'invalid-effect=security', '--fail-on', level)).code).toBe(code);
  });

  it('--quiet says what it leaves out, and shows warnings when they are too many', async () => {
    const warn = ['bad.json', '--rule', 'invalid-effect=warning', '--quiet'];
    expect(await lint(...warn)).toEqual({
      code: 0,
      stdout: '',
      stderr: 'iam-audit: --quiet left out 1 finding below --fail-on.\n',
    });
    const { code, stdout, stderr } = await lint(...warn, '--max-warnings', '0');
    expect([code, stderr]).toEqual([1, 'iam-audit: 1 warning, and --max-warnings allows 0.\n']);
    expect(stdout).toContain('bad.json:5:17: warning');
  });

  it('colours by flag, then NO_COLOR, then FORCE_COLOR, then the terminal', async () => {
    const isColored = async (env: Record<string, string>, isTerminal: boolean, ...argv: string[]) =>
      (await run(['lint', 'bad.json', ...argv], { env, isTerminal })).stdout.includes('\u001b[');
    expect(await isColored({}, true)).toBe(true);
    expect(await isColored({}, false)).toBe(false);
    expect(await isColored({ FORCE_COLOR: '1' }, false)).toBe(true);
    expect(await isColored({ FORCE_COLOR: '0' }, true)).toBe(false);
    expect(await isColored({ NO_COLOR: '1', FORCE_COLOR: '1' }, true)).toBe(false);
    expect(await isColored({ NO_COLOR: '1' }, false, '--color')).toBe(true);
    expect(await isColored({ FORCE_COLOR: '1' }, true, '--no-color')).toBe(false);
  });
});

describe('--fix', () => {
  const text =
    '{\n  "Version": "2012-10-17",\n  "Statement": { "Effect": "allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }\n}\n';
  const read = (name: string) => readFileSync(join(cwd, name), 'utf8');

  it('writes and says so; a dry run writes nothing and reports the file as it is', async () => {
    write({ 'x.json': text });
    const dry = await lint('x.json', '--fix-dry-run');
    expect([dry.code, read('x.json')]).toEqual([1, text]);
    expect(dry.stdout).toContain('x.json:3:28: error');
    expect(dry.stderr).toContain('+  "Statement": { "Effect": "Allow"');
    expect(await lint('x.json', '--fix')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'iam-audit: x.json: 1 fix written.\n',
    });
    expect(read('x.json')).toBe(text.replace('"allow"', '"Allow"'));
    expect(await lint('x.json', '--fix')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('leaves alone what is suppressed, stands twice or is broken', async () => {
    const config = { suppressions: [{ rules: ['invalid-effect'], files: ['x.json'], reason: 'a fixture' }] };
    write({
      'iam-audit.config.json': config,
      'x.json': text,
      'twice.json': text.replace('"Effect"', '"Effect": "Deny", "Effect"'),
      'broken.json': `${text}]`,
    });
    const before = ['x.json', 'twice.json', 'broken.json'].map(read);
    expect((await lint('.', '--fix')).stderr).toBe('');
    expect(['x.json', 'twice.json', 'broken.json'].map(read)).toEqual(before);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'judges a file that it cannot write',
    async () => {
      write({ 'a.json': text, 'b.json': text });
      chmodSync(join(cwd, 'a.json'), 0o444);
      const { code, stdout, stderr } = await lint('a.json', 'b.json', '--fix');
      expect(code).toBe(2);
      expect(stderr).toContain('iam-audit: a.json cannot be fixed: permission denied.');
      expect(stdout).toContain('a.json:3:28: error');
      expect(read('b.json')).toContain('"Allow"');
    },
  );

  it('shows no escape sequence and no workflow command in its diff', async () => {
    const lines = `{\n"Version": "2012-10-17",\n"Id": "\u009b31m##[error]",\n"Statement": { "Effect": "allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }\n}\n`;
    write({ 'y.json': lines });
    const { stderr } = await lint('y.json', '--fix-dry-run');
    expect(stderr).toContain('\\u009b31m');
    expect(stderr).not.toMatch(/\u009b|##\[/);
  });
});

describe('snapshots', () => {
  const scan = (path: string) => run(['scan', '--snapshot', path, '--format', 'oneline']);

  it.each([
    ['gone.json', undefined, 'gone.json: no such file or directory'],
    ['x.json', '', 'x.json is empty'],
    ['x.json', Uint8Array.of(0, 1, 255), 'x.json is no UTF-8 text'],
    ['x.json', '{"a": 1,}', "x.json is no valid JSON (line 1, column 8): expected '}'"],
    ['x.json', '['.repeat(10_000), 'x.json is nested too deeply (line 1, column 1001)'],
    ['x.json', '[]', 'x.json is no snapshot: its top level is no JSON object'],
    [
      'x.json',
      '{"UserDetailList":[],"UserDetailList":[]}',
      'x.json has one name twice in an object (line 1, column 22): which one counts?',
    ],
    ['x.json', '{"authorizationDetails":5}', 'x.json: authorizationDetails is no JSON object'],
    ['good.json', undefined, 'good.json is no snapshot: it has neither authorizationDetails nor'],
  ])('%s: %j', async (name, content, message) => {
    if (content !== undefined) write({ [name]: content });
    const { code, stdout, stderr } = await scan(name);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`iam-audit: ${message}`);
  });

  it('names every part that is missing or has the wrong shape, and judges the rest', async () => {
    const user = {
      UserName: 'ana',
      UserId: 'AIDA0',
      Arn: 'arn:aws:iam::111122223333:user/ana',
      CreateDate: '2020-01-01T00:00:00Z',
    };
    const admin = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    const details = {
      UserDetailList: [
        5,
        {
          ...user,
          UserPolicyList: [
            { PolicyName: 'p', PolicyDocument: admin },
            { PolicyName: 'q', PolicyDocument: '%7B' },
          ],
        },
      ],
      GroupDetailList: 'x',
      RoleDetailList: [],
      Policies: [],
    };
    write({
      'x.json': { authorizationDetails: details, credentialReportCsv: 5, accountSummary: [], collectedAt: 'now' },
    });
    const { code, findings, skipped, summary } = await json('scan', '--snapshot', 'x.json');
    expect(code).toBe(1);
    expect(findings.map(({ ruleId }) => ruleId)).toContain('inline-admin-policy');
    expect(summary).toMatchObject({ users: 1, groups: 0, roles: 0 });
    const reasons = skipped.map(({ reason }) => reason).join('\n');
    for (const part of [
      'UserDetailList/0',
      'GroupDetailList',
      'credentialReportCsv',
      'accountSummary',
      'collectedAt',
    ]) {
      expect(reasons).toContain(part);
    }
    expect(skipped.map(({ ruleId }) => ruleId)).toContain('root-access-key-present');
  });
});

it.skipIf(process.platform === 'win32')(
  'ends with the status as a process too, and survives a reader that leaves',
  () => {
    const bin = join(import.meta.dirname, '../../src/bin.ts');
    const loader = join(import.meta.dirname, '../../node_modules/tsx/dist/loader.mjs');
    const command = `"${process.execPath}" --import "${loader}" "${bin}" lint bad.json --format oneline`;
    const out = execFileSync('/bin/sh', ['-c', `${command}; echo $?; ${command} | true; echo $?`], {
      cwd,
      encoding: 'utf8',
    });
    expect(out).toBe(`${found}1\n0\n`);
  },
);
