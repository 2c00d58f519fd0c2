/** The hook as people install it: pre-commit builds it from a clone, refuses a bad policy and passes a good one. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const isInstalled = spawnSync('pre-commit', ['--version']).status === 0;

const good = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }],
};
const bad = { ...good, Statement: [{ ...good.Statement[0], Effect: 'Permit' }] };

describe.runIf(isInstalled)('pre-commit', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'iam-audit-hook-'));
  const hooks = join(scratch, 'hooks');
  const project = join(scratch, 'project');
  const env = { ...process.env, PRE_COMMIT_HOME: join(scratch, 'home'), ...identity() };
  const git = (cwd: string, ...args: string[]) => execFileSync('git', args, { cwd, env, stdio: 'pipe' });

  beforeAll(() => {
    // What is tested is the work tree, committed or not; dist/ and node_modules/ are not part of a clone.
    execFileSync('git', ['clone', '-q', root, hooks], { env });
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
    for (const file of files.split('\0')) if (file !== '') cpSync(join(root, file), join(hooks, file), { force: true });
    git(hooks, 'add', '-A');
    git(hooks, 'commit', '-qm', 'work tree', '--allow-empty');
    execFileSync('git', ['init', '-q', project], { env });
    const rev = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: hooks, encoding: 'utf8' }).trim();
    const config = `repos:\n  - repo: ${hooks}\n    rev: ${rev}\n    hooks:\n      - id: iam-audit\n`;
    writeFileSync(join(project, '.pre-commit-config.yaml'), config);
    execFileSync('pre-commit', ['install', '--install-hooks'], { cwd: project, env, stdio: 'pipe' });
    git(project, 'add', '-A');
    git(project, 'commit', '-qm', 'configuration');
  });

  afterAll(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  const commit = (name: string, text: string) => {
    writeFileSync(join(project, name), text);
    git(project, 'add', name);
    return spawnSync('git', ['commit', '-qm', name], { cwd: project, env, encoding: 'utf8' });
  };

  it('passes a good policy and JSON that is no policy', () => {
    expect(commit('good.json', JSON.stringify(good)).status).toBe(0);
    expect(commit('package.json', '{"name": "x"}').status).toBe(0);
  });

  it('refuses a bad policy and says why', () => {
    const { status, stdout, stderr } = commit('bad.json', JSON.stringify(bad, null, 2));
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain('invalid-effect');
    git(project, 'rm', '-q', '--cached', '-f', 'bad.json');
  });

  it('refuses an AWS credentials file without showing the secret', () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const { status, stdout, stderr } = commit(
      'keys.csv',
      `Access key ID,Secret access key\nAKIAIOSFODNN7EXAMPLE,${secret}\n`,
    );
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain('credentials-file');
    expect(stdout + stderr).not.toContain(secret);
    git(project, 'rm', '-q', '--cached', '-f', 'keys.csv');
  });
});

it.skipIf(isInstalled)('pre-commit is not installed: its tests are skipped', () => {
  expect(isInstalled).toBe(false);
});

/** Commits need an author wherever the test runs; the machine's own configuration stays out of it. */
function identity(): Record<string, string> {
  const who = { NAME: 'Test', EMAIL: 'test@example.com' };
  const roles = ['AUTHOR', 'COMMITTER'].flatMap((role) =>
    Object.entries(who).map(([part, value]): [string, string] => [`GIT_${role}_${part}`, value]),
  );
  return { ...Object.fromEntries(roles), GIT_CONFIG_GLOBAL: join(tmpdir(), 'no-such-file'), GIT_CONFIG_NOSYSTEM: '1' };
}
