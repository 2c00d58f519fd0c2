/** Which rules run on a file, how severe and with which options: flags before overrides before rules before defaults. */
import { UsageError } from '../errors.ts';
import type { Severity } from '../finding.ts';
import type { RuleMeta } from '../rule.ts';
import type { Config, RuleSetting, RuleSettings } from './config.ts';
import { indexRuleNames } from './rule-names.ts';
import { ruleStates, unknownRule } from './rule-setting.ts';
import type { Nearest, Reader } from './shape.ts';

export interface ResolvedRule {
  /** What the configuration says; undefined: as the rule itself grades its findings. */
  readonly severity: Severity | undefined;
  /** Complete: defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** By id; a rule that is off is not in it. */
export type ResolvedRules = ReadonlyMap<string, ResolvedRule>;

/** The rules for a file (for none: a live account). Files with the same overrides get the same map, made once. */
export type RuleResolver = (file?: string) => ResolvedRules;

export function createRuleResolver(config: Config, flags: RuleSettings, rules: readonly RuleMeta[]): RuleResolver {
  const cache = new Map<string, ResolvedRules>();
  return (file) => {
    const matched = file === undefined ? [] : config.overrides.filter(({ files }) => files.matches(file));
    const key = matched.map((override) => config.overrides.indexOf(override)).join();
    let resolved = cache.get(key);
    if (!resolved) {
      const layers = [config.rules, ...matched.map((override) => override.rules), flags];
      resolved = withForbidden(resolveRules(layers, rules), config);
      cache.set(key, resolved);
    }
    return resolved;
  };
}

/** Later layers win. A layer that sets no options leaves those set before it. */
function resolveRules(layers: readonly RuleSettings[], rules: readonly RuleMeta[]): ResolvedRules {
  const resolved = new Map<string, ResolvedRule>();
  for (const meta of rules) {
    const settings = layers.flatMap((layer) => layer.get(meta.id) ?? []);
    const state = settings.at(-1)?.state ?? (meta.offByDefault === true ? 'off' : 'on');
    if (state === 'off') continue;
    const options = settings.findLast((setting) => setting.options)?.options ?? {};
    resolved.set(meta.id, {
      severity: state === 'on' ? undefined : state,
      options: { ...defaultsOf(meta), ...options },
    });
  }
  return resolved;
}

/** The section `forbidden` is more than an option can say, so the rule gets it beside its options. */
function withForbidden(resolved: ResolvedRules, { forbidden }: Config): ResolvedRules {
  const rule = resolved.get('forbidden-access');
  if (rule === undefined || forbidden.length === 0) return resolved;
  return new Map(resolved).set('forbidden-access', { ...rule, options: { ...rule.options, forbidden } });
}

function defaultsOf(meta: RuleMeta): Record<string, unknown> {
  return Object.fromEntries(Object.entries(meta.options ?? {}).map(([name, schema]) => [name, schema.default]));
}

/** The values of `--rule ID=SEVERITY|on|off`; the last one for an id wins. */
export function parseRuleFlags(
  values: readonly string[],
  rules: readonly RuleMeta[],
  nearest: Nearest = () => [],
): RuleSettings {
  const problems: string[] = [];
  const reader: Reader = { problem: (_, text) => problems.push(text), nearest };
  const names = indexRuleNames(rules);
  const settings = new Map<string, RuleSetting>();
  for (const value of values) {
    const equals = value.indexOf('=');
    const id = equals < 0 ? value : value.slice(0, equals);
    const state = ruleStates.find((known) => equals >= 0 && known === value.slice(equals + 1));
    if (!names.ids.has(id)) problems.push(unknownRule(reader, id, names));
    else if (!state) problems.push(`expected ${id}= and one of ${ruleStates.join(', ')}.`);
    else settings.set(id, { state });
  }
  if (problems.length > 0) throw new UsageError(problems.map((problem) => `--rule: ${problem}`).join('\n'));
  return settings;
}
