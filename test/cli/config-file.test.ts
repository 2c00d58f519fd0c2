import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findConfig } from '../../src/cli/config-file.ts';
import { UsageError } from '../../src/errors.ts';

let root: string;
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'iam-audit-config-')));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function write(path: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

const slashed = (path: string): string => path.replaceAll('\\', '/');

/** A module that leaves a trace when it runs. */
const traced = (name: string): string => `globalThis.__ran_${name} = true; export default { maxWarnings: 1 };`;
const hasRun = (name: string): boolean => `__ran_${name}` in globalThis;

describe('findConfig', () => {
  test('finds the nearest one upwards', async () => {
    await write('iam-audit.config.json', '{"maxWarnings": 1}');
    await write('a/iam-audit.config.jsonc', '{"maxWarnings": 2, /* fine */ }');
    await mkdir(join(root, 'a/b/c'), { recursive: true });
    await mkdir(join(root, 'd'));
    const inner = await findConfig(join(root, 'a/b/c'));
    expect(inner.config).toMatchObject({
      value: { maxWarnings: 2 },
      dir: slashed(join(root, 'a')),
      cwd: slashed(join(root, 'a/b/c')),
    });
    expect(inner.config?.file).toBe(slashed(join(root, 'a/iam-audit.config.jsonc')));
    const outer = await findConfig(join(root, 'd'));
    expect(outer.config?.value).toEqual({ maxWarnings: 1 });
    expect((await findConfig(root)).config?.file).toBe('iam-audit.config.json');
  });

  test('--config names one of any name, relative to the working directory', async () => {
    await write('iam-audit.config.json', '{"maxWarnings": 1}');
    await write('conf/other.json', '{"maxWarnings": 3}');
    expect((await findConfig(root, 'conf/other.json')).config).toMatchObject({
      file: 'conf/other.json',
      value: { maxWarnings: 3 },
      dir: slashed(join(root, 'conf')),
    });
  });

  test('a folder with the name of a configuration is none', async () => {
    await mkdir(join(root, 'iam-audit.config.json'));
    await write('.git/HEAD', '');
    expect((await findConfig(root)).skippedJs).toEqual([]);
  });

  test('knows where values stand', async () => {
    await write('iam-audit.config.json', '\uFEFF{\r\n  "rules": { "a/b": "off" }\r\n}');
    const { config } = await findConfig(root);
    expect(config?.locate?.('/rules/a~1b')).toEqual({ line: 2, column: 21, endLine: 2, endColumn: 26 });
    expect(config?.locate?.('/none')).toBeUndefined();
  });

  test('a member called __proto__ is a member like any other', async () => {
    await write('iam-audit.config.json', '{"__proto__": {"maxWarnings": 1}}');
    const { config } = await findConfig(root);
    expect(Object.keys(config?.value as object)).toEqual(['__proto__']);
    expect((config?.value as { maxWarnings?: number }).maxWarnings).toBeUndefined();
  });

  test.each<[string, string, string | Uint8Array, string]>([
    ['comment in .json', 'iam-audit.config.json', '{\n  // no\n}', 'iam-audit.config.json:2:3 is not valid JSON'],
    ['trailing comma in .json', 'iam-audit.config.json', '{"a": 1,}', 'iam-audit.config.json:1:8 is not valid JSON'],
    ['broken .jsonc', 'iam-audit.config.jsonc', '{\n"a": }', 'iam-audit.config.jsonc:2:6 is not valid JSON'],
    ['text after the end', 'iam-audit.config.json', '{} {}', 'iam-audit.config.json:1:4 is not valid JSON'],
    [
      'twice the same name',
      'iam-audit.config.json',
      '{"rules": {}, "rules": {}}',
      'iam-audit.config.json:1:15 has "rules" twice',
    ],
    ['empty', 'iam-audit.config.json', ' \n', 'is empty'],
    ['deep', 'iam-audit.config.json', '['.repeat(200) + ']'.repeat(200), 'nested more than 64 levels'],
    ['very deep', 'iam-audit.config.jsonc', '['.repeat(100_000), 'nested more than 64 levels'],
    ['large', 'iam-audit.config.json', `"${'x'.repeat(1_000_000)}"`, 'larger than 1 MB'],
    ['binary', 'iam-audit.config.json', new Uint8Array([0xff, 0xfe, 0]), 'is not UTF-8'],
    ['JavaScript that throws', 'iam-audit.config.mjs', 'throw new Error("boom");', 'iam-audit.config.mjs failed: boom'],
    ['JavaScript that does not parse', 'iam-audit.config.mjs', 'export default {', 'iam-audit.config.mjs failed:'],
    ['no default export', 'iam-audit.config.mjs', 'export const rules = {};', 'has no default export'],
    ['a function', 'iam-audit.config.mjs', 'export default () => ({});', 'exports a function'],
    ['a cycle', 'iam-audit.config.mjs', 'const a = {}; a.a = a; export default a;', 'failed:'],
    [
      'a getter that throws',
      'iam-audit.config.mjs',
      'export default { get rules() { throw new Error("late"); } };',
      'failed: late',
    ],
  ])('%s is a UsageError that names the place', async (_, name, text, expected) => {
    await write(name, text);
    const error: unknown = await findConfig(root).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toContain(expected);
  });

  test('a named file that is missing or a folder is a UsageError', async () => {
    await expect(findConfig(root, 'none.json')).rejects.toThrow(
      'The configuration none.json cannot be read: there is no such file.',
    );
    await expect(findConfig(root, '.')).rejects.toThrow(UsageError);
  });

  test('two in one folder are a UsageError', async () => {
    await write('iam-audit.config.json', '{}');
    await write('iam-audit.config.js', 'throw new Error("must not run")');
    await expect(findConfig(root)).rejects.toThrow(
      'has two configurations, iam-audit.config.json and iam-audit.config.js; keep one',
    );
  });
});

describe('a JavaScript configuration', () => {
  test('runs in the working directory itself', async () => {
    await write('iam-audit.config.mjs', traced('own'));
    expect((await findConfig(root)).config?.value).toEqual({ maxWarnings: 1 });
    expect(hasRun('own')).toBe(true);
  });

  test('runs as .js, in CommonJS too', async () => {
    await write('package.json', '{"type": "commonjs"}');
    await write('iam-audit.config.js', 'module.exports = { maxWarnings: 4 };');
    expect((await findConfig(root)).config?.value).toEqual({ maxWarnings: 4 });
  });

  test('runs above the working directory in the same repository', async () => {
    await write('.git/HEAD', '');
    await write('iam-audit.config.mjs', traced('repository'));
    await mkdir(join(root, 'a/b'), { recursive: true });
    expect((await findConfig(join(root, 'a/b'))).config?.value).toEqual({ maxWarnings: 1 });
  });

  test('is not run above without a repository, and is said to be passed over', async () => {
    await write('iam-audit.config.mjs', traced('above'));
    await mkdir(join(root, 'a'));
    const { config, skippedJs } = await findConfig(join(root, 'a'));
    expect(config).toBeUndefined();
    expect(skippedJs).toEqual([slashed(join(root, 'iam-audit.config.mjs'))]);
    expect(hasRun('above')).toBe(false);
  });

  test('is not run above the repository; a JSON configuration further up still counts', async () => {
    await write('iam-audit.config.json', '{"maxWarnings": 7}');
    await write('a/iam-audit.config.js', traced('outside'));
    await write('a/repo/.git', 'gitdir: elsewhere');
    const { config, skippedJs } = await findConfig(join(root, 'a/repo'));
    expect(config?.value).toEqual({ maxWarnings: 7 });
    expect(skippedJs).toHaveLength(1);
    expect(hasRun('outside')).toBe(false);
  });

  test('runs anywhere when it is named', async () => {
    await write('x/conf.mjs', traced('named'));
    await mkdir(join(root, 'y'));
    expect((await findConfig(join(root, 'y'), '../x/conf.mjs')).config?.value).toEqual({ maxWarnings: 1 });
    expect(hasRun('named')).toBe(true);
  });
});
