import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bad, good, openWorkspace, type Workspace } from './workspace.ts';

let here: Workspace;
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: here.cwd,
    stdio: 'pipe',
  });
const commit = () => {
  git('add', '-A');
  git('commit', '-qm', 'x');
};
/** Names of the files with findings. */
const found = async (...argv: string[]) => {
  const { code, stdout, stderr } = await here.lint(...argv);
  return {
    code,
    files: [
      ...new Set(
        stdout
          .split('\n')
          .map((line) => line.split(':')[0])
          .filter(Boolean),
      ),
    ],
    stderr,
  };
};

beforeEach(() => {
  here = openWorkspace();
});
afterEach(() => {
  here.remove();
});

describe('--changed', () => {
  beforeEach(() => {
    git('init', '-qb', 'main');
    here.write({ 'old.json': bad, 'touched.json': good, 'sub/deep.json': good });
    rmSync(join(here.cwd, 'bad.json'), { force: true });
    commit();
  });

  it('judges what differs from HEAD: edited, staged and new files', async () => {
    expect(await found('--changed')).toEqual({ code: 0, files: [], stderr: '' });
    here.write({ 'touched.json': bad, 'sub/new.json': bad, 'staged.json': bad });
    git('add', 'staged.json');
    expect((await found('--changed')).files).toEqual(['staged.json', 'sub/new.json', 'touched.json']);
    expect((await found('sub', '--changed')).files).toEqual(['sub/new.json']);
  });

  it('takes what changed on the branch since it left another, and not what happened there meanwhile', async () => {
    git('checkout', '-qb', 'work');
    here.write({ 'touched.json': bad });
    commit();
    git('checkout', '-q', 'main');
    here.write({ 'theirs.json': bad });
    commit();
    git('checkout', '-q', 'work');
    expect((await found('--changed', 'main')).files).toEqual(['touched.json']);
    expect((await found('--changed=main', '.')).files).toEqual(['touched.json']);
    expect((await found('--changed')).files).toEqual([]);
  });

  it('takes a word that is no commit as the path it is', async () => {
    here.write({ 'sub/deep.json': bad, 'touched.json': bad });
    expect((await found('--changed', 'sub')).files).toEqual(['sub/deep.json']);
  });

  it('says what is wrong with the commit', async () => {
    expect(await found('--changed', 'nowhere')).toMatchObject({
      code: 2,
      stderr: 'iam-audit: --changed: git knows no commit "nowhere".\n',
    });
    here.write({ 'main/x.json': bad });
    expect((await found('--changed', 'main')).stderr).toContain('is a commit and a path');
    expect((await found('--changed=--output=x')).code).toBe(2);
    expect(existsSync(join(here.cwd, 'x'))).toBe(false);
  });

  it('runs no program that the repository names', async () => {
    const witness = join(here.cwd, 'witness');
    here.write({ 'run.sh': `#!/bin/sh\ntouch '${witness}'\n` });
    chmodSync(join(here.cwd, 'run.sh'), 0o755);
    git('config', 'core.fsmonitor', join(here.cwd, 'run.sh'));
    here.write({ 'touched.json': bad });
    expect((await found('--changed')).files).toEqual(['touched.json']);
    expect(existsSync(witness)).toBe(false);
  });
});

it('takes every file as new in a repository without a commit', async () => {
  git('init', '-q');
  here.write({ 'bad.json': bad });
  expect((await found('--changed')).files).toEqual(['bad.json']);
});

it('needs a repository', async () => {
  expect(await found('--changed')).toMatchObject({ code: 2, files: [] });
});
