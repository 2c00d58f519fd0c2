/** Careful looks into plain JSON values: own members only, and a value of another type is as good as absent. */

export type Members = Readonly<Record<string, unknown>>;

/** A value that was read, or why it could not be. */
export type Read<T> = { readonly value: T } | { readonly reason: string };

/** Is this a JSON object? */
export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member `name` itself; never something inherited, such as `constructor`. */
export function own(members: Members, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

/** A string that is not empty. */
export function textAt(members: Members, name: string): string | undefined {
  const value = own(members, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A finite number. */
export function numberAt(members: Members, name: string): number | undefined {
  const value = own(members, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A point in time as AWS prints it. */
export function timeAt(members: Members, name: string): Date | undefined {
  return parseTime(own(members, name));
}

/** Something stands there, but it is no time: "never" would be the wrong conclusion. */
export function isUnreadableTime(members: Members, name: string): boolean {
  const value = own(members, name);
  return value !== undefined && value !== null && parseTime(value) === undefined;
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/;

/** ISO 8601 with a time zone, as the AWS CLI and the credential report write it; or what the SDK made of that. */
export function parseTime(value: unknown): Date | undefined {
  const time = typeof value === 'string' && isoTime.test(value) ? new Date(value) : value;
  return time instanceof Date && !Number.isNaN(time.getTime()) ? time : undefined;
}

/** A record for names out of the account: it inherits nothing, so `constructor` is absent and `__proto__` a plain name. */
export function recordOf<T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> {
  const record = Object.create(null) as Record<string, T>;
  for (const [name, value] of entries) record[name] = value;
  return record;
}

/** Foreign text on one line of bearable length, for reasons and problems. */
export function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
