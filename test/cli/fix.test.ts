import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkspace, type Workspace } from './workspace.ts';

let here: Workspace;
beforeEach(() => {
  here = openWorkspace();
});
afterEach(() => {
  here.remove();
});

describe('--fix', () => {
  const text =
    '{\n  "Version": "2012-10-17",\n  "Statement": { "Effect": "allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }\n}\n';
  const read = (name: string) => readFileSync(join(here.cwd, name), 'utf8');

  it('writes and says so; a dry run writes nothing and reports the file as it is', async () => {
    here.write({ 'x.json': text });
    const dry = await here.lint('x.json', '--fix-dry-run');
    expect([dry.code, read('x.json')]).toEqual([1, text]);
    expect(dry.stdout).toContain('x.json:3:28: error');
    expect(dry.stderr).toContain('+  "Statement": { "Effect": "Allow"');
    expect(await here.lint('x.json', '--fix')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'iam-audit: x.json: 1 fix written.\n',
    });
    expect(read('x.json')).toBe(text.replace('"allow"', '"Allow"'));
    expect(await here.lint('x.json', '--fix')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('shows suggestions in a dry run, each for itself and on top of the fixes, and writes them never', async () => {
    const typo = text.replace('s3:GetObject', 's3:GetObjct');
    here.write({ 'x.json': typo });
    const { stderr } = await here.lint('x.json', '--fix-dry-run');
    const [fixes = '', ...suggestions] = stderr.split(/^# suggestion, changes access, never applied: /m);
    expect(fixes).toContain('+  "Statement": { "Effect": "Allow", "Action": "s3:GetObjct"');
    expect(suggestions[0]).toMatch(/^Use s3:GetObject \[invalid-action\]\n--- x\.json/);
    expect(suggestions[0]).toContain('-  "Statement": { "Effect": "Allow", "Action": "s3:GetObjct"');
    expect(suggestions[0]).toContain('+  "Statement": { "Effect": "Allow", "Action": "s3:GetObject"');
    await here.lint('x.json', '--fix');
    expect(read('x.json')).toContain('s3:GetObjct');
  });

  it('leaves alone what is suppressed, stands twice or is broken', async () => {
    const config = { suppressions: [{ rules: ['invalid-effect'], files: ['x.json'], reason: 'a fixture' }] };
    here.write({
      'iam-audit.config.json': config,
      'x.json': text,
      'twice.json': text.replace('"Effect"', '"Effect": "Deny", "Effect"'),
      'broken.json': `${text}]`,
    });
    const before = ['x.json', 'twice.json', 'broken.json'].map(read);
    expect((await here.lint('.', '--fix')).stderr).toBe('');
    expect(['x.json', 'twice.json', 'broken.json'].map(read)).toEqual(before);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'judges a file that it cannot write',
    async () => {
      here.write({ 'a.json': text, 'b.json': text });
      chmodSync(join(here.cwd, 'a.json'), 0o444);
      const { code, stdout, stderr } = await here.lint('a.json', 'b.json', '--fix');
      expect(code).toBe(2);
      expect(stderr).toContain('iam-audit: a.json cannot be fixed: permission denied.');
      expect(stdout).toContain('a.json:3:28: error');
      expect(read('b.json')).toContain('"Allow"');
    },
  );

  it('shows no escape sequence and no workflow command in its diff', async () => {
    const lines = `{\n"Version": "2012-10-17",\n"Id": "\u009b31m##[error]",\n"Statement": { "Effect": "allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }\n}\n`;
    here.write({ 'y.json': lines });
    const { stderr } = await here.lint('y.json', '--fix-dry-run');
    expect(stderr).toContain('\\u009b31m');
    expect(stderr).not.toMatch(/\u009b|##\[/);
  });
});
