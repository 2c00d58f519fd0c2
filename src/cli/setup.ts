/** What lint and scan need before they look at anything: configuration, rules, catalogue, the moment. */
import { catalogAgeInDays, type Catalog } from '../catalog/catalog.ts';
import { openCatalog } from '../catalog/iam-data.ts';
import { nearest } from '../catalog/suggest.ts';
import { emptyConfig, type Config } from '../config/config.ts';
import { createRuleResolver, parseRuleFlags, type ResolvedRules } from '../config/resolve.ts';
import type { ActiveRule } from '../engine.ts';
import { UsageError } from '../errors.ts';
import { knownRules } from '../known-rules.ts';
import { harmless } from '../report/harmless.ts';
import type { RuleMeta } from '../rule.ts';
import { checkNames } from '../semantics/check-case.ts';
import type { Arguments, Io } from './command.ts';
import { findConfig, skippedJsMessage, type LoadedConfig } from './config-file.ts';

export interface Setup {
  readonly config: Config;
  readonly catalog: Catalog;
  /** The rules for a file; the same list object for the same rules. */
  readonly rulesFor: (file?: string) => readonly ActiveRule[];
  /** `--now`, when it was given. */
  readonly now: Date | undefined;
}

export async function prepareRun(args: Arguments, io: Io): Promise<Setup> {
  const metas = knownRules.map(({ meta }) => meta);
  const config = await loadConfiguration(args, io);
  const resolve = createRuleResolver(config, parseRuleFlags(args.list('rule'), metas, nearest), metas);
  const catalog = openCatalog(args.text('catalog'));
  warnOfAge(catalog, io);
  const lists = new Map<ResolvedRules, readonly ActiveRule[]>();
  const rulesFor = (file?: string): readonly ActiveRule[] => {
    const resolved = resolve(file);
    let list = lists.get(resolved);
    if (!list) lists.set(resolved, (list = activeRules(resolved)));
    return list;
  };
  return { config, catalog, rulesFor, now: parseNow(args.text('now')) };
}

/** The configuration found upwards or named by --config; an empty one when there is none. */
export async function loadConfiguration(args: Arguments, io: Io): Promise<Config> {
  const { config: loaded, skippedJs } = await findConfig(io.cwd, args.text('config'));
  for (const file of skippedJs) io.stderr(`iam-audit: ${harmless(skippedJsMessage(file))}\n`);
  if (!loaded) return emptyConfig;
  return await readConfig(
    loaded,
    knownRules.map(({ meta }) => meta),
  );
}

/** Globs cost several milliseconds to load; a run without a configuration does not pay for them. */
async function readConfig(loaded: LoadedConfig, metas: readonly RuleMeta[]): Promise<Config> {
  const { validateConfig } = await import('../config/validate.ts');
  return validateConfig(loaded.value, metas, loaded, nearest, checkNames);
}

function activeRules(resolved: ResolvedRules): readonly ActiveRule[] {
  return knownRules.flatMap((rule) => {
    const settings = resolved.get(rule.meta.id);
    return settings ? [{ rule, severity: settings.severity, options: settings.options }] : [];
  });
}

/** `--now`; undefined when it was not given. Throws UsageError. */
export function parseNow(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  // Without a zone it is UTC: what a run finds must not depend on where it runs.
  const date = new Date(/T[^Z+-]*$/.test(text) ? `${text}Z` : text);
  const isIso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text);
  if (isIso && !Number.isNaN(date.getTime())) return date;
  throw new UsageError(`--now takes an ISO time such as 2026-11-01T00:00:00Z, not "${text}".`);
}

/** Service data grows by the day; after half a year "unknown action" may only mean "new action". */
function warnOfAge(catalog: Catalog, io: Io): void {
  const days = catalogAgeInDays(catalog, io.now());
  if (days <= 180) return;
  io.stderr(`iam-audit: the service data is ${days} days old (${catalog.date}); update iam-audit or use --catalog.\n`);
}
