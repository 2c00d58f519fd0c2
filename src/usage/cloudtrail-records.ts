/**
 * The events of one CloudTrail file, in any of the forms people keep them in: as delivered (`{"Records": [...]}`), as a
 * list, one event a line, or as `aws cloudtrail lookup-events` prints them.
 */
import { isMembers, own, type Members } from '../account/shape.ts';

/** Events as they stand in the file, or why it has none. */
export type Records =
  | {
      readonly events: readonly unknown[];
      /** Lines that are no JSON, in a file of one event a line. */
      readonly unreadable: number;
    }
  | {
      readonly reason: string;
      /** A whole file of something else: it hides no events. */
      readonly isForeign: boolean;
    };

const foreign: Records = { reason: 'is no CloudTrail file', isForeign: true };
/** May hide events. */
export const broken: Records = { reason: 'is no valid JSON, or ends in the middle', isForeign: false };

const decoder = new TextDecoder();

/** Reads a file that is no longer compressed. Never throws. */
export function readEvents(bytes: Uint8Array): Records {
  const text = decoder.decode(bytes).trim();
  if (text === '') return { reason: 'is empty', isForeign: false };
  const value = parse(text);
  if (value === undefined) return readLines(text);
  if (Array.isArray(value)) return listOf(value);
  return isMembers(value) ? eventsIn(value) : foreign;
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function eventsIn(file: Members): Records {
  const records = own(file, 'Records');
  if (Array.isArray(records)) return listOf(records);
  const found = own(file, 'Events');
  if (Array.isArray(found)) return listOf(found.map(lookedUp));
  if (isEvent(file)) return listOf([file]);
  return foreign;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Event.html: the record itself is a text in it. */
function lookedUp(item: unknown): unknown {
  const text = isMembers(item) ? own(item, 'CloudTrailEvent') : undefined;
  return typeof text === 'string' ? parse(text) : item;
}

export function isEvent(value: unknown): boolean {
  return isMembers(value) && own(value, 'eventName') !== undefined && own(value, 'eventTime') !== undefined;
}

/** Other services' notifications have a list of Records too: without one event among them it is none of ours. */
export function listOf(events: readonly unknown[]): Records {
  if (events.length > 0 && !events.some(isEvent)) return foreign;
  return { events, unreadable: 0 };
}

function readLines(text: string): Records {
  const { events, unreadable, isAny } = linesOf(text);
  return isAny ? { events, unreadable } : broken;
}

/** What the lines of a text hold, and whether an event is among them. */
export function linesOf(text: string) {
  const events: unknown[] = [];
  let unreadable = 0;
  let isAny = false;
  for (let at = 0; at < text.length;) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    const line = text.slice(at, end).trim();
    at = end + 1;
    if (line === '') continue;
    const event = parse(line);
    if (event === undefined) unreadable += 1;
    else {
      events.push(event);
      isAny ||= isEvent(event);
    }
  }
  return { events, unreadable, isAny };
}
