/** Reads an operation page by page. An answer must be complete to count: half a list reads as a short one. */
import { AnswerError } from './failure.ts';
import { printAnswer } from './printed.ts';
import { send, type Http, type Session } from './session.ts';
import type { Printed } from './types.ts';

/** How to ask for a page, and what must be in it. */
export interface Pages {
  call(token: string | undefined, http: Http): Promise<object>;
  /** Members that hold the result: the lists among them are joined over the pages. */
  readonly members: readonly string[];
  /** `some`: one of the members is enough, the others count as empty. Default: every one. */
  readonly needs?: 'every' | 'some';
}

/** Against an endpoint that makes up new markers for ever; real accounts stay far below. */
const mostPages = 10_000;

/** All pages as one answer of the AWS CLI. */
export async function readPages(session: Pick<Session, 'limit' | 'signal'>, pages: Pages): Promise<Printed> {
  const joined: Record<string, unknown> = {};
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const answer = await send(session, (http) => pages.call(token, http));
    checkMembers(answer, pages);
    joinPage(joined, printAnswer(answer));
    token = nextToken(answer, seen);
  } while (token !== undefined);
  if (pages.needs === 'some') for (const name of pages.members) joined[name] ??= [];
  return joined;
}

/**
 * The SDK reads an empty body, or an HTML page of status 200, as an answer without any member and without an error.
 * AWS sends every list, also an empty one.
 */
function checkMembers(answer: object, { members, needs }: Pages): void {
  const isThere = (name: string): boolean => (answer as Record<string, unknown>)[name] !== undefined;
  if (needs === 'some' ? !members.some(isThere) : !members.every(isThere)) throw new AnswerError('EmptyAnswer');
}

function joinPage(joined: Record<string, unknown>, page: Printed): void {
  for (const [name, value] of Object.entries(page)) {
    const before = joined[name];
    if (Array.isArray(before) && Array.isArray(value)) for (const item of value as unknown[]) before.push(item);
    else joined[name] = value;
  }
}

function nextToken(answer: object, seen: Set<string>): string | undefined {
  const {
    IsTruncated,
    Marker,
    nextToken: next,
    NextToken,
  } = answer as { IsTruncated?: boolean; Marker?: string; nextToken?: string; NextToken?: string };
  const token = IsTruncated === true ? Marker : (next ?? NextToken);
  if (token === undefined || token === '') {
    if (IsTruncated === true) throw new AnswerError('MissingMarker');
    return undefined;
  }
  if (seen.has(token)) throw new AnswerError('RepeatedMarker');
  if (seen.size >= mostPages) throw new AnswerError('TooManyPages');
  seen.add(token);
  return token;
}
