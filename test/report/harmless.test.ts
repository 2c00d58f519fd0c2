import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmless, printable, withoutCommands, xmlText } from '../../src/report/harmless.ts';
import { maskKeyIds, maskSecrets } from '../../src/report/mask.ts';
import { hostileTexts } from './sample.ts';

describe('harmless', () => {
  it.each([
    ['\u001b[31m', '\\u001b[31m'],
    ['a\nb\tc\r', 'a\\nb\\tc\\r'],
    ['\u202eabc\u2066', '\\u202eabc\\u2066'],
    ['a\u200bb\u2028', 'a\\u200bb\\u2028'],
    ['\ud800x', '\\ud800x'],
    ['\u{e0041}', '\\u{e0041}'],
    ['x ##[error]y', 'x # #[error]y'],
    ['##vso[task.x]', '# #vso[task.x]'],
    ['###[x]', '## #[x]'],
  ])('shows %j as %j', (text, shown) => {
    expect(harmless(text)).toBe(shown);
  });

  it.each(['arn:aws:iam::111122223333:role/x', 'naïve 日本語 e\u0301 😀', '## [x] # [y]', 'a::b'])(
    'leaves %j alone',
    (text) => {
      expect(harmless(text)).toBe(text);
    },
  );

  it('cuts what is too long, says so, and does not halve a pair', () => {
    expect(harmless('a'.repeat(1_000_000))).toBe(`${'a'.repeat(1000)}… (1000000 characters)`);
    expect(harmless(`${'a'.repeat(999)}😀${'b'.repeat(100)}`)).toBe(`${'a'.repeat(999)}… (1101 characters)`);
  });

  it('leaves no invisible character, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(harmless(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });
});

describe('withoutCommands', () => {
  it.each(['::error::x', '  ::x::', '\t::x', 'a\n::set-output name=x::y'])('breaks up %j', (text) => {
    expect(withoutCommands(text)).not.toMatch(/^\s*::/m);
  });

  it('leaves colons inside a line', () => {
    expect(withoutCommands('role arn:aws:iam::1:role/x')).toBe('role arn:aws:iam::1:role/x');
  });

  it('is linear in blanks and hashes', () => {
    const started = performance.now();
    withoutCommands(`${' '.repeat(500_000)}\n${'\r'.repeat(200_000)}${'#'.repeat(500_000)}${'##a'.repeat(200_000)}`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

it('printable ends with a newline and is empty for no lines', () => {
  expect(printable(['a', '::b'])).toBe('a\n: :b\n');
  expect(printable([])).toBe('');
});

it('xmlText holds no markup and nothing XML 1.0 forbids', () => {
  for (const text of hostileTexts) expect(xmlText(text)).toMatch(/^(?:&#\d+;|(?![\p{Cs}\ufffe\uffff])[^<>"'&])*$/u);
  expect(xmlText('a<b>&"\'\n\0\ud800')).toBe('a&#60;b&#62;&#38;&#34;&#39;&#10;');
});

describe('masks', () => {
  it('keeps the last four characters of an access key id, and the length', () => {
    expect(maskKeyIds('key AKIAIOSFODNN7EXAMPLE.')).toBe('key ****************MPLE.');
    expect(maskKeyIds('ASIAIOSFODNN7EXAMPLE')).toBe('****************MPLE');
  });

  it.each(['AKIA', 'AROAIOSFODNN7EXAMPLE', 'xASIAx', 'AKIAshort'])('leaves %s', (text) => {
    expect(maskKeyIds(text)).toBe(text);
  });

  it('hides a secret access key in a quoted line, and no hash', () => {
    const line =
      '"SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "sha": "da39a3ee5e6b4b0d3255bfef95601890afd80709"';
    expect(maskSecrets(line)).toBe(line.replace('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', '*'.repeat(40)));
  });

  it('masks a key that the length limit would halve', () => {
    expect(harmless(`${'a'.repeat(990)}-AKIAIOSFODNN7EXAMPLE`)).not.toContain('AKIA');
  });
});
