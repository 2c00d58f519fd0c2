/** The scripts of `iam-audit completion` in the shells they are for. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'iam-audit-completion-'));
const script = (shell: string) => join(folder, `iam-audit.${shell}`);
const isInstalled = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, stdout } = await runCli(['completion', shell], { cwd: folder });
    expect(code).toBe(0);
    writeFileSync(script(shell), stdout);
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(shell: string, text: string): string[] {
  const { status, stdout, stderr } = spawnSync(shell, ['-c', text], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split(/\s+/).filter((word) => word !== '');
}

describe.runIf(isInstalled('bash'))('bash', () => {
  const complete = (...words: string[]) =>
    run(
      'bash',
      `source ${script('bash')}; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _iam_audit; echo "\${COMPREPLY[@]}"`,
    );

  it('offers commands, flags, choices and names', () => {
    expect(complete('iam-audit', 'sc')).toEqual(['scan']);
    expect(complete('iam-audit', 'lint', '--fix')).toEqual(['--fix', '--fix-dry-run']);
    expect(complete('iam-audit', 'lint', '--fail-on', 's')).toEqual(['security', 'suggestion']);
    expect(complete('iam-audit', 'check', 'no-new')).toEqual(['no-new-access']);
    expect(complete('iam-audit', 'explain', 'missing-ver')).toEqual(['missing-version']);
    expect(complete('iam-audit', 'scan', '--format', 'sa')).toEqual(['sarif']);
  });

  it('leaves file names to the shell', () => {
    expect(complete('iam-audit', 'lint', 'pol')).toEqual([]);
    expect(complete('iam-audit', 'lint', '--config', '')).toEqual([]);
  });
});

describe.runIf(isInstalled('fish'))('fish', () => {
  const complete = (line: string) =>
    run('fish', `source ${script('fish')}; complete -C '${line}' | string split -f1 \\t; true`);

  it('offers commands, flags, choices and names', () => {
    expect(complete('iam-audit sc')).toEqual(['scan']);
    expect(complete('iam-audit lint --fail-')).toEqual(['--fail-on']);
    expect(complete('iam-audit lint --fail-on s')).toEqual(['security', 'suggestion']);
    expect(complete('iam-audit explain missing-ver')).toEqual(['missing-version']);
  });
});

describe.runIf(isInstalled('zsh'))('zsh', () => {
  it('loads and takes over the command', () => {
    const load = 'autoload -Uz compinit; compinit -u -D';
    expect(run('zsh', `${load}; source ${script('zsh')}; echo $_comps[iam-audit]`)).toEqual(['_iam_audit']);
  });

  it('hands over specifications that zsh can read', () => {
    // Stands in for zsh's own function, which works only while a person completes.
    const stub = '_arguments() { print -rl -- "$@"; }; words=(iam-audit lint ""); CURRENT=3';
    const specs = run('zsh', `${stub}; compdef() { :; }; source ${script('zsh')}; _iam_audit | cut -d'[' -f1`);
    expect(specs).toContain('*--fail-on');
    expect(specs).toContain('*:file:_files');
  });
});
