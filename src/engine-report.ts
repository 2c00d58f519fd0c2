/** From a rule's problem to a Finding: wording, place, fingerprint, order. */
import { hash } from 'node:crypto';
import type { Entity } from './account/model.ts';
import type { ActiveRule } from './engine.ts';
import type { Finding, Location, RelatedLocation, ResourceRef, Suggestion } from './finding.ts';
import { createFixBuilder } from './fix/edit.ts';
import { locate, pathOf, pointerOf, type Place } from './policy/place.ts';
import type { Locatable, Problem } from './rule.ts';

export function makeFinding({ rule, severity }: ActiveRule, problem: Problem): Finding {
  const { meta } = rule;
  const message = fillIn(meta.messages[problem.message] ?? problem.message, problem.data ?? {});
  const { location, resource, within } = resolve(problem.at);
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
  /** Pointer below the resource: in an account the order of users and roles says nothing about a finding. */
  readonly within?: string;
}

function resolve(at: Locatable): Resolved {
  if ('location' in at) return { location: at.location };
  if ('ref' in at) return { location: entityLocation(at), resource: at.ref, within: '' };
  const place: Place = 'place' in at ? at.place : at;
  const { resource } = place.source;
  return { location: locate(place), ...(resource && { resource, within: pointerOf('', pathOf(place)) }) };
}

function entityLocation({ file, pointer }: Entity): Location {
  return { ...(file !== undefined && { file }), ...(pointer !== undefined && { pointer }) };
}

/** Of rule, place and facts, without line numbers: the same problem keeps its fingerprint when lines move. */
function fingerprintOf(
  ruleId: string,
  problem: Problem,
  within: string,
  location: Location,
  resource?: ResourceRef,
): string {
  const where = resource ? [resource.type, resource.arn ?? resource.name] : [location.file ?? ''];
  const facts = [ruleId, problem.message, ...where, within, problem.data ?? {}];
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
