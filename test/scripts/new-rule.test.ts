import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, resolveConfig } from 'prettier';
import ts from 'typescript';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeRule } from '../../scripts/new-rule.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'new-rule-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('npm run new-rule', () => {
  it.each([
    ['policies', 'policy', 'statement'],
    ['users', 'user', 'user'],
    ['groups', 'group', 'group'],
    ['roles', 'role', 'role'],
    ['account', 'account', 'account'],
    ['least-privilege', 'role', 'role'],
  ])('writes a rule and a test in %s', async (group, subject, visitor) => {
    const files = [`src/rules/${group}/my-rule-id.ts`, `test/rules/${group}/my-rule-id.test.ts`] as const;
    expect(writeRule(root, `${group}/my-rule-id`)).toEqual(files);
    expect(read(files[0])).toContain("id: 'my-rule-id'");
    expect(read(files[0])).toContain(`subject: '${subject}'`);
    expect(read(files[0])).toContain(`${visitor}(${visitor}) {`);
    expect(read(files[1])).toContain(`from '../../../src/rules/${group}/my-rule-id.ts'`);
    const style = await resolveConfig(join(project, 'src/rule.ts'));
    for (const path of files) {
      const { diagnostics } = ts.transpileModule(read(path), { reportDiagnostics: true });
      expect(diagnostics).toEqual([]);
      expect(await check(read(path), { ...style, parser: 'typescript' }), `formatting of ${path}`).toBe(true);
    }
  });

  it.each([
    'src/rules/policies/my-rule-id.ts',
    'src/rules/users/my-rule-id.ts',
    'test/rules/policies/my-rule-id.test.ts',
  ])('overwrites nothing where %s exists', (path) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), 'mine');
    expect(writeRule(root, 'policies/my-rule-id')).toBe(`${path} exists already; nothing was written.`);
    expect(read(path)).toBe('mine');
  });

  it.each([
    [undefined, 'npm run new-rule -- policies/my-rule-id'],
    ['my-rule-id', 'npm run new-rule -- policies/my-rule-id'],
    ['policies/', 'npm run new-rule -- policies/my-rule-id'],
    ['policies/../my-rule-id', 'npm run new-rule -- policies/my-rule-id'],
    ['polices/my-rule-id', 'Groups: policies, users,'],
    ['policies/myRule', 'is no rule id'],
    ['policies/rule', 'is no rule id'],
    ['policies/my-rule-', 'is no rule id'],
  ])('refuses %s', (name, message) => {
    expect(writeRule(root, name)).toContain(message);
  });

  it('ends with status 2 and a message', () => {
    const args = ['--import', 'tsx', join(project, 'scripts/new-rule.ts'), 'nowhere/my-rule-id'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('There is no group "nowhere"');
  });
});
