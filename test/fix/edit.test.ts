import { describe, expect, it } from 'vitest';
import { readJson } from '../../src/document/json.ts';
import type { Fix } from '../../src/finding.ts';
import { applyFixes } from '../../src/fix/apply.ts';
import type { FixBuilder } from '../../src/fix/builder.ts';
import { createFixBuilder } from '../../src/fix/edit.ts';
import { child, rootPlace, type Path, type Place } from '../../src/policy/place.ts';

const build = createFixBuilder();

function placeIn(text: string, path: Path): Place {
  const { locate, range } = readJson(text, { jsonc: true });
  const root = rootPlace({ pointer: '', locate, range, text: () => text });
  return path.reduce<Place>((place, key) => child(place, key), root);
}

function edited(text: string, path: Path, make: (build: FixBuilder, place: Place) => Fix | undefined): string {
  const fix = make(build, placeIn(text, path));
  if (!fix) throw new Error('no fix was made');
  const after = applyFixes(text, [fix]);
  expect(after.applied).toBe(1);
  expect(readJson(after.text, { jsonc: true }).syntaxError).toBeUndefined();
  return after.text;
}

const removed = (text: string, ...path: Path) => edited(text, path, (b, place) => b.remove(place));

describe('remove', () => {
  it.each([
    ['first', '["a", "b"]', 0, '["b"]'],
    ['middle', '["a", "b", "c"]', 1, '["a", "c"]'],
    ['last', '["a", "b"]', 1, '["a"]'],
    ['only', '[ "a" ]', 0, '[  ]'],
    ['minified', '["a","b"]', 1, '["a"]'],
    ['on lines of its own', '[\n  "a",\n  "b",\n  "c"\n]', 1, '[\n  "a",\n  "c"\n]'],
    ['last line', '[\n  "a",\n  "b"\n]', 1, '[\n  "a"\n]'],
    ['CRLF', '[\r\n\t"a",\r\n\t"b"\r\n]', 1, '[\r\n\t"a"\r\n]'],
    ['before a trailing comma', '[\n  "a",\n  "b",\n]', 1, '[\n  "a",\n]'],
    ['only, before a trailing comma', '[\n  "a",\n]', 0, '[\n]'],
    ['comment before the comma', '["a" /* why, b? */, "b"]', 0, '[/* why, b? */"b"]'],
    ['comment after the comma', '[\n  "a", // about a\n  "b"\n]', 0, '[\n  // about a\n  "b"\n]'],
    ['last, comment after the comma', '[\n  "a", // x, y\n  "b"\n]', 1, '[\n  "a" // x, y\n]'],
    ['last, before a line comment', '[\n  "a", // x\n  "b" // y\n]', 1, '[\n  "a" // x\n  // y\n]'],
    ['after a line comment that must not swallow the rest', '["a", // x\n"b"]', 1, '["a" // x\n]'],
    ['comment instead of a comma', '[/* , */ "a" /* , */]', 0, '[/* , */  /* , */]'],
    ['comment signs in a string', '["http://x, y", "/*"]', 1, '["http://x, y"]'],
  ])('%s', (_, text, index, expected) => {
    expect(removed(text, index)).toBe(expected);
  });

  it('takes the whole member of an object', () => {
    expect(removed('{\n  "Sid": "",\n  "Effect": "Allow"\n}', 'Sid')).toBe('{\n  "Effect": "Allow"\n}');
    expect(removed('{ "Effect": "Allow", /* none */ "Sid" : "" }', 'Sid')).toBe('{ "Effect": "Allow" /* none */ }');
  });
});

describe('prepend', () => {
  const version = (text: string) => edited(text, [], (b, place) => b.prepend(place, 'Version', '2012-10-17'));

  it.each([
    ['on a line of its own', '{\n    "Statement": []\n}', '{\n    "Version": "2012-10-17",\n    "Statement": []\n}'],
    ['CRLF and tabs', '{\r\n\t"S": 1\r\n}', '{\r\n\t"Version": "2012-10-17",\r\n\t"S": 1\r\n}'],
    ['one line', '{ "S": 1 }', '{ "Version": "2012-10-17", "S": 1 }'],
    ['one line without padding', '{"S": 1}', '{"Version": "2012-10-17", "S": 1}'],
    ['minified', '{"S":1}', '{"Version":"2012-10-17","S":1}'],
    [
      'above a comment on the first member',
      '{\n  // s\n  "S": 1\n}',
      '{\n  "Version": "2012-10-17",\n  // s\n  "S": 1\n}',
    ],
    ['below a comment on the object', '{ // p\n  "S": 1\n}', '{ // p\n  "Version": "2012-10-17",\n  "S": 1\n}'],
    ['before a comment and a member', '{ /* p */ "S": 1 }', '{ /* p */ "Version": "2012-10-17", "S": 1 }'],
    ['empty', '{}', '{"Version": "2012-10-17"}'],
  ])('%s', (_, text, expected) => {
    expect(version(text)).toBe(expected);
  });
});

describe('replace', () => {
  const replaced = (text: string, path: Path, value: unknown) =>
    edited(text, path, (b, place) => b.replace(place, value));

  it('writes a short value on the line it was on', () => {
    expect(replaced('{\n  "a": "x"\n}', ['a'], ['x', 'y'])).toBe('{\n  "a": ["x", "y"]\n}');
    expect(replaced('{"a":"x"}', ['a'], { b: [1, 2] })).toBe('{"a":{"b":[1,2]}}');
  });

  it('writes a value of several lines as the file indents', () => {
    const text = '{\r\n\t"a": [\r\n\t\t1\r\n\t]\r\n}';
    expect(replaced(text, ['a'], [1, 2])).toBe('{\r\n\t"a": [\r\n\t\t1,\r\n\t\t2\r\n\t]\r\n}');
  });
});

it('edits nothing that does not stand in the text', () => {
  const place = rootPlace({ pointer: '', locate: () => ({}) });
  expect([
    build.remove(place),
    build.replace(place, 1),
    build.prepend(place, 'a', 1),
    build.rename(place, 'a'),
  ]).toEqual(Array(4).fill(undefined));
  expect(build.all(build.remove(placeIn('["a"]', [0])), undefined)).toBeUndefined();
});

describe('applyFixes', () => {
  const fix = (...edits: [number, number, string][]): Fix => ({
    edits: edits.map(([start, end, text]) => ({ start, end, text })),
  });

  it('lets the second of two insertions at one spot wait', () => {
    expect(applyFixes('ab', [fix([1, 1, 'x']), fix([1, 1, 'y'])])).toEqual({ text: 'axb', applied: 1, waiting: 1 });
  });

  it('applies all edits of a fix or none', () => {
    expect(applyFixes('abcdef', [fix([0, 1, ''], [4, 5, '']), fix([4, 6, 'X']), fix([2, 3, 'C'])])).toEqual({
      text: 'bCdf',
      applied: 2,
      waiting: 1,
    });
    expect(applyFixes('abcdef', [fix([1, 3, '']), fix([2, 4, ''], [5, 6, 'F'])])).toEqual({
      text: 'adef',
      applied: 1,
      waiting: 1,
    });
    // The first edit of a fix that is refused leaves no trace.
    expect(applyFixes('abcdef', [fix([0, 1, 'A'], [3, 4, 'D']), fix([1, 2, 'B'], [3, 4, '!'])]).text).toBe('AbcDef');
  });

  it('refuses a fix whose own edits overlap', () => {
    expect(applyFixes('abc', [fix([0, 2, ''], [1, 3, ''])])).toEqual({ text: 'abc', applied: 0, waiting: 1 });
  });

  it('applies adjacent edits', () => {
    expect(applyFixes('abc', [fix([1, 2, '']), fix([0, 1, 'x'])]).text).toBe('xc');
  });
});
