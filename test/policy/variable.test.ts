import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayHaveVariables, parseVariables } from '../../src/policy/variable.ts';

/** Parts without offsets, to read a table easily: variables as [key, default?], escapes as {char}. */
function shape(text: string): unknown[] {
  return parseVariables(text).parts.map((part) => {
    if (typeof part === 'string') return part;
    if (part.kind === 'escape') return { char: part.char };
    return part.default === undefined ? [part.key] : [part.key, part.default];
  });
}

describe('parseVariables', () => {
  it.each<[string, unknown[]]>([
    ['', []],
    ['plain $ { } text', ['plain $ { } text']],
    ['${aws:username}', [['aws:username']]],
    ['a/${aws:username}/b', ['a/', ['aws:username'], '/b']],
    ['${a:b}${c:d}', [['a:b'], ['c:d']]],
    ['${*}${?}${$}', [{ char: '*' }, { char: '?' }, { char: '$' }]],
    ['$${aws:userid}', ['$', ['aws:userid']]],
    ['${$}{aws:userid}', [{ char: '$' }, '{aws:userid}']],
    ["${aws:PrincipalTag/team, 'company-wide'}", [['aws:PrincipalTag/team', 'company-wide']]],
    ["${aws:PrincipalTag/team,'a } b'}!", [['aws:PrincipalTag/team', 'a } b'], '!']],
    ["${k, ''}", [['k', '']]],
    ['${aws:PrincipalTag/Größe}', [['aws:PrincipalTag/Größe']]],
  ])('%j', (text, parts) => {
    expect(shape(text)).toEqual(parts);
    expect(parseVariables(text).problems).toEqual([]);
  });

  it.each<[string, unknown[], unknown[]]>([
    ['a${aws:username', ['a${aws:username'], [{ kind: 'missing-brace', start: 1, end: 15 }]],
    ['${', ['${'], [{ kind: 'missing-brace', start: 0, end: 2 }]],
    ['${a${b}', ['${a', ['b']], [{ kind: 'missing-brace', start: 0, end: 3 }]],
    ["${a, 'b'", ["${a, 'b'"], [{ kind: 'missing-brace', start: 0, end: 8 }]],
    ['x${}y', ['x${}y'], [{ kind: 'empty', start: 1, end: 4 }]],
    ['${  }', ['${  }'], [{ kind: 'empty', start: 0, end: 5 }]],
    ["${, 'd'}", ["${, 'd'}"], [{ kind: 'empty', start: 0, end: 8 }]],
    ['${ aws:username }', [['aws:username']], [{ kind: 'space', start: 0, end: 17 }]],
    ['${aws:user name}', [['aws:user name']], [{ kind: 'space', start: 0, end: 16 }]],
    ['${k, default}', [['k']], [{ kind: 'missing-quote', start: 0, end: 13 }]],
    ["${k, 'default}", [['k']], [{ kind: 'missing-quote', start: 0, end: 14 }]],
    ["${k, default'}", [['k']], [{ kind: 'missing-quote', start: 0, end: 14 }]],
    ['${k,}', [['k']], [{ kind: 'missing-quote', start: 0, end: 5 }]],
    ['${aws:user"name}', [['aws:user"name']], [{ kind: 'symbol', start: 0, end: 16 }]],
    ['${**}', [['**']], [{ kind: 'symbol', start: 0, end: 5 }]],
  ])('%j has a problem', (text, parts, problems) => {
    expect(shape(text)).toEqual(parts);
    expect(parseVariables(text).problems).toEqual(problems);
  });

  const piece = fc.constantFrom('${', '}', ',', "'", ' ', 'a', 'aws:x', '*', '$', '{', '?', ':');
  it('loses no text and gives offsets that point at the variables', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        const { parts, problems } = parseVariables(text);
        const written = parts.map((part) => (typeof part === 'string' ? part : text.slice(part.start, part.end)));
        expect(written.join('')).toBe(text);
        for (const problem of problems) expect(text.startsWith('${', problem.start)).toBe(true);
        if (problems.length > 0) expect(mayHaveVariables(text)).toBe(true);
      }),
    );
  });

  it.each(['${', "${a,'", '${a,', "${a,'b", "${a,' ", '${ ', "${a, 'b' "])('stays linear on many %j', (unit) => {
    const text = unit.repeat(100_000);
    const { parts } = parseVariables(text);
    expect(parts.map((part) => (typeof part === 'string' ? part : text.slice(part.start, part.end))).join('')).toBe(
      text,
    );
  });
});
