/** A large file read in pieces gives what it gives at once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPieces } from '../../src/usage/cloudtrail-pieces.ts';
import { readEvents, type Records } from '../../src/usage/cloudtrail-records.ts';

const small = { whole: 0, piece: 64 };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const event = (name: string) => ({ eventName: name, eventTime: '2026-10-01T00:00:00Z', note: 'a "]},[{ \\ é' });
const events = [event('A'), event('B\\"'), { ...event('C'), nested: [{ deep: [1, '}'] }] }, event('D')];

function joined(pieces: readonly Records[]): unknown {
  const reason = pieces.find((one) => 'reason' in one);
  if (reason) return reason;
  const good = pieces.filter((one) => 'events' in one);
  return { events: good.flatMap((one) => one.events), unreadable: good.reduce((sum, one) => sum + one.unreadable, 0) };
}

describe('readPieces', () => {
  it.each([
    ['a delivered file', JSON.stringify({ Records: events })],
    ['one with line breaks', JSON.stringify({ Records: events }, undefined, 2)],
    ['a plain list', JSON.stringify(events)],
    ['a byte order mark', `\uFEFF${JSON.stringify({ Records: events })}`],
    ['one event a line', events.map((one) => JSON.stringify(one)).join('\n')],
    [
      'a broken line',
      [JSON.stringify(events[0]), '{"eventName', ...events.map((one) => JSON.stringify(one))].join('\n'),
    ],
    ['an empty list', '{"Records":[]}'],
    ["another service's records", JSON.stringify({ Records: [{ s3: {} }, { s3: {} }] })],
    ['the list of another member', JSON.stringify({ Other: 1, Records: events })],
  ])('reads %s as at once', (_, text) => {
    const pieces = [...readPieces(bytesOf(text), small)];
    expect(joined(pieces)).toEqual(readEvents(bytesOf(text)));
  });

  it('uses more than one piece', () => {
    expect([...readPieces(bytesOf(JSON.stringify({ Records: events })), small)].length).toBeGreaterThan(2);
    expect([...readPieces(bytesOf(JSON.stringify({ Records: events })))]).toHaveLength(1);
  });

  it('keeps the events before the break of a file that ends in the middle, and says so', () => {
    const text = JSON.stringify({ Records: events });
    const pieces = [...readPieces(bytesOf(text.slice(0, -40)), small)];
    expect(pieces[0]).toHaveProperty('events');
    expect(pieces.at(-1)).toMatchObject({ isForeign: false });
  });

  it('reads any list of events as at once', () => {
    const made = fc.array(fc.record({ eventName: fc.string(), eventTime: fc.string(), more: fc.jsonValue() }));
    fc.assert(
      fc.property(made, fc.integer({ min: 1, max: 200 }), (list, piece) => {
        const bytes = bytesOf(JSON.stringify({ Records: list }));
        expect(joined([...readPieces(bytes, { whole: 0, piece })])).toEqual(readEvents(bytes));
      }),
      { numRuns: 200 },
    );
  });
});
