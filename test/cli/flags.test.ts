/** Flags: wrong ones are refused with the nearest right one, contradicting ones too; what each does to output and status. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { found, openWorkspace, type Workspace } from './workspace.ts';

let here: Workspace;
beforeEach(() => {
  here = openWorkspace();
});
afterEach(() => {
  here.remove();
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
    const { code, stdout, stderr } = await here.run(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.startsWith('iam-audit: ')).toBe(true);
    expect(stderr).toContain(message);
  });

  it('shows a stack only with --debug', async () => {
    expect((await here.run(['lint', '--config', 'gone.json'])).stderr).not.toMatch(/^\s+at /m);
    expect((await here.run(['lint', '--config', 'gone.json', '--debug'])).stderr).toMatch(/^\s+at .*config-file/m);
    const crash = async (...argv: string[]) => {
      let stderr = '';
      const io = { cwd: here.cwd, env: {}, stderr: (text: string) => void (stderr += text), now: () => new Date() };
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
    const at = (now: string) => here.run(['scan', '--snapshot', demo, '--format', 'json', '--now', now]);
    expect((await at('2026-11-01T00:00:00')).stdout).toBe((await at('2026-11-01T00:00:00Z')).stdout);
  });

  it('writes every report that can be written', async () => {
    const { code, stdout, stderr } = await here.run([
      'lint',
      'bad.json',
      ...['csv=no/x.csv', 'oneline', 'json=x.json'].flatMap((format) => ['--format', format]),
    ]);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: found,
      stderr: 'iam-audit: The report no/x.csv cannot be written: there is no such file or folder.\n',
    });
    expect(existsSync(join(here.cwd, 'x.json'))).toBe(true);
  });

  it.each([
    ['error', 0],
    ['security', 1],
    ['warning', 1],
    ['suggestion', 1],
    ['never', 0],
  ])('--fail-on %s with a security finding ends with %i', async (level, code) => {
    expect((await here.lint('bad.json', '--rule', 'invalid-effect=security', '--fail-on', level)).code).toBe(code);
  });

  it('--quiet says what it leaves out, and shows warnings when they are too many', async () => {
    const warn = ['bad.json', '--rule', 'invalid-effect=warning', '--quiet'];
    expect(await here.lint(...warn)).toEqual({
      code: 0,
      stdout: '',
      stderr: 'iam-audit: --quiet left out 1 finding below --fail-on.\n',
    });
    const { code, stdout, stderr } = await here.lint(...warn, '--max-warnings', '0');
    expect([code, stderr]).toEqual([1, 'iam-audit: 1 warning, and --max-warnings allows 0.\n']);
    expect(stdout).toContain('bad.json:5:17: warning');
  });

  it('colours by flag, then NO_COLOR, then FORCE_COLOR, then the terminal', async () => {
    const isColored = async (env: Record<string, string>, isTerminal: boolean, ...argv: string[]) =>
      (await here.run(['lint', 'bad.json', ...argv], { env, isTerminal })).stdout.includes('\u001b[');
    expect(await isColored({}, true)).toBe(true);
    expect(await isColored({}, false)).toBe(false);
    expect(await isColored({ FORCE_COLOR: '1' }, false)).toBe(true);
    expect(await isColored({ FORCE_COLOR: '0' }, true)).toBe(false);
    expect(await isColored({ NO_COLOR: '1', FORCE_COLOR: '1' }, true)).toBe(false);
    expect(await isColored({ NO_COLOR: '1' }, false, '--color')).toBe(true);
    expect(await isColored({ FORCE_COLOR: '1' }, true, '--no-color')).toBe(false);
  });
});

it.skipIf(process.platform === 'win32')(
  'ends with the status as a process too, and survives a reader that leaves',
  () => {
    const bin = join(import.meta.dirname, '../../src/bin.ts');
    const loader = join(import.meta.dirname, '../../node_modules/tsx/dist/loader.mjs');
    const command = `"${process.execPath}" --import "${loader}" "${bin}" lint bad.json --format oneline`;
    const out = execFileSync('/bin/sh', ['-c', `${command}; echo $?; ${command} | true; echo $?`], {
      cwd: here.cwd,
      encoding: 'utf8',
    });
    expect(out).toBe(`${found}1\n0\n`);
  },
);
