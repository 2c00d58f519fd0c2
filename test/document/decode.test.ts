import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/document/decode.ts';
import { kindOfFile } from '../../src/document/file-kind.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('decodeText', () => {
  it('decodes UTF-8 and keeps the byte order mark', () => {
    expect(decodeText(new TextEncoder().encode('{"é": "😀"}'))).toEqual({ text: '{"é": "😀"}' });
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0x7b, 0x7d))).toEqual({ text: '\uFEFF{}' });
  });

  it('decodes a view into a larger buffer', () => {
    expect(decodeText(bytes(0xff, 0x7b, 0x7d, 0xff).subarray(1, 3))).toEqual({ text: '{}' });
  });

  it.each([
    ['no bytes', bytes(), 'empty'],
    ['only a byte order mark', bytes(0xef, 0xbb, 0xbf), 'empty'],
    ['UTF-16LE', bytes(0xff, 0xfe, 0x7b, 0), 'utf-16'],
    ['UTF-16BE', bytes(0xfe, 0xff, 0, 0x7b), 'utf-16'],
    ['NUL bytes', bytes(0x7b, 0, 0x7d), 'binary'],
    ['Latin-1', bytes(0x22, 0xe9, 0x22), 'binary'],
    ['a cut character', bytes(0x22, 0xf0, 0x9f), 'binary'],
    ['an encoded surrogate', bytes(0xed, 0xa0, 0x80), 'binary'],
  ])('says of %s that it is %s', (_, input, problem) => {
    expect(decodeText(input)).toEqual({ problem, message: expect.any(String) as string });
  });
});

describe('kindOfFile', () => {
  it.each([
    ['a.json', 'json'],
    ['a/B.JSON', 'json'],
    ['x.jsonc', 'jsonc'],
    ['rootkey.csv', 'csv'],
    ['a.json/readme', undefined],
    ['a.yaml', 'yaml'],
    ['a.YML', 'yaml'],
    ['stack.template', 'yaml'],
    ['main.tf', 'terraform'],
    ['a.md', 'markdown'],
    ['a.txt', undefined],
    ['json', undefined],
    ['C:\\x\\p.json', 'json'],
  ])('%s', (path, kind) => {
    expect(kindOfFile(path)).toBe(kind);
  });
});
