/** Each kind of bad input: the message names the file and says what to do, the status is right, the others are still judged. */
import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bad, found, good, openWorkspace, type Workspace } from './workspace.ts';

let here: Workspace;
beforeEach(() => {
  here = openWorkspace();
});
afterEach(() => {
  here.remove();
});

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
    here.write({ 'x/package.json': { name: 'x' } });
    if (content !== undefined) here.write({ [name]: content });
    const { code, stdout, stderr } = await here.lint('bad.json', name);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: `${found}not judged: ${name}: ${reason}\n`,
      stderr: `iam-audit: ${name} ${reason}.\n`,
    });
    expect((await here.json('lint', 'bad.json', name)).skipped).toEqual([{ file: name, reason }]);
  });

  it.skipIf(process.getuid?.() === 0)('no permission', async () => {
    here.write({ 'locked.json': good });
    chmodSync(join(here.cwd, 'locked.json'), 0);
    const { code, stdout, stderr } = await here.lint('bad.json', 'locked.json');
    expect([code, stdout.startsWith(found)]).toEqual([2, true]);
    expect(stderr).toBe('iam-audit: locked.json cannot be read: permission denied.\n');
  });

  it.skipIf(!existsSync('/proc/self/mem'))('a file that the system does not let read, in whatever name', async () => {
    const { code, stdout, stderr } = await here.lint('bad.json', '/proc/self/mem');
    expect([code, stdout.startsWith(found)]).toEqual([2, true]);
    expect(stderr).toBe('iam-audit: /proc/self/mem cannot be read (EIO).\n');
  });

  it('a folder among others that holds no policy, unless that is allowed', async () => {
    here.write({ 'a/good.json': good, 'b/tsconfig.json': '{ // none of ours\n}' });
    expect((await here.lint('a', 'b')).stderr).toBe('iam-audit: b holds no policy (1 file looked at).\n');
    expect(await here.json('lint', 'a', 'b')).toMatchObject({ code: 2, summary: { files: 2, policies: 1 } });
    expect(await here.lint('a', 'b', '--allow-empty-input')).toEqual({ code: 0, stdout: '', stderr: '' });
    // Found through a folder or a glob it is nobody's business.
    expect(await here.lint('.')).toMatchObject({ code: 1, stderr: '' });
    expect(await here.lint('a/*.json', 'b/*.json')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('a run that found nothing at all', async () => {
    here.write({ 'b/x.json': '{}', 'iam-audit.config.json': { ignore: ['good.json'] } });
    expect(await here.lint('b/*.json')).toMatchObject({
      code: 2,
      stderr: 'iam-audit: nothing was judged (b/*.json: no policy found).\n',
    });
    expect(await here.lint('good.json')).toMatchObject({
      code: 2,
      stderr: 'iam-audit: nothing was judged (good.json: ignored by the configuration).\n',
    });
    expect(await here.lint('good.json', '--allow-empty-input')).toMatchObject({ code: 0 });
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
    here.write({ [name]: text });
    const { code, stdout, stderr } = await here.lint('bad.json', name);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain(found);
    expect(stdout).toContain(`${expected} [json-syntax-error]\n`);
  });

  it('broken JSON in a folder only where a policy was meant', async () => {
    here.write({
      'p/tsconfig.json': '{ // x\n}',
      'p/a.json': '{ "PolicyDocument": }',
      'p/b.json': '{ "x": }',
      'p/bin.json': Uint8Array.of(0),
    });
    const { code, stdout, stderr } = await here.lint('p');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout.split('\n').map((line) => line.split(':')[0])).toEqual(['p/a.json', 'not judged', '']);
    const typed = await here.lint('p', '--policy-type', 'identity');
    expect(typed.stdout.match(/p\/[a-z]+\.json:1:\d+: error: .*json-syntax-error/g)).toHaveLength(3);
  });
});

describe('what is read as a policy', () => {
  it('.jsonc with comments, byte order mark, CRLF, characters beyond ASCII: columns in UTF-16 units', async () => {
    here.write({ 'x.jsonc': '\uFEFF// 😀\r\n{ /* é */ "Statement": { "Sid": "😀", "Effect": "Permit", }, }\r\n' });
    const { findings } = await here.json('lint', 'x.jsonc', '--rule', 'missing-version=off');
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
    here.write({ 'x.json': { UserDetailList: [user] } });
    const report = await here.json('lint', 'x.json', 'bad.json');
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
    here.write({ 'p/package.json': { name: 'x' }, 'p/good.json': good });
    expect((await here.json('lint', 'p', '--policy-type', 'scp')).policies).toEqual([
      { file: 'p/good.json', policyType: 'scp', pointer: '' },
      { file: 'p/package.json', policyType: 'scp', pointer: '' },
    ]);
    expect((await here.json('lint', 'p', '--resource-type', 'AWS::S3::Bucket')).policies).toEqual([
      { file: 'p/good.json', policyType: 'resource', pointer: '' },
    ]);
    expect((await here.json('lint', 'p', '--resource-type', 'AWS::IAM::AssumeRolePolicyDocument')).policies).toEqual([
      { file: 'p/good.json', policyType: 'trust', pointer: '' },
    ]);
  });

  it('standard input, under a name like any other', async () => {
    const stdin = JSON.stringify(bad);
    const line = (name: string) =>
      `${name}:1:48: error: Effect "Permit" does not exist. Allowed: Allow, Deny. [invalid-effect]\n`;
    const pipe = async (...argv: string[]) =>
      (await here.run(['lint', ...argv, '--format', 'oneline'], { stdin })).stdout;
    expect(await pipe('-')).toBe(line('stdin.json'));
    expect(await pipe('-', '--stdin-filename', './a/../b.json')).toBe(line('b.json'));
    expect(await pipe('--stdin-filename', join(here.cwd, 'p', 'b.json'))).toBe(line('p/b.json'));
    expect(await pipe('-', 'bad.json')).toBe(found + line('stdin.json'));
    here.write({ 'iam-audit.config.json': { ignore: ['legacy/**'] } });
    expect(await here.run(['lint', '-', '--stdin-filename', 'legacy/x.json'], { stdin })).toMatchObject({ code: 2 });
  });
});

describe('snapshots', () => {
  const scan = (path: string) => here.run(['scan', '--snapshot', path, '--format', 'oneline']);

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
    if (content !== undefined) here.write({ [name]: content });
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
    here.write({
      'x.json': { authorizationDetails: details, credentialReportCsv: 5, accountSummary: [], collectedAt: 'now' },
    });
    const { code, findings, skipped, summary } = await here.json('scan', '--snapshot', 'x.json');
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
