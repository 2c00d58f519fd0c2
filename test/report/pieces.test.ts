import { describe, expect, it } from 'vitest';
import { drawTable } from '../../src/report/draw-table.ts';
import { each, markup, toPieces, toText } from '../../src/report/html-text.ts';
import { jsonAround, jsonPieces, jsonText } from '../../src/report/json-text.ts';

const list = (items: readonly unknown[]) => ({
  length: items.length,
  slice: (start: number, end: number) => items.slice(start, end),
});

function inPieces(value: Readonly<Record<string, unknown>>, names: readonly string[]): readonly string[] {
  const lists = names.map((name) => [name, list(value[name] as readonly unknown[])] as const);
  return [...jsonPieces(value, Object.fromEntries(lists))];
}

describe('JSON in pieces', () => {
  const many = Array.from({ length: 60 }, (_, at) => ({
    at,
    deep: { list: [at, [], {}], text: `a\n"${at}" ##[x]\u200b` },
  }));

  it.each([
    ['an empty object', {}, []],
    ['no lists', { version: 1, left: undefined, text: 'AKIAIOSFODNN7EXAMPLE' }, []],
    ['an empty list', { findings: [], version: 1 }, ['findings']],
    ['one item', { version: 1, findings: [{ a: 1 }], summary: { b: [] } }, ['findings']],
    ['many items', { findings: many, policies: many.slice(0, 25), end: null }, ['findings', 'policies']],
    ['items that JSON has no word for', { findings: [undefined, 1, 'x'] }, ['findings']],
  ])('is what it is in one: %s', (_, value, names) => {
    expect(inPieces(value, names).join('')).toBe(jsonText(value));
  });

  it('comes in pieces that stay small however long the list is', () => {
    const pieces = inPieces({ findings: Array.from({ length: 10_000 }, () => 'x'.repeat(100)) }, ['findings']);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(10_000);
    expect(pieces.length).toBeGreaterThan(100);
  });
});

describe('JSON around a long list that stands deep', () => {
  const around = (results: readonly unknown[]): unknown => ({
    message: 'has "results": [] in it',
    runs: [{ notes: [], results, properties: { text: '\u200b', results: [1] } }],
  });

  it.each([
    ['no item', []],
    ['one item', [{ a: 1 }]],
    ['many', Array.from({ length: 60 }, (_, at) => ({ at, deep: [{ text: `"${at}"\n##[x]` }, []] }))],
    ['a list in it', [['"results": []'], []]],
  ])('is what it is in one: %s', (_, items) => {
    expect([...jsonAround(around([]), 'results', list(items))].join('')).toBe(jsonText(around(items)));
  });
});

describe('markup made when it is written', () => {
  it('is what it is in one', () => {
    const items = ['<a>', 'b', '"c"'];
    const lazy = markup`<ul>${each(items, (item, at) => markup`<li value="${at}">${item}</li>`)}</ul>`;
    const whole = markup`<ul>${items.map((item, at) => markup`<li value="${at}">${item}</li>`)}</ul>`;
    expect(toText(markup`<p>${[lazy, whole]}</p>`)).toBe(`<p>${toText(whole)}\n${toText(whole)}</p>`);
    expect(toText(whole)).toContain('<li value="0">&#60;a&#62;</li>\n<li');
  });

  it('is made no sooner', () => {
    const made: number[] = [];
    const lazy = each([1, 2, 3], (item) => {
      made.push(item);
      return markup`${item}`;
    });
    const pieces = toPieces(markup`<p>${lazy}</p>`)[Symbol.iterator]();
    expect([pieces.next().value, pieces.next().value]).toEqual(['<p>', '1']);
    expect(made).toEqual([1]);
  });
});

describe('a table', () => {
  const rows = [
    [['a'], ['b']],
    [['1'], ['long', 'text']],
    [['\u001b[31mred\u001b[39m'], ['日']],
  ];

  it('has a head, columns of their width and cells of several lines', () => {
    expect([...drawTable(rows, { widths: [3, 4], ruled: false })]).toEqual([
      '┌─────┬──────┐',
      '│ a   │ b    │',
      '├─────┼──────┤',
      '│ 1   │ long │',
      '│     │ text │',
      '│ \u001b[31mred\u001b[39m │ 日   │',
      '└─────┴──────┘',
    ]);
  });

  it('tells rows apart by lines when asked to', () => {
    const lines = [...drawTable(rows, { widths: [3, 4], ruled: true })];
    expect(lines.filter((line) => line.startsWith('├'))).toHaveLength(2);
  });
});
