import { describe, expect, test } from 'vitest';
import { compileGlobs, globProblem } from '../../src/config/glob.ts';
import { place } from './support.ts';

function fits(pattern: string, file: string, more: { folders?: boolean; dir?: string; cwd?: string } = {}): boolean {
  const { folders = false, ...where } = more;
  return compileGlobs([pattern], { ...place, ...where }, folders).matches(file);
}

describe('globs', () => {
  test.each<[string, string, boolean]>([
    ['*.json', 'a.json', true],
    ['*.json', 'x/a.json', false],
    ['**/*.json', 'a.json', true],
    ['**/*.json', 'x/.hidden/a.json', true],
    ['./x/*.json', 'x/a.json', true],
    ['x/', 'x/y/a.json', true],
    ['x', 'x/a.json', false],
    ['{a,b}/*.json', 'b/c.json', true],
    ['{a,b}/*.json', 'c/c.json', false],
    ['[ab].json', 'a.json', true],
    ['[!ab].json', 'a.json', false],
    ['#a.json', '#a.json', true],
    ['\\!a.json', '!a.json', true],
    ['a-*-b-*-c-*.json', 'a-1-b-2-c-3.json', true],
    ['a-*-b-*-c-*.json', 'a-1-c-2-b-3.json', false],
    ['**/a-*-b-*-c-*.json', 'x/y/a-1-b-2-c-3.json', true],
    ['*.JSON', 'a.json', false],
  ])('%s on %s: %s', (pattern, file, expected) => {
    expect(fits(pattern, file)).toBe(expected);
  });

  test('start at the folder of the configuration, not at the working directory', () => {
    const where = { dir: '/repo', cwd: '/repo/packages/a' };
    expect(fits('packages/a/x.json', 'x.json', where)).toBe(true);
    expect(fits('x.json', 'x.json', where)).toBe(false);
    expect(fits('packages/b/x.json', '/repo/packages/b/x.json', where)).toBe(true);
    expect(fits('x.json', '../../x.json', where)).toBe(true);
  });

  test('reach files outside that folder with ** or ../', () => {
    const where = { dir: '/repo/[conf]', cwd: '/repo' };
    expect(fits('../policies/*.json', 'policies/a.json', where)).toBe(true);
    expect(fits('../policies/*.json', 'other/a.json', where)).toBe(false);
    expect(fits('**/a.json', 'policies/a.json', where)).toBe(true);
    expect(fits('policies/a.json', 'policies/a.json', where)).toBe(false);
    expect(fits('../*.json', '/repo/a.json', { dir: '/repo/c{a,b}*', cwd: '/elsewhere' })).toBe(true);
  });

  test('know drive letters', () => {
    const where = { dir: 'C:/repo', cwd: 'C:/repo/sub' };
    expect(fits('sub/a.json', 'a.json', where)).toBe(true);
    expect(fits('other/a.json', 'C:/repo/other/a.json', where)).toBe(true);
  });

  test.each(['build', 'build/', 'build/**', './build'])('ignoring %s holds for the folder and all in it', (pattern) => {
    for (const file of ['build', 'build/a.json', 'build/x/y.json'])
      expect(fits(pattern, file, { folders: true })).toBe(true);
    expect(fits(pattern, 'rebuild/a.json', { folders: true })).toBe(false);
  });

  test('ignoring ** ignores everything', () => {
    expect(fits('**', 'a/b.json', { folders: true })).toBe(true);
  });

  test.each<[string, string]>([
    ['x'.repeat(501), 'longer than'],
    ['/etc/*.json', 'absolute'],
    ['C:/x', 'absolute'],
    ['!x', 'negated'],
    ['a\\b', 'write / between'],
    ['@(a|b).json', 'extended'],
    ['{1..10000000}', 'more than 100 patterns'],
    ['{a,b}'.repeat(20), 'more than 100 patterns'],
    ['[a]*b*c*', 'more than two *'],
  ])('says what is wrong with %s', (pattern, expected) => {
    expect(globProblem(pattern)).toContain(expected);
  });

  test.each(['policies/**/*.json', '*(1).json', 'a+(b).json', '{a,b}/[cd]*.json', '*-*-*-*-*.json'])(
    'accepts %s',
    (pattern) => {
      expect(globProblem(pattern)).toBeUndefined();
    },
  );

  test('no accepted pattern hangs', () => {
    const hostile = [
      '*a'.repeat(200) + 'b',
      '**/a/'.repeat(80) + 'b',
      '*[a]*[a]b',
      '?'.repeat(250) + '*'.repeat(200),
      '{a,'.repeat(160),
    ];
    const names = ['a'.repeat(4000), 'a/'.repeat(2000), 'a'.repeat(250)];
    const start = performance.now();
    for (const pattern of hostile) {
      expect(globProblem(pattern)).toBeUndefined();
      for (const name of names) fits(pattern, name);
    }
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
