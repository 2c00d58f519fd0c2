/** One Action element with the patterns of what is unused taken out. Every pattern that comes out lies within one that went in. */
import { isTrackedAction } from '../catalog/tracked-actions.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { compileAction, coversAction } from '../policy/arn.ts';
import { matches } from '../policy/pattern.ts';
import { compactNames } from './compact.ts';
import { namesWithin, remembered, type Remembered } from './remembered.ts';
import type { Judge, Unused, UnusedAction } from './judge-use.ts';
import type { KeepReason, Kept, SuggestOptions } from './model.ts';
import type { Protection } from './protect.ts';

/** What judges a document. */
export interface Bench {
  readonly judge: Judge;
  readonly protection: Protection;
  readonly options: SuggestOptions;
  readonly catalog: Catalog;
}

/** A pattern, or a single action of one, that goes, and what shows that it is unused. */
export interface Removal {
  readonly service: string;
  readonly action: string;
  readonly verdict: Unused;
  readonly tracked: boolean;
}

export interface Shrunk {
  /** What stands in the place of the pattern; the pattern itself: it stays. */
  readonly patterns: readonly string[];
  readonly removals: readonly Removal[];
  readonly kept: readonly Kept[];
}

/** What becomes of one pattern of an Allow statement's Action. */
export function shrinkPattern(text: string, bench: Bench): Shrunk {
  if (bench.protection.covers(text)) return stays(text, 'keep-list');
  if (isEverything(text)) return shrinkEverything(text, bench);
  const colon = text.indexOf(':');
  const [service, name] = [text.slice(0, colon).toLowerCase(), text.slice(colon + 1).toLowerCase()];
  // A wildcard in the service's name: IAM refuses it, so nobody can say what it grants.
  if (colon <= 0 || /[*?]/.test(service)) return stays(text, 'not-judged');
  return /[*?]/.test(name) ? shrinkWildcard(text, service, bench) : shrinkAction(text, service, name, bench);
}

/** `*` and `*:*`. */
export function isEverything(text: string): boolean {
  return /^\*+(?::\*+)?$/.test(text);
}

function stays(text: string, reason?: KeepReason, unused?: readonly string[]): Shrunk {
  const kept = reason === undefined ? [] : [{ actions: [text], reason, ...(unused && { unused }) }];
  return { patterns: [text], removals: [], kept };
}

function shrinkAction(text: string, service: string, name: string, { judge, protection }: Bench): Shrunk {
  const verdict = judge.action(service, name);
  if (verdict.is === 'used') return stays(text, verdict.deniedOnly ? 'denied-only' : undefined);
  const reason = protection.reason(service, name);
  if (reason) return stays(text, reason);
  if (verdict.is === 'unknown') return stays(text, verdict.reason);
  return { patterns: [], removals: [removalOf(text, service, verdict, name)], kept: [] };
}

function removalOf(action: string, service: string, verdict: Unused, name?: string): Removal {
  const tracked = name === undefined || verdict.of === 'action' || isTrackedAction(service, name);
  return { service, action, verdict, tracked };
}

/** A wildcard within one service. */
function shrinkWildcard(text: string, service: string, bench: Bench): Shrunk {
  const wanted = bench.protection.within(text);
  if (!wanted) return stays(text, 'keep-list');
  const verdict = bench.judge.service(service);
  if (verdict.is === 'unused') return shrinkUnusedService(text, service, verdict, wanted, bench);
  const unused = unusedWithin(text, service, bench);
  if (unused.length === 0) {
    if (verdict.is === 'unknown') return stays(text, verdict.reason);
    return stays(text, verdict.deniedOnly ? 'denied-only' : undefined);
  }
  const names = namesOf(text, service, bench);
  const lost = unused.map(({ name }) => name);
  const removals = unused.map((one) =>
    removalOf(`${service}:${one.name}`, service, one.verdict, one.name.toLowerCase()),
  );
  if (names.length === lost.length && wanted.length === 0) return { patterns: [], removals, kept: [] };
  if (!bench.options.pinWildcards) {
    return stays(
      text,
      'wildcard',
      lost.map((name) => `${service}:${name}`),
    );
  }
  const gone = new Set(lost);
  const left = names.filter((name) => !gone.has(name));
  return { patterns: pin(text, left, lost, wanted), removals, kept: [] };
}

/** The unused actions of a service that a pattern of it matches and nothing protects. */
function unusedWithin(text: string, service: string, { judge, protection }: Bench): readonly UnusedAction[] {
  const pattern = compileAction(text);
  return [...judge.unusedIn(service)].flatMap(([key, one]) =>
    matches(pattern, `${service}:${key}`) && !protection.reason(service, key) ? [one] : [],
  );
}

function pin(
  text: string,
  left: readonly string[],
  lost: readonly string[],
  wanted: readonly string[],
): readonly string[] {
  const prefix = text.slice(0, text.indexOf(':') + 1);
  const patterns = compactNames(left, lost, (pattern) => coversAction(text, prefix + pattern)).map(
    (pattern) => prefix + pattern,
  );
  const more = wanted.filter((one) => !patterns.some((pattern) => coversAction(pattern, one)));
  return [...patterns, ...more];
}

/** All of it goes, but for what is protected. */
function shrinkUnusedService(
  text: string,
  service: string,
  verdict: Unused,
  wanted: readonly string[],
  bench: Bench,
): Shrunk {
  const { protection, catalog } = bench;
  const removals = [removalOf(text, service, verdict)];
  const singles = new Set(protection.singleIn(service));
  if (singles.size === 0 && wanted.length === 0) return { patterns: [], removals, kept: [] };
  const prefix = text.slice(0, text.indexOf(':') + 1);
  const isWanted = (name: string): boolean => wanted.some((one) => coversAction(one, prefix + name));
  const names = namesOf(text, service, bench);
  const saved = names.filter((name) => singles.has(name.toLowerCase()) && !isWanted(name));
  const kept: readonly Kept[] = [
    ...saved.map((name): Kept => {
      return { actions: [prefix + name], reason: protection.reason(service, name.toLowerCase()) ?? 'dependent' };
    }),
    ...wanted.map((one): Kept => ({ actions: [one], reason: 'keep-list' })),
  ];
  const compact = (): readonly string[] | undefined => {
    const lost = names.filter((name) => !isWanted(name) && !saved.includes(name));
    if (kept.length > 0 && lost.length === 0) return undefined;
    return compactNames(saved, lost, (pattern) => coversAction(text, prefix + pattern));
  };
  const patterns = remembered(
    compactions,
    catalog,
    JSON.stringify([text, saved, wanted, names.slice(namesWithin(catalog, text).length)]),
    compact,
  );
  // Nothing of it goes that the catalogue knows: then the pattern is as good as what would take its place.
  if (!patterns) return { patterns: [text], removals: [], kept };
  return { patterns: [...patterns.map((pattern) => prefix + pattern), ...wanted], removals, kept };
}

const compactions: Remembered<readonly string[] | undefined> = new WeakMap();

/** Actions of today that the pattern stands for, also those that only the usage knows. */
function namesOf(text: string, service: string, { catalog, judge }: Bench): readonly string[] {
  const known = namesWithin(catalog, text);
  const seen = [...(judge.usage.services.get(service)?.actions.values() ?? [])].map(({ name }) => name);
  if (seen.length === 0) return known;
  const info = catalog.service(service)?.actions;
  const pattern = compileAction(text);
  const others = seen.filter((name) => info?.has(name.toLowerCase()) !== true);
  return [...known, ...others.filter((name) => matches(pattern, `${service}:${name}`))];
}

/** `*` becomes the services in use, when the usage lists all services that are granted and judges each. */
function shrinkEverything(text: string, bench: Bench): Shrunk {
  const { judge, protection, catalog, options } = bench;
  const { usage } = judge;
  // A pattern for all services cannot be told apart by service, and IAM takes no wildcard in a service's name.
  if (options.keep.some((one) => !/^[\w-]+:/.test(one))) return stays(text, 'keep-list');
  const listed = usage.listsGrantedServices === true ? [...usage.services.keys()] : catalog.prefixes;
  const services = listed.toSorted();
  const verdicts = services.map((service) => judge.service(service));
  if (services.length === 0 || verdicts.some(({ is }) => is === 'unknown')) return stays(text, 'not-judged');
  if (!verdicts.some(({ is }) => is === 'unused')) return stays(text);
  const parts = services.map((service) => shrinkPattern(`${service}:*`, bench));
  const patterns = parts.flatMap((part) => part.patterns);
  const isNew = (pattern: string): boolean => !patterns.some((one) => coversAction(one, pattern));
  const saved = [...protection.single].filter(isNew).sort();
  const more: readonly Kept[] = [
    ...options.keep.filter(isNew).map((one): Kept => ({ actions: [one], reason: 'keep-list' })),
    ...saved
      .filter((one) => !options.keep.some((other) => coversAction(other, one)))
      .map((one): Kept => {
        const [service = '', name = ''] = one.split(':');
        return { actions: [spell(one, catalog)], reason: protection.reason(service, name) ?? 'dependent' };
      }),
  ];
  return {
    patterns: [...patterns, ...more.flatMap(({ actions }) => actions)],
    removals: parts.flatMap((part) => part.removals),
    kept: [...parts.flatMap((part) => part.kept), ...more],
  };
}

/** In the letter case of the catalogue. */
function spell(action: string, catalog: Catalog): string {
  const info = catalog.action(action);
  return info ? `${info.service}:${info.name}` : action;
}
