import { describe, expect, it } from 'vitest';
import { parseBinary, parseBool, parseDate, parseNumber } from '../../src/policy/value.ts';

describe('parseDate', () => {
  it.each([
    ['2026', '2026-01-01T00:00:00.000Z'],
    ['2026-03', '2026-03-01T00:00:00.000Z'],
    ['2026-03-04', '2026-03-04T00:00:00.000Z'],
    ['2026-03-04T05:06Z', '2026-03-04T05:06:00.000Z'],
    ['2026-03-04T05:06:07Z', '2026-03-04T05:06:07.000Z'],
    ['2026-03-04T05:06:07.25Z', '2026-03-04T05:06:07.250Z'],
    ['2026-03-04T05:06:07+02:30', '2026-03-04T02:36:07.000Z'],
    ['2026-03-04T23:06-02:00', '2026-03-05T01:06:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['0099-01-01', '0099-01-01T00:00:00.000Z'],
  ])('%s is the instant %s', (text, instant) => {
    const date = parseDate(text);
    expect(date).toMatchObject({ kind: 'iso', lacksZone: false });
    expect(new Date(date!.ms).toISOString()).toBe(instant);
  });

  it('reads a time without a zone as UTC and says so', () => {
    expect(parseDate('2026-03-04T05:06:07')).toEqual({
      kind: 'iso',
      ms: Date.UTC(2026, 2, 4, 5, 6, 7),
      lacksZone: true,
    });
  });

  it.each([
    ['0', 0],
    ['1760000000', 1_760_000_000_000],
    ['1760000000.5', 1_760_000_000_500],
    ['-1', -1000],
    ['20260304', 20_260_304_000],
  ])('%s is epoch seconds', (text, ms) => {
    expect(parseDate(text)).toEqual({ kind: 'epoch', ms, lacksZone: false });
  });

  it.each([
    '', 'now', '2026-13', '2026-00-01', '2026-02-30', '2025-02-29', '2026-3-4', '2026-03-04T24:00Z', '2026-03-04T05:60Z',
    '2026-03-04T05Z', '2026-03-04 05:06Z', '2026-03-04T05:06+24:00', '2026-03-04T05:06+0200', '2026-03-04Z', ' 2026', '2026\n',
    '20*', '1e9', '99999999999999', '${aws:CurrentTime}', '2026-03-04T05:06:07.Z',
  ])('%j is no date', (text) => {
    expect(parseDate(text)).toBeUndefined();
  }); // prettier-ignore
});

describe('parseNumber', () => {
  it.each([
    ['0', 0],
    ['-1', -1],
    ['10', 10],
    ['3.25', 3.25],
    ['007', 7],
    ['1e+21', 1e21],
  ])('%s', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each(['', ' 1', '1 ', '+1', '.5', '1.', '0x10', '1_000', 'NaN', 'Infinity', '1e999', '١', '--1', '9'.repeat(500)])(
    '%j is no number',
    (text) => {
      expect(parseNumber(text)).toBeUndefined();
    },
  );
});

describe('parseBool and parseBinary', () => {
  it('reads Booleans in any letter case', () => {
    expect(['true', 'TRUE', 'False', 'yes', '', ' true', '1'].map(parseBool)).toEqual([
      true, true, false, undefined, undefined, undefined, undefined,
    ]); // prettier-ignore
  });

  it('gives equal texts to equal bytes', () => {
    expect(parseBinary('QmluYXJ5')).toBe('QmluYXJ5');
    expect(parseBinary('QR==')).toBe(parseBinary('QQ=='));
    expect(parseBinary('')).toBe('');
    for (const text of ['Q', 'QQ', 'QQ=', 'Q===', 'Q Q=', 'QQ-_', '====']) expect(parseBinary(text)).toBeUndefined();
  });
});
