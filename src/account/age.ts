/** Ages, counted alike by every rule. */

const day = 86_400_000;

/** Whole days from `from` to `now`, rounded down; negative when `from` lies ahead. */
export function daysBetween(from: Date, now: Date): number {
  return Math.floor((now.getTime() - from.getTime()) / day);
}

/** `2026-10-30`, in UTC, for messages. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
