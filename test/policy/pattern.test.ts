import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unknownPart } from '../../src/policy/unknown.ts';
import {
  compilePattern,
  covers,
  equalPatterns,
  fold,
  hasWildcard,
  intersects,
  isLiteral,
  isStar,
  matches,
  patternCovers,
  patternIntersects,
  patternMatches,
  type Pattern,
} from '../../src/policy/pattern.ts';

/** The definition, exponential: for small texts only. */
function matchNaively(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern.startsWith('*')) return matchNaively(rest, text) || (text !== '' && matchNaively(pattern, text.slice(1)));
  return text !== '' && (pattern.startsWith('?') || pattern[0] === text[0]) && matchNaively(rest, text.slice(1));
}

function textsUpTo(length: number, alphabet: string): string[] {
  let layer = [''];
  const all = [''];
  for (let size = 1; size <= length; size++) {
    layer = layer.flatMap((text) => Array.from(alphabet, (char) => text + char));
    all.push(...layer);
  }
  return all;
}

describe('matches', () => {
  it.each([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['*', 'a:/b\n', true],
    ['?', '', false],
    ['?', 'ab', false],
    ['a*c', 'ac', true],
    ['a*c', 'abbbc', true],
    ['a*c', 'abcd', false],
    ['a*b*c', 'acb', false],
    ['*ab', 'aab', true],
    ['a?c', 'ac', false],
    ['a**c', 'abc', true],
    ['a.c', 'abc', false],
    ['[ab]', 'a', false],
    ['a\\*', 'a\\x', true],
    ['s3:Get*', 's3:getobject', false],
    ['?', '😀', true],
    ['??', '😀', false],
    ['*?', '😀', true],
    ['😀*', '😀!', true],
    ['*\u{1F601}', '😀😁', true],
    ['\ud83d*', '😀', false],
    ['*\ude00', '😀', false],
  ])('%j matches %j: %j', (pattern, text, expected) => {
    expect(patternMatches(pattern, text)).toBe(expected);
  });

  it('ignores letter case when asked, in and out of ASCII', () => {
    expect(patternMatches('S3:GET*', 's3:getObject', true)).toBe(true);
    expect(patternMatches('Ä?', 'äX', true)).toBe(true);
    expect(patternMatches('İ', 'İ', true)).toBe(true);
    expect(fold('İX')).toHaveLength(2);
  });

  it('takes wildcards literally when asked', () => {
    expect(matches(compilePattern('a*', { literal: true }), 'a*')).toBe(true);
    expect(matches(compilePattern('a*', { literal: true }), 'ab')).toBe(false);
  });

  it('agrees with the definition on every small pattern and text', () => {
    const texts = textsUpTo(5, 'abz');
    for (const text of textsUpTo(4, 'ab*?')) {
      const pattern = compilePattern(text);
      for (const candidate of texts) {
        if (matches(pattern, candidate) !== matchNaively(text, candidate)) expect([text, candidate]).toBe('agreement');
      }
    }
  });
});

describe('covers and intersects', () => {
  it.each([
    ['*', '', true],
    ['*?', '?*', true],
    ['?*', '*?', true],
    ['?*', '*a', true],
    ['*?', 'a*', true],
    ['?*', '*', false],
    ['*a*', '*a', true],
    ['*a', '*a*', false],
    ['a*a', 'a', false],
    ['*a*a*', '*aa*', true],
    ['*aa*', '*a*a*', false],
    ['?*ab*', '*aba*b', false],
    ['*??*', 'a*b', true],
    ['*???*', 'a*b', false],
    ['a?', 'a*', false],
    ['arn:aws:s3:::bkt', 'arn:aws:s3:::bkt/*', false],
    ['arn:aws:s3:::bkt*', 'arn:aws:s3:::bkt/*', true],
    ['s3:Get*', 's3:get*', false],
  ])('%j covers %j: %j', (a, b, expected) => {
    expect(patternCovers(a, b)).toBe(expected);
  });

  /** Every pattern of up to four tokens, with the set of small texts it matches as a bit set. */
  const texts = textsUpTo(7, 'abz');
  const small = textsUpTo(4, 'ab*?').map((text) => {
    const pattern = compilePattern(text);
    const set = new Uint32Array(Math.ceil(texts.length / 32));
    texts.forEach((candidate, index) => {
      if (matchNaively(text, candidate)) set[index >> 5]! |= 1 << (index & 31);
    });
    return { text, pattern, set };
  });

  it('covers is inclusion, on all pairs of small patterns', () => {
    for (const a of small) {
      for (const b of small) {
        const isIncluded = b.set.every((bits, index) => (bits & ~a.set[index]!) === 0);
        if (covers(a.pattern, b.pattern) !== isIncluded) expect([a.text, b.text, isIncluded]).toBe('agreement');
      }
    }
  });

  it('intersects is a common text, on all pairs of small patterns', () => {
    for (const a of small) {
      for (const b of small) {
        const haveCommon = b.set.some((bits, index) => (bits & a.set[index]!) !== 0);
        if (intersects(a.pattern, b.pattern) !== haveCommon) expect([a.text, b.text, haveCommon]).toBe('agreement');
      }
    }
  });

  it('both are exact across letter case', () => {
    const candidates = textsUpTo(5, 'aAz');
    const cased = textsUpTo(3, 'aA*?').flatMap((text) =>
      [false, true].map((ignoreCase) => {
        const pattern = compilePattern(text, { ignoreCase });
        const read = (value: string): string => (ignoreCase ? value.toLowerCase() : value);
        return { text, pattern, texts: new Set(candidates.filter((value) => matchNaively(read(text), read(value)))) };
      }),
    );
    for (const a of cased) {
      for (const b of cased) {
        let isIncluded = true;
        let haveCommon = false;
        for (const text of b.texts) {
          if (a.texts.has(text)) haveCommon = true;
          else isIncluded = false;
        }
        const decided = [covers(a.pattern, b.pattern), intersects(a.pattern, b.pattern)];
        if (decided[0] !== isIncluded || decided[1] !== haveCommon)
          expect([a.pattern, b.pattern, decided]).toBe('agreement');
      }
    }
  });

  it('a letter without another case is itself in both', () => {
    expect(covers(compilePattern('1ß'), compilePattern('1ß', { ignoreCase: true }))).toBe(true);
    expect(covers(compilePattern('a'), compilePattern('a', { ignoreCase: true }))).toBe(false);
    expect(covers(compilePattern('?'), compilePattern('a', { ignoreCase: true }))).toBe(true);
  });

  const glob = fc.array(fc.constantFrom('a', 'b', '*', '?', ':'), { maxLength: 9 }).map((parts) => parts.join(''));
  const word = fc.array(fc.constantFrom('a', 'b', ':', 'z'), { maxLength: 9 }).map((parts) => parts.join(''));
  /** A text of the glob, so that "matches" is not always false. */
  const instance = (pattern: string, fill: string): string => pattern.replaceAll('*', fill).replaceAll('?', 'z');

  it('keeps the laws of inclusion and intersection', () => {
    fc.assert(
      fc.property(glob, glob, glob, word, (a, b, c, fill) => {
        expect(patternCovers(a, a)).toBe(true);
        expect(patternMatches(a, instance(a, fill))).toBe(true);
        expect(patternIntersects(a, a)).toBe(true);
        expect(patternIntersects(a, b)).toBe(patternIntersects(b, a));
        if (patternCovers(a, b) && patternCovers(b, c)) expect(patternCovers(a, c)).toBe(true);
        if (patternCovers(a, b)) {
          expect(patternMatches(a, instance(b, fill))).toBe(true);
          expect(patternIntersects(a, b)).toBe(true);
        }
        if (patternMatches(a, instance(b, fill))) expect(patternIntersects(a, b)).toBe(true);
        expect(patternMatches(a, fill)).toBe(matchNaively(a, fill));
        expect(patternCovers(a, fill)).toBe(patternMatches(a, fill));
        expect(patternIntersects(a, fill)).toBe(patternMatches(a, fill));
      }),
      { numRuns: 2000 },
    );
  });

  it('widening a glob covers it: the laws are not vacuous', () => {
    fc.assert(
      fc.property(glob, fc.nat(8), fc.nat(3), (text, at, length) => {
        const wider = `${text.slice(0, at)}*${text.slice(at + length)}`;
        expect(patternCovers(wider, text)).toBe(true);
        expect(patternIntersects(wider, text)).toBe(true);
        if (!patternCovers(text, wider)) expect(equalPatterns(compilePattern(wider), compilePattern(text))).toBe(false);
      }),
    );
  });

  it('equal patterns are equal however their wildcards are written', () => {
    expect(equalPatterns(compilePattern('a*?*'), compilePattern('a?**'))).toBe(true);
    expect(equalPatterns(compilePattern('a*'), compilePattern('a?*'))).toBe(false);
    expect(equalPatterns(compilePattern('A', { ignoreCase: true }), compilePattern('a'))).toBe(false);
  });
});

describe('variables', () => {
  const compile = (text: string): Pattern => compilePattern(text, { variables: true });

  it('are literal text unless asked for', () => {
    expect(patternMatches('${aws:username}', '${aws:username}')).toBe(true);
    expect(matches(compile('${aws:username}'), '${aws:username}')).toBe(false);
    expect(patternMatches('${*}', '${abc}')).toBe(true);
  });

  it('escapes are literal characters', () => {
    expect(matches(compile('a${*}${?}${$}*'), 'a*?$tail')).toBe(true);
    expect(matches(compile('a${*}'), 'ab')).toBe(false);
    expect(isLiteral(compile('a${*}'))).toBe(true);
    expect(hasWildcard('a${*}', { variables: true })).toBe(false);
    expect(hasWildcard('a${*}')).toBe(true);
    expect(hasWildcard('a*', { literal: true })).toBe(false);
  });

  it.each([
    ['a/*', 'a/${aws:username}', true],
    ['a/${aws:username}', 'a/${AWS:UserName}', true],
    ['a/${aws:username}/*', 'a/${aws:username}/b/*', true],
    ['*${aws:username}*', 'a${aws:username}', true],
    ['a/${aws:username}', 'a/${aws:userid}', false],
    ["a/${aws:username, 'x'}", 'a/${aws:username}', false],
    ['a/?*', 'a/${aws:username}', false],
    ['a/?', 'a/${aws:username}', false],
    ['a/${aws:username}', 'a/bob', false],
    ['a/${aws:username}', 'a/*', false],
  ])('%j covers %j: %j', (a, b, expected) => {
    expect(covers(compile(a), compile(b))).toBe(expected);
  });

  it('may be anything for intersects', () => {
    expect(intersects(compile('a/${aws:username}'), compile('a/bob'))).toBe(true);
    expect(intersects(compile('a/${aws:username}'), compile('b/bob'))).toBe(false);
    expect(intersects(compile('${a:b}'), compile('${c:d}'))).toBe(true);
  });

  it('are replaced by values whose wildcards are literal', () => {
    const resolve = (key: string): string | undefined => (key === 'aws:username' ? 'b*b' : undefined);
    const options = { variables: true, resolve };
    expect(matches(compilePattern('a/${aws:username}', options), 'a/b*b')).toBe(true);
    expect(matches(compilePattern('a/${aws:username}', options), 'a/bob')).toBe(false);
    expect(matches(compilePattern("a/${aws:userid, 'none'}", options), 'a/none')).toBe(true);
    expect(compilePattern('a/${aws:userid}', options).hasVariable).toBe(true);
  });

  it('an answer about variables holds for every value', () => {
    const part = fc.constantFrom('a', 'b', '*', '?', '${k:v}', '${k:w}');
    const glob = fc.array(part, { maxLength: 7 }).map((parts) => parts.join(''));
    const value = fc.array(fc.constantFrom('a', 'b', 'z'), { maxLength: 4 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(glob, glob, value, value, (a, b, v, w) => {
        const resolve = (key: string): string => (key === 'k:v' ? v : w);
        const [resolvedA, resolvedB] = [a, b].map((text) => compilePattern(text, { variables: true, resolve }));
        if (covers(compile(a), compile(b))) expect(covers(resolvedA!, resolvedB!)).toBe(true);
        if (intersects(resolvedA!, resolvedB!)) expect(intersects(compile(a), compile(b))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('compilePattern', () => {
  it('tells stars, wildcards and the literal beginning', () => {
    expect(isStar(compilePattern('**'))).toBe(true);
    expect(isStar(compilePattern('*a'))).toBe(false);
    expect(isStar(compilePattern('*', { literal: true }))).toBe(false);
    expect(compilePattern('S3:Get*', { ignoreCase: true }).prefix).toBe('s3:get');
    expect(compilePattern('abc')).toMatchObject({ prefix: 'abc', hasWildcard: false, hasVariable: false });
  });
});

describe('hostile patterns', () => {
  const many = 5000;
  it.each<[name: string, pattern: string, text: string]>([
    ['stars that never find their end', '*a'.repeat(many) + 'b', 'a'.repeat(2 * many)],
    ['a long segment that nearly fits everywhere', '*' + 'a'.repeat(many) + 'b', 'a'.repeat(2 * many)],
    ['nothing but stars', '*'.repeat(many) + 'b', 'a'.repeat(2 * many)],
    ['least lengths', '?*'.repeat(many) + 'b', 'a'.repeat(2 * many)],
  ])('%s', (_name, pattern, text) => {
    expect(patternMatches(pattern, text)).toBe(false);
    expect(patternCovers(pattern, `${text}*`)).toBe(false);
    expect(patternCovers('*', pattern)).toBe(true);
    expect(patternCovers(pattern, pattern)).toBe(true);
    expect(patternIntersects(pattern, text)).toBe(false);
  });

  it('decides two long starry globs', () => {
    expect(patternCovers('*a'.repeat(2000) + '*', '*aa'.repeat(2000) + '*')).toBe(true);
    expect(patternCovers('*aa'.repeat(2000) + '*', '*a'.repeat(4000) + '*')).toBe(false);
    expect(patternIntersects('*a'.repeat(1500) + 'x', '*b'.repeat(1500) + 'y')).toBe(false);
    expect(patternIntersects('*a'.repeat(1500) + 'x', '*b'.repeat(1500) + '*')).toBe(true);
  });
});

describe('parts that only deployment knows', () => {
  const bucket = unknownPart('Bucket');
  const other = unknownPart('Other');

  it('are covered by a star and by themselves only', () => {
    expect(patternCovers('arn:aws:s3:::*', `arn:aws:s3:::${bucket}`)).toBe(true);
    expect(patternCovers(`a${bucket}`, `a${bucket}`)).toBe(true);
    expect(patternCovers(`a${bucket}`, `a${other}`)).toBe(false);
    expect(patternCovers(`a${bucket}`, 'ab')).toBe(false);
    expect(patternCovers('a?', `a${bucket}`)).toBe(false);
  });

  it('may be equal to anything', () => {
    expect(patternIntersects(`a${bucket}c`, 'abc')).toBe(true);
    expect(patternIntersects(`a${bucket}c`, `a${other}c`)).toBe(true);
    expect(patternIntersects(`a${bucket}c`, 'abd')).toBe(false);
  });
});
