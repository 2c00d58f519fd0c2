import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../src/document/yaml/document.ts';

function valueOf(text: string): unknown {
  const { value, syntaxError } = readYaml(text, 'a.yaml');
  expect(syntaxError).toBeUndefined();
  return value;
}

function problemOf(text: string): string {
  return readYaml(text, 'a.yaml').syntaxError?.message ?? 'none';
}

describe('values of YAML', () => {
  it.each([
    ['Version: 2012-10-17', { Version: '2012-10-17' }],
    ['a: 012345678901', { a: '012345678901' }],
    ['a: 111122223333', { a: '111122223333' }],
    ['a: 12345678901234567890123', { a: '12345678901234567890123' }],
    ['a: 0x1F', { a: '0x1F' }],
    ['a: 1e3', { a: '1e3' }],
    ['a: yes\nb: on\nc: n', { a: 'yes', b: 'on', c: 'n' }],
    ['a: true\nb: False\nc: null\nd: ~\ne:', { a: true, b: false, c: null, d: null, e: null }],
    ['"on": 1\n2012: x', { on: '1', 2012: 'x' }],
    ['a: |\n  x\n  y\n', { a: 'x\ny\n' }],
    ['a: >-\n  x\n  y\n', { a: 'x y' }],
    ['a: !Ref B', { a: { Ref: 'B' } }],
    ['a: !Condition B', { a: { Condition: 'B' } }],
    ['a: !GetAtt B.Arn', { a: { 'Fn::GetAtt': 'B.Arn' } }],
    ['a: !Sub ["${x}", {x: !Ref B}]', { a: { 'Fn::Sub': ['${x}', { x: { Ref: 'B' } }] } }],
    ['a: !If [c, {b: 1}, !Ref "AWS::NoValue"]', { a: { 'Fn::If': ['c', { b: '1' }, { Ref: 'AWS::NoValue' }] } }],
    [
      'a: !Join\n  - ""\n  - [x, !Select [0, !Split [",", "a,b"]]]',
      { a: { 'Fn::Join': ['', ['x', { 'Fn::Select': ['0', { 'Fn::Split': [',', 'a,b'] }] }]] } },
    ],
    ['a: !vault x', { a: { 'Fn::vault': 'x' } }],
    ['a: !!str 12', { a: '12' }],
    ['a: &x [1]\nb: *x', { a: ['1'], b: ['1'] }],
    ['a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}', { a: { p: '1', q: '2' }, b: { q: '3', p: '1' } }],
    [
      'a: &x {p: 1}\nc: &y {p: 2, r: 3}\nb: {<<: [*x, *y]}',
      { a: { p: '1' }, c: { p: '2', r: '3' }, b: { p: '1', r: '3' } },
    ],
    ['"<<": 1', { '<<': '1' }],
    ['--- \na: 1\n---\nb: 2\n', [{ a: '1' }, { b: '2' }]],
    ['# only a comment', null],
  ])('%j', (text, value) => {
    expect(valueOf(text) ?? null).toEqual(value);
  });

  it('takes __proto__ for a name like any other', () => {
    const value = valueOf('__proto__: {polluted: 1}') as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect((value as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('places in YAML', () => {
  const text = [
    'A: &x', //
    '  Type: AWS::IAM::Role   # a comment',
    '  List:',
    '    - one',
    "    - 'two'",
    '  Sub: !Sub "a${b}"',
    '  If: !If',
    '    - c',
    '    - {k: v}',
    '    - {}',
    'B:',
    '  <<: *x',
    '  Text: |',
    '    abc',
    '',
    'C: *x',
  ].join('\n');
  const document = readYaml(text, 'a.yaml');
  const place = (path: (string | number)[], part?: 'name'): string => {
    const { line, column, endLine, endColumn } = document.locate(path, part);
    return `${line}:${column}-${endLine}:${endColumn}`;
  };

  it.each([
    [['A', 'Type'], '2:9-2:23'],
    [['A', 'List'], '4:5-5:12'],
    [['A', 'List', 1], '5:7-5:12'],
    [['A', 'Sub'], '6:13-6:20'],
    [['A', 'Sub', 'Fn::Sub'], '6:13-6:20'],
    [['A', 'If', 'Fn::If', 1, 'k'], '9:11-9:12'],
    [['B', 'Type'], '2:9-2:23'],
    [['B', 'Text'], '13:9-14:8'],
    [['C', 'List', 0], '4:7-4:10'],
    [['A', 'missing'], '2:3-10:9'],
    [['A', 'List', 7], '4:5-5:12'],
  ])('%j', (path, expected) => {
    expect(place(path)).toBe(expected);
  });

  it('finds names, and says the whole pointer', () => {
    expect(place(['A', 'List'], 'name')).toBe('3:3-3:7');
    expect(document.locate(['A', 'If', 'Fn::If', 1, 'k']).pointer).toBe('/A/If/Fn::If/1/k');
    expect(document.range(['A', 'Type'], 'value')).toBeUndefined();
  });

  it('is not moved by a byte order mark or by CRLF', () => {
    const { value, locate } = readYaml('\uFEFFa: 1\r\nb:\r\n  - x\r\n', 'a.yaml');
    expect(value).toEqual({ a: '1', b: ['x'] });
    expect(locate(['a'])).toMatchObject({ line: 1, column: 4 });
    expect(locate(['b', 0])).toMatchObject({ line: 3, column: 5, endColumn: 6 });
  });

  it('tells names that stand twice, also under a tag and in the second document', () => {
    const { duplicates } = readYaml('a: 1\n---\nb: !Sub\n  - x\n  - {q: 1, q: 2}\n', 'a.yaml');
    expect(duplicates).toMatchObject([
      { key: 'q', pointer: '/1/b/Fn::Sub/1', first: { line: 5, column: 6 }, second: { line: 5, column: 12 } },
    ]);
  });
});

describe('broken YAML', () => {
  it.each([
    ['a:\n\tb: 1', 'tab', '2'],
    ['a: [1', 'indentation', '1'],
    ['a: b: c', 'quotes', '1'],
    ['a: "x', 'closing quote', '1'],
    ['- a\nb: 1', 'neither', '2'],
    ['a: *x', 'anchor', '1'],
    ['a: &a [*a]', 'contains itself', '1'],
    ['a: &a\n  b: {<<: *a}', 'contains itself', '2'],
  ])('%j: %s, line %s', (text, word, line) => {
    expect(problemOf(text)).toContain(word);
    expect(problemOf(text)).toContain(`line ${line}`);
  });

  it('is refused, not followed, when aliases multiply', () => {
    const levels = 'bcdefghijkl'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghijk'.charAt(at)}`).join(', ')}]`); // prettier-ignore
    expect(problemOf(['a: &a [1,1,1,1,1,1,1,1,1]', ...levels].join('\n'))).toContain('grow beyond');
    const merges = 'bcdefghijklmnopqrst'.split('').map((name, at) => `${name}: &${name} {<<: *${'abcdefghijklmnopqrs'.charAt(at)}, ${name}x: {<<: *${'abcdefghijklmnopqrs'.charAt(at)}}, ${name}y: {<<: *${'abcdefghijklmnopqrs'.charAt(at)}}}`); // prettier-ignore
    expect(problemOf(['a: &a {k: 1}', ...merges].join('\n'))).toContain('grow beyond');
  });

  it.each(['[', '- ', 'a: {', '{a: ', '? '])('is refused when %j nests without end', (piece) => {
    expect(problemOf(piece.repeat(5_000))).toContain('levels deep');
  });

  it('repeats no text of the file', () => {
    expect(problemOf('a: *SECRETSECRET')).not.toContain('SECRET');
    expect(problemOf('a: "\\qSECRET"')).not.toContain('SECRET');
    expect(problemOf('@SECRET')).not.toContain('SECRET');
  });
});
