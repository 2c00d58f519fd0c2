/** Findings that were there when a project began to use the tool: known, and counted, so that a further one is new. */
import { InputError } from '../errors.ts';
import type { Finding } from '../finding.ts';

export interface BaselineEntry {
  readonly ruleId: string;
  /** How many findings share the fingerprint. */
  readonly count: number;
  /** For people who read the file. */
  readonly where: string;
}

/** By fingerprint. */
export type Baseline = ReadonlyMap<string, BaselineEntry>;

export interface BaselineResult {
  /** New ones. */
  readonly kept: readonly Finding[];
  readonly known: readonly Finding[];
  /** In the baseline, but not found (any more), with how many are missing. */
  readonly gone: readonly BaselineEntry[];
}

/** The text of a baseline file: the same findings give the same bytes, in whatever order they come. */
export function makeBaseline(findings: readonly Finding[]): string {
  const entries = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    const { fingerprint, ruleId } = finding;
    const before = entries.get(fingerprint);
    const where = placeOf(finding);
    const least = before && before.where < where ? before.where : where;
    entries.set(fingerprint, { ruleId, count: (before?.count ?? 0) + 1, where: least });
  }
  const sorted = [...entries].sort(
    ([a, left], [b, right]) => compare(left.where, right.where) || compare(left.ruleId, right.ruleId) || compare(a, b),
  );
  return `${JSON.stringify({ version: 1, findings: Object.fromEntries(sorted) }, undefined, 2)}\n`;
}

function placeOf({ location, resource }: Finding): string {
  if (location.file !== undefined)
    return `${location.file}${location.pointer === undefined ? '' : `#${location.pointer}`}`;
  return resource ? (resource.arn ?? `${resource.type} ${resource.name}`) : '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Reads a baseline file's text; `file` names it in errors. */
export function parseBaseline(text: string, file: string): Baseline {
  const fail = (what: string): InputError =>
    new InputError(`${file} is not a baseline of iam-audit: ${what} Make a new one with --update-baseline.`);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw fail(`it is not valid JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
  if (!isObject(value) || value['version'] !== 1) throw fail('"version" is not 1.');
  const { findings } = value;
  if (!isObject(findings)) throw fail('"findings" is not an object.');
  return new Map(
    Object.entries(findings).map(([fingerprint, entry]) => {
      if (!isEntry(entry)) throw fail(`the entry ${JSON.stringify(fingerprint.slice(0, 80))} has not the right shape.`);
      return [fingerprint, { ruleId: entry.ruleId, count: entry.count, where: entry.where }];
    }),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEntry(value: unknown): value is BaselineEntry {
  if (!isObject(value)) return false;
  const { ruleId, count, where } = value;
  return typeof ruleId === 'string' && typeof where === 'string' && Number.isSafeInteger(count) && Number(count) > 0;
}

/** Takes known findings out; of findings with one fingerprint, as many as the baseline counts. */
export function applyBaseline(findings: readonly Finding[], baseline: Baseline): BaselineResult {
  const left = new Map([...baseline].map(([fingerprint, { count }]) => [fingerprint, count]));
  const kept: Finding[] = [];
  const known: Finding[] = [];
  for (const finding of findings) {
    const count = left.get(finding.fingerprint) ?? 0;
    if (count > 0) left.set(finding.fingerprint, count - 1);
    (count > 0 ? known : kept).push(finding);
  }
  const gone = [...baseline].flatMap(([fingerprint, entry]) => {
    const count = left.get(fingerprint) ?? 0;
    return count > 0 ? [{ ...entry, count }] : [];
  });
  return { kept, known, gone };
}
