/**
 * Condition values as dates, numbers, Booleans and bytes.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */

export interface DateValue {
  /** How it was written: W3C profile of ISO 8601, or seconds since 1970. */
  readonly kind: 'iso' | 'epoch';
  /** Milliseconds since 1970. */
  readonly ms: number;
  /** An ISO time without `Z` or offset, which the W3C profile does not allow; read as UTC. */
  readonly lacksZone: boolean;
}

const isoDate = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d{1,20})?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/**
 * A date of the W3C profile (https://www.w3.org/TR/NOTE-datetime) or epoch seconds; undefined when it is neither. Four
 * digits are a year.
 */
export function parseDate(text: string): DateValue | undefined {
  const match = isoDate.exec(text);
  if (match === null) return parseEpoch(text);
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = '', zone] = match;
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const offset = parseOffset(zone ?? 'Z');
  // Date.parse takes the 30th of February for a day in March, and the hour 24.
  if (Number.isNaN(local) || offset === undefined || hour === '24') return undefined;
  if (new Date(local).getUTCDate() !== Number(day)) return undefined;
  const ms = local - offset + Math.floor(Number(`0${fraction}`) * 1000);
  return { kind: 'iso', ms, lacksZone: match[4] !== undefined && zone === undefined };
}

/** Milliseconds east of UTC. */
function parseOffset(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function parseEpoch(text: string): DateValue | undefined {
  if (!/^-?\d{1,13}(\.\d{1,20})?$/.test(text)) return undefined;
  const ms = Math.round(Number(text) * 1000);
  return Math.abs(ms) <= 8.64e15 ? { kind: 'epoch', ms, lacksZone: false } : undefined;
}

/** A decimal number, whole or fractional; with an exponent too, as JSON writes large numbers. */
export function parseNumber(text: string): number | undefined {
  if (text.length > 400 || !/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** `true` or `false` in any letter case. */
export function parseBool(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}

/** Base64 in its normal form, so that equal bytes are equal texts; undefined when it is no base64. */
export function parseBinary(text: string): string | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  return Buffer.from(text, 'base64').toString('base64');
}
