import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bad, openWorkspace, type Workspace } from './workspace.ts';

let here: Workspace;
beforeEach(() => {
  here = openWorkspace();
  here.write({ 'bad.json': bad });
});
afterEach(() => {
  here.remove();
});

describe('the job summary of GitHub Actions', () => {
  it('is appended to when annotations are asked for', async () => {
    const file = join(here.cwd, 'summary.md');
    writeFileSync(file, 'earlier step\n');
    const env = { GITHUB_STEP_SUMMARY: file };
    const { code, stdout } = await here.run(['lint', 'bad.json', '--format', 'github'], { env });
    expect([code, stdout]).toEqual([1, expect.stringContaining('::error file=bad.json')]);
    expect(readFileSync(file, 'utf8')).toMatch(/^earlier step\n<!-- iam-audit -->\n## iam-audit: 1 error/);
  });

  it('stays as it is for other formats, and outside of GitHub', async () => {
    const file = join(here.cwd, 'summary.md');
    await here.run(['lint', 'bad.json', '--format', 'oneline'], { env: { GITHUB_STEP_SUMMARY: file } });
    await here.run(['lint', 'bad.json', '--format', 'github']);
    expect(existsSync(file)).toBe(false);
  });

  it('says when it cannot be written, after the report', async () => {
    const env = { GITHUB_STEP_SUMMARY: join(here.cwd, 'no', 'summary.md') };
    const { code, stdout, stderr } = await here.run(['lint', 'bad.json', '--format', 'github'], { env });
    expect([code, stdout]).toEqual([2, expect.stringContaining('::error')]);
    expect(stderr).toContain('The job summary cannot be written');
  });
});
