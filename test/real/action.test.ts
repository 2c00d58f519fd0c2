/** The GitHub Action's own shell script, taken from action.yml and run with an npx that only shows what it is given. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly env: Readonly<Record<string, string>>; readonly run: string }[];
  };
}

const text = readFileSync(fileURLToPath(new URL('../../action.yml', import.meta.url)), 'utf8');
const { inputs, runs } = parse(text) as Action;
const [step] = runs.steps;
const folder = mkdtempSync(join(tmpdir(), 'iam-audit-action-'));

beforeAll(() => {
  writeFileSync(join(folder, 'npx'), '#!/bin/bash\nprintf "%s\\n" "$@"\n');
  chmodSync(join(folder, 'npx'), 0o755);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As the runner does it: each variable is its expression with the input put in. */
function run(given: Readonly<Record<string, string>>): string[] {
  const values = Object.fromEntries(
    Object.entries(step!.env).map(([name, expression]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)![1]!;
      return [name, given[input] ?? inputs[input]!.default];
    }),
  );
  const path = `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
  const result = spawnSync('bash', ['--noprofile', '--norc', '-e', '-c', step!.run], {
    cwd: folder,
    env: { ...values, PATH: path },
    encoding: 'utf8',
  });
  expect([result.status, result.stderr]).toEqual([0, '']);
  return result.stdout.trimEnd().split('\n');
}

describe.runIf(spawnSync('bash', ['-c', 'true']).status === 0)('action.yml', () => {
  it('looks at the whole repository when nothing is said', () => {
    expect(run({})).toEqual(['--yes', expect.stringMatching(/^iam-audit@\d/), 'lint', '--format', 'github', '--', '.']);
  });

  it('passes inputs on, each as one word', () => {
    const words = run({ paths: 'a b\n\nc', 'fail-on': 'warning', 'sarif-file': 'x y.sarif', changed: 'origin/main' });
    expect(words.slice(3)).toEqual([
      '--format', 'github', '--format=sarif=x y.sarif', '--fail-on=warning', '--changed=origin/main', '--', 'a b', 'c',
    ]); // prettier-ignore
  });

  it('runs nothing that stands in an input', () => {
    const evil = '$(touch ran) `touch ran` ; touch ran "\' && touch ran';
    expect(run({ paths: `--config=evil.js\n${evil}`, config: evil }).slice(-4)).toEqual([
      `--config=${evil}`, '--', '--config=evil.js', evil,
    ]); // prettier-ignore
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it('puts no expression into the script', () => {
    expect(step!.run).not.toContain('${{');
  });

  it('runs the version it is released with', () => {
    const { version } = JSON.parse(
      readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8'),
    ) as { version: string };
    expect(inputs['version']!.default).toBe(version);
  });
});
