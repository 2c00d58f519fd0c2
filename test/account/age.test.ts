import { describe, expect, it } from 'vitest';
import { dayOf, daysBetween } from '../../src/account/age.ts';

const now = new Date('2026-11-01T00:00:00Z');

describe('daysBetween', () => {
  it.each([
    ['2026-11-01T00:00:00Z', 0],
    ['2026-10-31T00:00:01Z', 0],
    ['2026-10-31T00:00:00Z', 1],
    ['2026-08-03T00:00:00Z', 90],
    ['2026-08-02T00:00:01Z', 90],
    ['2026-11-01T00:00:01Z', -1],
  ])('counts whole days from %s', (from, days) => {
    expect(daysBetween(new Date(from), now)).toBe(days);
  });
});

describe('dayOf', () => {
  it('is the day in UTC', () => {
    expect(dayOf(new Date('2026-10-30T23:30:00-02:00'))).toBe('2026-10-31');
  });
});
