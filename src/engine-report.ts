/** From a rule's problem to a Finding: wording, place, fingerprint, order. */
import { hash } from 'node:crypto';
import type { AccountPolicy, Entity } from './account/model.ts';
import type { ActiveRule } from './engine.ts';
import type { Finding, Location, RelatedLocation, ResourceRef, Suggestion } from './finding.ts';
import { createFixBuilder } from './fix/edit.ts';
import { locate, pathOf, pointerOf, type Place } from './policy/place.ts';
import { hasUnknownPart, showUnknownParts } from './policy/unknown.ts';
import type { Locatable, Problem } from './rule.ts';

/** `show` gives texts as people read them, where the rule saw them in another form. */
export function makeFinding(
  { rule, severity }: ActiveRule,
  given: Problem,
  show: (text: string) => string = showUnknownParts,
): Finding {
  const { meta } = rule;
  const problem = show === showUnknownParts && !mayHaveUnknownParts(given) ? given : showProblem(given, show);
  const message = fillIn(meta.messages[problem.message] ?? problem.message, problem.data ?? {});
  const { location, within, ...resolved } = resolve(problem.at);
  const resource = problem.resource ?? resolved.resource;
  const fix = meta.fixable === true ? problem.fix?.(createFixBuilder()) : undefined;
  const related = problem.related?.map(({ at, text }): RelatedLocation => ({
    message: text,
    location: resolve(at).location,
  }));
  const suggestions = problem.suggestions?.flatMap(({ title, fix: make }): Suggestion[] => {
    const made = make(createFixBuilder());
    return made ? [{ title, ...made }] : [];
  });
  return {
    ruleId: meta.id,
    messageId: problem.message,
    message,
    severity: severity ?? problem.severity ?? meta.severity,
    location,
    ...(resource && { resource }),
    ...(related && related.length > 0 && { related }),
    ...(problem.evidence && { evidence: problem.evidence }),
    ...(fix && { fix }),
    ...(suggestions && suggestions.length > 0 && { suggestions }),
    fingerprint: fingerprintOf(meta.id, problem, within ?? location.pointer ?? '', location, resource),
  };
}

function mayHaveUnknownParts({ data = {} }: Problem): boolean {
  return Object.values(data).some((value) => typeof value === 'string' && hasUnknownPart(value));
}

function showProblem(problem: Problem, show: (text: string) => string): Problem {
  const { data, evidence, related } = problem;
  return {
    ...problem,
    ...(data && { data: showTexts(data, show) as NonNullable<Problem['data']> }),
    ...(evidence && { evidence: showTexts(evidence, show) as NonNullable<Problem['evidence']> }),
    ...(related && { related: related.map(({ at, text }) => ({ at, text: show(text) })) }),
  };
}

/** Evidence is a few levels deep. */
function showTexts(value: unknown, show: (text: string) => string): unknown {
  if (typeof value === 'string') return show(value);
  if (Array.isArray(value)) return value.map((item) => showTexts(item, show));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, showTexts(item, show)]));
}

function fillIn(template: string, data: NonNullable<Problem['data']>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    if (value === undefined) return whole;
    return typeof value === 'object' ? value.join(', ') : String(value);
  });
}

interface Resolved {
  readonly location: Location;
  readonly resource?: ResourceRef;
  /** Pointer below the resource, an inline policy's name included: in an account the order of users and roles says nothing about a finding. */
  readonly within?: string;
}

function resolve(at: Locatable): Resolved {
  if ('location' in at) return { location: at.location, ...(at.ref && { resource: at.ref }) };
  if ('ref' in at) return { location: entityLocation(at), resource: at.ref, within: inlineName(at) };
  const place: Place = 'place' in at ? at.place : at;
  const { resource, inline } = place.source;
  const within = inline === undefined ? pathOf(place) : ['inline', inline, ...pathOf(place)];
  return { location: locate(place), ...(resource && { resource, within: pointerOf('', within) }) };
}

/** An inline policy has no ARN: only its name tells it from the others of the same owner. */
function inlineName(at: Entity & Partial<Pick<AccountPolicy, 'kind' | 'name'>>): string {
  return at.kind === 'inline' && at.name !== undefined ? pointerOf('', ['inline', at.name]) : '';
}

function entityLocation({ file, pointer }: Entity): Location {
  return { ...(file !== undefined && { file }), ...(pointer !== undefined && { pointer }) };
}

/** Facts that change with every day: a baseline of yesterday must know the finding of today. */
const growing: ReadonlySet<string> = new Set(['age', 'days', 'idle', 'observed']);

/** Of rule, place and facts, without line numbers: the same problem keeps its fingerprint when lines move. */
function fingerprintOf(
  ruleId: string,
  problem: Problem,
  within: string,
  location: Location,
  resource?: ResourceRef,
): string {
  const where = resource ? [resource.type, resource.arn ?? resource.name] : [location.file ?? ''];
  const lasting = Object.entries(problem.data ?? {}).filter(([name]) => !growing.has(name));
  const facts = [ruleId, problem.message, ...where, within, Object.fromEntries(lasting)];
  return hash('sha256', JSON.stringify(facts)).slice(0, 32);
}

/** By file or resource, line, column, rule; then by what tells equal ones apart, so that order never depends on the run. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  const keyed = findings.map((finding) => ({ finding, key: sortKey(finding) }));
  keyed.sort((a, b) => compareKeys(a.key, b.key));
  return keyed
    .filter(({ key }, at) => at === 0 || compareKeys(keyed[at - 1]?.key ?? [], key) !== 0)
    .map(({ finding }) => finding);
}

type Key = readonly (string | number)[];

function sortKey({ location, resource, ruleId, message }: Finding): Key {
  const { file = '', line = 0, column = 0, pointer = '' } = location;
  return [file, line, column, resource?.arn ?? resource?.name ?? '', ruleId, pointer, message];
}

function compareKeys(a: Key, b: Key): number {
  for (let i = 0; i < b.length; i++) {
    const left = a[i] ?? '';
    const right = b[i] ?? '';
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return 0;
}
