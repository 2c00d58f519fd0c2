import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../src/document/json.ts';
import type { Path } from '../../src/policy/place.ts';

const bom = '\uFEFF';

/** Every path of a value, with the value there. */
function* walk(value: unknown, path: Path = []): Generator<[Path, unknown]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value))
    yield* walk(item, [...path, Array.isArray(value) ? Number(key) : key]);
}

describe('positions', () => {
  const text = '{\n  "Statement": [\n    { "Action": ["s3:GetObject", "s3:GetObjct"] }\n  ]\n}\n';
  const document = readJson(text, { file: 'a/b.json' });

  it('locates a string with its quotes, end exclusive', () => {
    expect(document.locate(['Statement', 0, 'Action', 1])).toEqual({
      file: 'a/b.json', line: 3, column: 34, endLine: 3, endColumn: 47, pointer: '/Statement/0/Action/1',
    }); // prettier-ignore
  });

  it('locates a name', () => {
    expect(document.locate(['Statement', 0, 'Action'], 'name')).toMatchObject({
      line: 3,
      column: 7,
      endColumn: 15,
      pointer: '/Statement/0/Action',
    });
    expect(document.locate(['Statement'], 'value')).toMatchObject({ line: 2, column: 16, endLine: 4, endColumn: 4 });
    expect(document.locate([])).toMatchObject({ line: 1, column: 1, endLine: 5, endColumn: 2, pointer: '' });
  });

  it('gives offsets of value, name and member', () => {
    const slice = (path: Path, part: 'value' | 'name' | 'member') =>
      text.slice(...(document.range(path, part) as [number, number]));
    expect(slice(['Statement', 0, 'Action'], 'name')).toBe('"Action"');
    expect(slice(['Statement', 0, 'Action'], 'value')).toBe('["s3:GetObject", "s3:GetObjct"]');
    expect(slice(['Statement', 0, 'Action'], 'member')).toBe('"Action": ["s3:GetObject", "s3:GetObjct"]');
    expect(document.range(['Statement', 0], 'name')).toBeUndefined();
    expect(document.range(['Statement', 7], 'value')).toBeUndefined();
    expect(document.range(['Statement', 'length'], 'value')).toBeUndefined();
  });

  it('locates what is absent at its nearest ancestor, under its own pointer', () => {
    expect(document.locate(['Statement', 0, 'Resource'])).toMatchObject({
      line: 3,
      column: 5,
      pointer: '/Statement/0/Resource',
    });
  });

  it('escapes pointers', () => {
    expect(readJson('{"a/b": {"~": 1}}').locate(['a/b', '~']).pointer).toBe('/a~1b/~0');
  });

  it.each([
    ['LF', '{\n"a": 1\n}', 2],
    ['CRLF', '{\r\n"a": 1\r\n}', 2],
    ['a lone CR', '{\r"a": 1\r}', 2],
    ['CRLF twice', '{\r\n\r\n"a": 1}', 3],
    ['LF CR', '{\n\r"a": 1}', 3],
  ])('counts lines that end with %s', (_, source, line) => {
    expect(readJson(source).locate(['a'], 'name')).toMatchObject({ line, column: 1, endLine: line, endColumn: 4 });
  });

  it('counts columns in UTF-16 units and U+2028 as no line end', () => {
    expect(readJson('{"é": "😀", "\u2028": 1}').locate(['\u2028'])).toMatchObject({
      line: 1,
      column: 18,
      endColumn: 19,
    });
    expect(readJson('["\uD800", 1]').locate([1])).toMatchObject({ column: 7 });
  });

  it('cuts the byte order mark off for parsing and columns, not for offsets', () => {
    const marked = readJson(`${bom}{"a": 1}`);
    expect(marked.value).toEqual({ a: 1 });
    expect(marked.locate(['a'])).toMatchObject({ line: 1, column: 7 });
    expect(marked.text.slice(...(marked.range(['a'], 'member') as [number, number]))).toBe('"a": 1');
    expect(marked.line(1)).toBe('{"a": 1}');
    expect(readJson(`${bom}${bom}{}`).syntaxError?.message).toBe(
      'Expected a value, but found a byte order mark at line 1, column 1.',
    );
  });

  it('gives lines without their ends', () => {
    const lines = readJson('{\r\n "a": 1\r}\n');
    expect([1, 2, 3, 4, 5].map((line) => lines.line(line))).toEqual(['{', ' "a": 1', '}', '', undefined]);
  });

  it('reads __proto__ as a key like any other', () => {
    const { value, locate } = readJson('{"__proto__": {"polluted": 1}, "constructor": 2}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(Object.hasOwn(value as object, '__proto__')).toBe(true);
    expect(locate(['__proto__', 'polluted'])).toMatchObject({ column: 28 });
    expect(locate(['constructor'])).toMatchObject({ column: 47 });
  });

  it('finds the text of every value of every document', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: 'binary' }),
        fc.constantFrom('', ' ', '\t', 2),
        fc.boolean(),
        (value, indent, marked) => {
          const source = (marked ? bom : '') + JSON.stringify(value, null, indent);
          const read = readJson(source);
          expect(read.value).toEqual(JSON.parse(JSON.stringify(value)));
          for (const [path, expected] of walk(read.value)) {
            const [start, end] = read.range(path, 'value')!;
            expect(JSON.parse(source.slice(start, end))).toEqual(expected);
            const { line, column, endLine, endColumn } = read.locate(path);
            const offset = (at: number, to: number) =>
              source
                .replace(bom, '')
                .split('\n')
                .slice(0, at - 1)
                .join('\n').length +
              (at > 1 ? 1 : 0) +
              to -
              1;
            expect([offset(line!, column!), offset(endLine!, endColumn!)]).toEqual(
              [start, end].map((at) => at - (marked ? 1 : 0)),
            );
            const name = read.range(path, 'name');
            if (name) expect(JSON.parse(source.slice(...name))).toBe(path.at(-1));
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('duplicates', () => {
  it('finds names that stand twice, also written differently', () => {
    const document = readJson('{\n"Sid": 1,\n"a": {"b": 1, "\\u0062": 2, "b": 3},\n"Sid": 2}');
    expect(document.value).toEqual({ Sid: 2, a: { b: 3 } });
    expect(document.duplicates.map(({ key, pointer, first, second }) => [key, pointer, first.line, first.column, second.line, second.column])).toEqual([
      ['b', '/a', 3, 7, 3, 15],
      ['b', '/a', 3, 15, 3, 28],
      ['Sid', '', 2, 1, 4, 1],
    ]); // prettier-ignore
    expect(document.duplicates[0]!.second.pointer).toBe('/a/b');
    expect(document.locate(['Sid'])).toMatchObject({ line: 4 });
  });

  it('finds those inside a value that is itself replaced', () => {
    expect(
      readJson('{"a": {"x": 1, "x": 2}, "a": {"x:y": "::", "z": []}}').duplicates.map(({ pointer, key }) => [
        pointer,
        key,
      ]),
    ).toEqual([
      ['/a', 'x'],
      ['', 'a'],
    ]);
  });

  it.each([
    '{"a": {"b": ":"}, "c": [{"b": ":"}, {"b": ":"}]}',
    '{"a\\":": 1, "a\\\\": 2}',
    '{"__proto__": 1, "constructor": 2}',
    '[]',
  ])('finds none in %s', (text) => {
    expect(readJson(text).duplicates).toEqual([]);
  });
});

describe('syntax errors', () => {
  const at = (text: string, jsonc = false) => {
    const { syntaxError, value } = readJson(text, { jsonc });
    expect(value).toBeUndefined();
    const { line, column, endLine, endColumn } = syntaxError!.location;
    return [syntaxError!.message, `${String(line)}:${String(column)}-${String(endLine)}:${String(endColumn)}`];
  };

  it.each([
    ['{"a": 1,}', "Expected '}', but found a comma before it at line 1, column 8.", '1:8-1:9'],
    ['[1,\n ]', "Expected ']', but found a comma before it at line 1, column 3.", '1:3-1:4'],
    ['{"a" 1}', "Expected ':' after a name, but found a number at line 1, column 6.", '1:6-1:7'],
    ['{"a": 1\n "b": 2}', "Expected ',' or '}', but found a string at line 2, column 2.", '2:2-2:5'],
    ['["a" "b"]', "Expected ',' or ']', but found a string at line 1, column 6.", '1:6-1:9'],
    ['{a: 1}', "Expected a name in double quotes or '}', but found 'a' at line 1, column 2.", '1:2-1:3'],
    ["{'a': 1}", "Expected a name in double quotes or '}', but found ''' at line 1, column 2.", '1:2-1:3'],
    ['{"a": True}', "Expected a value, but found 'True' at line 1, column 7.", '1:7-1:11'],
    ['{"a": // why\n 1}', 'Expected a value, but found a comment (//) at line 1, column 7.', '1:7-1:13'],
    ['/* x */ {}', 'Expected a value, but found a comment (/*) at line 1, column 1.', '1:1-1:3'],
    ['{"a": 1', "Expected ',' or '}', but found the end of the file at line 1, column 8.", '1:8-1:8'],
    ['{} {}', "Expected the end of the file, but found '{' at line 1, column 4.", '1:4-1:5'],
    [
      '{"a": "x\n"}',
      "Expected the closing '\"' of a string, but found the end of the line at line 1, column 7.",
      '1:7-1:9',
    ],
    ['"abc', "Expected the closing '\"' of a string, but found the end of the file at line 1, column 1.", '1:1-1:5'],
    ['["a\tb"]', 'Expected a \\u escape in a string, but found the character U+0009 at line 1, column 4.', '1:4-1:5'],
    [
      '["\\x41"]',
      'Expected an escape such as \\n, \\" or \\u0041, but found a backslash before something else at line 1, column 3.',
      '1:3-1:5',
    ],
    ['[01]', 'Expected a number as JSON writes it, but found a malformed number at line 1, column 2.', '1:2-1:4'],
    ['[“a”]', "Expected a value or ']', but found the character U+201C at line 1, column 2.", '1:2-1:3'],
    ['[,1]', "Expected a value or ']', but found ',' at line 1, column 2.", '1:2-1:3'],
    ['', 'The file is empty; expected a JSON value.', '1:1-1:1'],
    [' \n', 'The file is empty; expected a JSON value.', '1:1-1:1'],
    [bom, 'The file is empty; expected a JSON value.', '1:1-1:1'],
  ])('%j', (text, message, range) => {
    expect(at(text)).toEqual([message, range]);
  });

  it('never repeats what could be a secret or a control sequence', () => {
    const secret = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY';
    for (const text of [
      `{"k": ${secret}}`,
      `{"k": 1 "${secret}"}`,
      `{${secret}: 1}`,
      `{"k": 12${secret}}`,
      '{"k": \u001B[31m}',
      '{"k": \u202Eabc}',
    ]) {
      const message = readJson(text).syntaxError!.message;
      expect(message).not.toContain('JalrX');
      expect(message).toMatch(/^[\x20-\x7e]+$/);
    }
  });

  it('locates everything at the start when there is no value', () => {
    const document = readJson('{', { file: 'x.json' });
    expect(document.locate(['a'])).toMatchObject({ file: 'x.json', line: 1, column: 1 });
    expect(document.range([], 'value')).toBeUndefined();
  });

  it('agrees with JSON.parse on what is valid', () => {
    const valid = fc.jsonValue().map((value) => JSON.stringify(value, null, 1));
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '/',
      '*',
      '\n',
      '\t',
      '0',
      '-',
      '.',
      'e',
      'null',
      '"a"',
      '\u0000',
      bom,
      '\u2028',
      ' ',
    );
    const broken = fc.tuple(valid, fc.nat(), fc.nat(3), piece).map(([text, at, cut, insert]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + insert + text.slice(start + cut);
    });
    fc.assert(
      fc.property(
        fc.oneof(
          valid,
          broken,
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          let isValid = true;
          try {
            JSON.parse(text.startsWith(bom) ? text.slice(1) : text);
          } catch {
            isValid = false;
          }
          const { syntaxError } = readJson(text);
          expect(syntaxError === undefined).toBe(isValid);
          expect(syntaxError?.message).not.toBe('The file is not valid JSON.');
          if (isValid) expect(readJson(text, { jsonc: true }).value).toEqual(JSON.parse(text.replace(/^\uFEFF/, '')));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('JSONC', () => {
  it('allows comments and trailing commas and keeps positions', () => {
    const text = '// top\n{\n  /* "a": 0, */ "a": [1, 2, /* last */ ], // "b"\n  "url": "https://x/*y*/", }\n// end';
    const document = readJson(text, { jsonc: true });
    expect(document.value).toEqual({ a: [1, 2], url: 'https://x/*y*/' });
    expect(document.locate(['a'], 'name')).toMatchObject({ line: 3, column: 17 });
    expect(text.slice(...(document.range(['url'], 'value') as [number, number]))).toBe('"https://x/*y*/"');
    expect(document.text).toBe(text);
  });

  it.each(['[,]', '[1,,]', '{,}', '{"a":,}', '[1 /* open', '[1] /', ',', '[1],', '{"a": 1,, }', "['a']"])(
    'still refuses %s',
    (text) => {
      expect(readJson(text, { jsonc: true }).syntaxError).toBeDefined();
    },
  );

  it('counts keys in comments as no keys', () => {
    expect(readJson('{"a": 1 /* "a": 2 */}', { jsonc: true }).duplicates).toEqual([]);
    expect(readJson('{"a": 1, // :\n"a": 2,}', { jsonc: true }).duplicates).toHaveLength(1);
  });

  it('refuses both in strict JSON', () => {
    expect(readJson('{"a": 1} // x').syntaxError).toBeDefined();
    expect(readJson('{"a": [1,]}').syntaxError).toBeDefined();
  });

  it('reads a file of comments as empty', () => {
    expect(readJson('// nothing\n', { jsonc: true }).syntaxError?.kind).toBe('empty');
  });
});

describe('size and depth', () => {
  it.each([1001, 10_000, 1_000_000])('refuses %i levels with a place, not a stack overflow', (depth) => {
    for (const text of ['['.repeat(depth) + ']'.repeat(depth), '{"a":'.repeat(depth), '\n['.repeat(depth)]) {
      const { syntaxError } = readJson(text);
      expect(syntaxError).toMatchObject({
        kind: 'depth',
        message: expect.stringContaining('more than 1,000 levels') as string,
      });
    }
    expect(readJson('['.repeat(depth)).syntaxError!.location).toMatchObject({ line: 1, column: 1001 });
    expect(readJson('[/**/'.repeat(depth), { jsonc: true }).syntaxError?.kind).toBe('depth');
  });

  it('reads 1,000 levels, and brackets in strings are no levels', () => {
    const document = readJson('['.repeat(1000) + ']'.repeat(1000));
    expect(document.syntaxError).toBeUndefined();
    expect(document.locate(Array<number>(999).fill(0))).toMatchObject({ column: 1000, endColumn: 1002 });
    expect(readJson(JSON.stringify('['.repeat(5000))).syntaxError).toBeUndefined();
    expect(readJson('{"a":'.repeat(999) + '{"b":1,"b":2}' + '}'.repeat(999)).duplicates).toHaveLength(1);
  });

  it('reads 10 MB in a moment, also with a finding at its end', () => {
    const statement = { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::example/*' };
    const text = JSON.stringify({ Statement: Array<object>(60_000).fill(statement) }, null, 2);
    expect(text.length).toBeGreaterThan(9_000_000);
    const started = performance.now();
    const document = readJson(text);
    expect(document.locate(['Statement', 59_999, 'Action', 1])).toMatchObject({ line: 2 + 59_999 * 8 + 5, column: 9 });
    expect(readJson(text.slice(0, -2)).syntaxError).toBeDefined();
    expect(performance.now() - started).toBeLessThan(8000);
  });

  it.each([
    ['quotes', '"'],
    ['backslashes', '\\'],
    ['escaped quotes', '\\"'],
    ['comment starts', '/*'],
    ['commas', ','],
    ['minus signs', '-'],
  ])('stays linear on many %s', (_, piece) => {
    const started = performance.now();
    for (const jsonc of [false, true]) readJson(`["${piece.repeat(300_000)}`, { jsonc });
    for (const jsonc of [false, true]) readJson(piece.repeat(300_000), { jsonc });
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
