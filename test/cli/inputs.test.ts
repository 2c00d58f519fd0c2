import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { displayPath } from '../../src/cli/display-path.ts';
import { findInputs, readInput, type InputOptions } from '../../src/cli/inputs.ts';
import { InputError } from '../../src/errors.ts';

let root: string;
let cwd: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'iam-audit-inputs-')));
  cwd = join(root, 'project');
  mkdirSync(cwd);
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(...paths: string[]) {
  for (const path of paths) {
    mkdirSync(dirname(resolve(cwd, path)), { recursive: true });
    writeFileSync(resolve(cwd, path), '{}');
  }
}

const posix = (path: string) => path.replaceAll('\\', '/');
const find = (patterns: string[], options: Partial<InputOptions> = {}) => findInputs(patterns, { cwd, ...options });
const pathsOf = async (patterns: string[], options: Partial<InputOptions> = {}) =>
  (await find(patterns, options)).files.map(({ path }) => path);

describe('folders', () => {
  it('are searched for known extensions, in a fixed order', async () => {
    write(
      'p/b.json',
      'p/a.jsonc',
      'p/x/y/c.JSON',
      'p/keys.csv',
      'p/README.md',
      'p/json',
      'other.json',
      'p/.github/d.json',
    );
    const { files, folders, problems } = await find(['p']);
    expect(files.map(({ path, kind, named }) => [path, kind, named])).toEqual([
      ['p/.github/d.json', 'json', false],
      ['p/a.jsonc', 'jsonc', false],
      ['p/b.json', 'json', false],
      ['p/keys.csv', 'csv', false],
      ['p/x/y/c.JSON', 'json', false],
    ]);
    expect([folders, problems]).toEqual([['p'], []]);
    expect(files[0]).toMatchObject({ absolute: join(cwd, 'p', '.github', 'd.json'), folders: ['p'] });
  });

  it('are searched without node_modules, .git and .terraform, which may be named', async () => {
    write('node_modules/m/a.json', 'p/node_modules/b.json', '.git/c.json', '.terraform/modules/m/e.tf', 'd.json');
    expect(await pathsOf(['.'])).toEqual(['d.json']);
    expect(await pathsOf(['./'])).toEqual(['d.json']);
    expect(await pathsOf(['node_modules/m'])).toEqual(['node_modules/m/a.json']);
    expect(await pathsOf(['.git/c.json'])).toEqual(['.git/c.json']);
    expect(await pathsOf(['**/*.json'])).toEqual(['d.json']);
  });

  it('are listed also when nothing is in them', async () => {
    mkdirSync(join(cwd, 'empty'));
    expect(await find(['empty'])).toEqual({ files: [], folders: ['empty'], problems: [], skipped: [] });
  });

  it('outside the working directory give absolute paths', async () => {
    write('../shared/a.json', '../project-two/b.json');
    expect(await pathsOf(['../shared', '../project-two'])).toEqual([
      `${posix(root)}/project-two/b.json`,
      `${posix(root)}/shared/a.json`,
    ]);
    expect(await pathsOf([join(root, 'shared', 'a.json')])).toEqual([`${posix(root)}/shared/a.json`]);
    expect(displayPath(join(cwd, '..x', 'a.json'), cwd)).toBe('..x/a.json');
  });
});

describe('files', () => {
  it('are taken once, as named when they are also found', async () => {
    write('p/a.json', 'p/b.json');
    const { files } = await find(['p', './p/a.json', 'p/../p', 'p/*.json', 'p/a.json']);
    expect(files.map(({ path, named, folders }) => [path, named, folders])).toEqual([
      ['p/a.json', true, ['p']],
      ['p/b.json', false, ['p']],
    ]);
  });

  it('of any name and extension are taken when they are named', async () => {
    write('policy', 'a.txt', '-x.json', '--fix', '[id].json', 'a b.json', '{a,b}.json', 'ü.json');
    const names = ['policy', 'a.txt', '-x.json', '--fix', '[id].json', 'a b.json', '{a,b}.json', 'ü.json'];
    const { files, problems } = await find(names);
    expect(files.map(({ path }) => path)).toEqual([...names].sort());
    expect(files.every(({ named, kind }) => named && kind === 'json')).toBe(true);
    expect(problems).toEqual([]);
  });

  it('that do not exist are problems, and the others are found', async () => {
    write('a.json');
    const { files, problems } = await find(['nothing.json', 'a.json', 'a.json/b.json', 'no/folder', '']);
    expect(files).toHaveLength(1);
    expect(problems).toEqual([
      { path: 'nothing.json', message: 'does not exist' },
      { path: 'a.json/b.json', message: 'does not exist' },
      { path: 'no/folder', message: 'does not exist' },
      { path: '', message: 'is an empty path' },
    ]);
  });

  it('with impossible names are problems', async () => {
    const { problems } = await find(['a\0b.json', `${'x'.repeat(5000)}.json`]);
    expect(problems).toHaveLength(2);
  });
});

describe('globs', () => {
  beforeEach(() => {
    write('p/a.json', 'p/x/b.json', 'p/x/y/c.jsonc', 'p/.d/e.json', 'p/notes.txt', 'q/f.json', 'p/x/g.policy');
  });

  it.each([
    ['p/*.json', ['p/a.json']],
    ['p/**/*.json', ['p/.d/e.json', 'p/a.json', 'p/x/b.json']],
    ['**/*.{json,jsonc}', ['p/.d/e.json', 'p/a.json', 'p/x/b.json', 'p/x/y/c.jsonc', 'q/f.json']],
    ['{p,q}/*.json', ['p/a.json', 'q/f.json']],
    ['{p/x,q}/*.json', ['p/x/b.json', 'q/f.json']],
    ['p/**', ['p/.d/e.json', 'p/a.json', 'p/x/b.json', 'p/x/y/c.jsonc']],
    ['**/*.policy', ['p/x/g.policy']],
    ['./p/?.json', ['p/a.json']],
    ['p/x/[ab].json', ['p/x/b.json']],
    ['../project/q/*', ['q/f.json']],
  ])('%s', async (glob, expected) => {
    const { files, problems, folders } = await find([glob]);
    expect(files.map(({ path }) => path)).toEqual(expected);
    expect(files.every(({ named }) => !named)).toBe(true);
    expect([problems, folders]).toEqual([[], []]);
  });

  it('may be absolute', async () => {
    expect(await pathsOf([`${posix(cwd)}/q/*.json`])).toEqual(['q/f.json']);
  });

  it.each(['p/*.yaml', 'nowhere/**/*.json', '!p/*.json'])('%s matches nothing, which is a problem', async (glob) => {
    expect(await find([glob])).toMatchObject({ files: [], problems: [{ path: glob, message: 'matches no file' }] });
  });

  it('whose files are known already are no problem', async () => {
    expect((await find(['p', 'p/*.json'])).problems).toEqual([]);
  });
});

describe('ignored', () => {
  beforeEach(() => {
    write('dist/a.json', 'src/dist/b.json', 'src/c.json', 'src/gen/d.json', 'src/gen/deep/e.json');
  });

  it.each([
    ['dist', ['src/c.json', 'src/gen/d.json', 'src/gen/deep/e.json']],
    ['dist/', ['src/c.json', 'src/gen/d.json', 'src/gen/deep/e.json']],
    ['./dist', ['src/c.json', 'src/dist/b.json', 'src/gen/d.json', 'src/gen/deep/e.json']],
    ['dist/**', ['src/c.json', 'src/dist/b.json', 'src/gen/d.json', 'src/gen/deep/e.json']],
    ['src/gen', ['dist/a.json', 'src/c.json', 'src/dist/b.json']],
    ['**/deep/**', ['dist/a.json', 'src/c.json', 'src/dist/b.json', 'src/gen/d.json']],
    ['*.json', []],
    ['src/*.json', ['dist/a.json', 'src/dist/b.json', 'src/gen/d.json', 'src/gen/deep/e.json']],
  ])('by %s', async (pattern, expected) => {
    expect(await pathsOf(['.'], { ignore: [pattern] })).toEqual(expected);
    expect(await pathsOf(['**/*.json'], { ignore: [pattern] })).toEqual(expected);
  });

  it('is relative to the folder of the configuration', async () => {
    expect(await pathsOf(['src'], { ignore: ['project/src/gen'], ignoreBase: root })).toEqual([
      'src/c.json',
      'src/dist/b.json',
    ]);
  });

  it('counts for what is named too, and is said', async () => {
    const { files, skipped, folders, problems } = await find(['dist/a.json', 'src/gen', 'src/c.json'], {
      ignore: ['dist', 'src/gen/**', 'src/gen'],
    });
    expect(files.map(({ path }) => path)).toEqual(['src/c.json']);
    expect(skipped.map(({ path }) => path)).toEqual(['dist/a.json', 'src/gen']);
    expect([folders, problems]).toEqual([[], []]);
  });
});

describe.skipIf(process.platform === 'win32')('links and special files', () => {
  const link = (target: string, path: string) => {
    symlinkSync(target, join(cwd, path));
  };

  it('survives loops of links', async () => {
    write('p/a.json');
    link('.', 'p/self');
    link('../p', 'p/parent');
    link('loop2', 'loop1');
    link('loop1', 'loop2');
    expect(await find(['p'])).toMatchObject({ files: [{ path: 'p/a.json' }], problems: [], skipped: [] });
    expect((await find(['loop1'])).problems).toEqual([
      { path: 'loop1', message: 'cannot be read: its links lead in a circle' },
    ]);
  });

  it('takes links to files, but no file twice', async () => {
    write('p/a.json', 'shared/s.json');
    link('a.json', 'p/0-same.json');
    link('../shared/s.json', 'p/s1.json');
    link('../shared/s.json', 'p/s2.json');
    expect(await pathsOf(['p'])).toEqual(['p/a.json', 'p/s1.json']);
    expect(await pathsOf(['p/*.json'])).toEqual(['p/a.json', 'p/s1.json']);
  });

  it('does not enter links to other folders, and says so', async () => {
    write('p/a.json', 'shared/s.json');
    link('../shared', 'p/shared');
    expect(await find(['p'])).toMatchObject({
      files: [{ path: 'p/a.json' }],
      skipped: [{ path: 'p/shared', reason: 'a link to another folder; name it to have it read' }],
    });
    expect(await pathsOf(['p/shared'])).toEqual(['p/shared/s.json']);
  });

  it('reports a link that leads nowhere', async () => {
    write('p/a.json');
    link('gone.json', 'p/b.json');
    link('gone', 'p/not-ours');
    expect((await find(['p'])).problems).toEqual([
      { path: 'p/b.json', message: 'is a link that leads nowhere (does not exist)' },
    ]);
  });

  it('reports a device', async () => {
    expect((await find(['/dev/null'])).problems).toEqual([
      { path: '/dev/null', message: 'is neither a file nor a folder' },
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('reports a folder that cannot be entered, and searches the others', async () => {
    write('p/a.json', 'p/locked/b.json');
    chmodSync(join(cwd, 'p/locked'), 0);
    const { files, problems } = await find(['p']);
    chmodSync(join(cwd, 'p/locked'), 0o755);
    expect(files.map(({ path }) => path)).toEqual(['p/a.json']);
    expect(problems).toEqual([{ path: 'p/locked', message: 'cannot be read: permission denied' }]);
  });

  it.skipIf(!existsSync('/usr/bin/mkfifo'))('takes a named pipe, as the shell makes of <(command)', async () => {
    execFileSync('/usr/bin/mkfifo', [join(cwd, 'pipe')]);
    expect(await pathsOf(['pipe'])).toEqual(['pipe']);
    expect(await pathsOf(['.'])).toEqual([]);
  });
});

describe('readInput', () => {
  const read = (path: string, kind: 'json' | 'csv' = 'json') => readInput({ absolute: join(cwd, path), kind });

  it('reads the bytes', () => {
    write('a.json');
    expect(Buffer.from(read('a.json')).toString()).toBe('{}');
  });

  it('reads of a CSV the first whole lines', () => {
    const line = `${'é'.repeat(49)}\n`;
    writeFileSync(join(cwd, 'a.csv'), line.repeat(5000));
    const text = Buffer.from(read('a.csv', 'csv')).toString();
    expect(text.length % line.length).toBe(0);
    expect(text.length).toBeGreaterThan(30_000);
    expect(text.length).toBeLessThan(65_536);
    writeFileSync(join(cwd, 'b.csv'), 'no line end');
    expect(Buffer.from(read('b.csv', 'csv')).toString()).toBe('no line end');
  });

  it.each([
    ['gone.json', 'json', 'does not exist'],
    ['gone.csv', 'csv', 'does not exist'],
    ['.', 'json', 'is a folder'],
  ] as const)('says why %s cannot be read', (path, kind, message) => {
    expect(() => read(path, kind)).toThrow(new InputError(message));
  });
});
