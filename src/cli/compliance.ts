/** `--compliance`: which rules a framework asks for, and what became of each of its requirements. */
import type { Account } from '../account/model.ts';
import type { Config } from '../config/config.ts';
import checks from '../data/account-checks.json' with { type: 'json' };
import data from '../data/compliance.json' with { type: 'json' };
import type { ActiveRule, Outcome } from '../engine.ts';
import { sortFindings } from '../engine-report.ts';
import { UsageError } from '../errors.ts';
import { knownRules } from '../known-rules.ts';
import type { Compliance, Requirement } from '../report/report.ts';
import type { Rule, RuleMeta } from '../rule.ts';

interface Framework {
  readonly title: string;
  readonly references: string;
  readonly prefix: string;
  readonly requirements: readonly string[];
  /** Requirements without a rule: the account check that would be needed. */
  readonly outside: Readonly<Record<string, string>>;
}

const frameworks = new Map<string, Framework>(Object.entries(data.frameworks));

/** What `--compliance` takes. */
export const frameworkNames: readonly string[] = [...frameworks.keys()];

/** A framework as one run uses it. */
export interface ChosenFramework {
  /** Of the rules that are on, those of the framework; and those that are off by default, unless somebody turned them off. */
  rules(active: readonly ActiveRule[]): readonly ActiveRule[];
  /** What became of each requirement, after the rules have run. */
  summarize(outcome: Outcome, account: Account): Compliance;
}

/** The framework of this name; UsageError when there is none. `flags` are the values of `--rule`. */
export function chooseFramework(
  name: string,
  config: Config,
  flags: readonly string[],
  known: readonly Rule[] = knownRules,
): ChosenFramework {
  const framework = frameworks.get(name);
  if (!framework) throw new UsageError(`There is no framework "${name}". Allowed: ${frameworkNames.join(', ')}.`);
  const wanted = known.filter(({ meta }) => requirementsOf(framework, meta).length > 0);
  let selected: ComplianceRules = { active: [], off: [] };
  return {
    rules: (active) => {
      selected = selectRules(wanted, active, turnedOffBy(config, flags));
      return selected.active;
    },
    summarize: (outcome, account) => summarize(name, framework, selected, outcome, account),
  };
}

/** A framework's rules: those to run, and those that are turned off. */
interface ComplianceRules {
  readonly active: readonly ActiveRule[];
  readonly off: readonly RuleMeta[];
}

function selectRules(
  wanted: readonly Rule[],
  active: readonly ActiveRule[],
  isTurnedOff: (id: string) => boolean,
): ComplianceRules {
  const byId = new Map(active.map((one) => [one.rule.meta.id, one]));
  const selected = wanted.map((rule) => {
    const { id, offByDefault } = rule.meta;
    const on = byId.get(id);
    if (on || offByDefault !== true || isTurnedOff(id)) return { rule, on };
    return { rule, on: { rule, options: defaultsOf(rule.meta) } };
  });
  return {
    active: selected.flatMap(({ on }) => on ?? []),
    off: selected.filter(({ on }) => !on).map(({ rule }) => rule.meta),
  };
}

/** Off in the configuration or by `--rule ID=off`, rather than by default. */
function turnedOffBy(config: Config, flags: readonly string[]): (id: string) => boolean {
  return (id) => {
    const flag = flags.findLast((text) => text.startsWith(`${id}=`));
    return flag === undefined ? config.rules.get(id)?.state === 'off' : flag === `${id}=off`;
  };
}

function defaultsOf({ options = {} }: RuleMeta): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).map(([name, schema]) => [name, schema.default]));
}

/** The requirements of a framework that a rule answers. */
function requirementsOf({ references: tool, prefix }: Framework, { references }: RuleMeta): readonly string[] {
  const own = Object.entries(references).find(([name]) => name === tool)?.[1] ?? [];
  return own.filter((text) => text.startsWith(prefix)).map((text) => text.slice(prefix.length));
}

/**
 * What became of each requirement. Suppressed findings count: an accepted risk is no requirement met. A pass needs every
 * rule of the requirement to have seen everything it looks at.
 */
function summarize(
  name: string,
  framework: Framework,
  { active, off }: ComplianceRules,
  outcome: Outcome,
  account: Account,
): Compliance {
  const byRequirement = new Map<string, RuleMeta[]>();
  for (const meta of [...active.map(({ rule }) => rule.meta), ...off]) {
    for (const id of requirementsOf(framework, meta)) {
      byRequirement.set(id, [...(byRequirement.get(id) ?? []), meta]);
    }
  }
  const counts = new Map<string, number>();
  for (const { ruleId } of sortFindings(outcome.findings)) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  const gaps = findGaps(off, outcome, account);
  const ids = [...new Set([...framework.requirements, ...byRequirement.keys()])].sort(byNumbers);
  return {
    name,
    title: framework.title,
    requirements: ids.map((id) => {
      const rules = byRequirement.get(id) ?? [];
      return rules.length === 0 ? notCovered(id, framework) : judge(id, rules, counts, gaps);
    }),
  };
}

function notCovered(id: string, { outside }: Framework): Requirement {
  const check = Object.hasOwn(outside, id) ? outside[id] : undefined;
  const reason = Object.entries(checks.notDone).find(([key]) => key === check)?.[1];
  return { id, status: 'not-covered', rules: [], findings: 0, reasons: [reason ?? 'no rule answers it'] };
}

function judge(
  id: string,
  rules: readonly RuleMeta[],
  counts: ReadonlyMap<string, number>,
  gaps: (meta: RuleMeta) => readonly string[],
): Requirement {
  const findings = rules.reduce((sum, meta) => sum + (counts.get(meta.id) ?? 0), 0);
  const reasons = [...new Set(rules.flatMap((meta) => gaps(meta).map((reason) => `${meta.id}: ${reason}`)))];
  const status = findings > 0 ? 'fail' : reasons.length > 0 ? 'not-judged' : 'pass';
  return { id, status, rules: rules.map((meta) => meta.id), findings, reasons };
}

/** Why a rule that found nothing may not have seen everything. */
function findGaps(off: readonly RuleMeta[], outcome: Outcome, account: Account): (meta: RuleMeta) => readonly string[] {
  const skips = new Map<string, string[]>();
  for (const { ruleId, reason } of outcome.skipped) skips.set(ruleId, [...(skips.get(ruleId) ?? []), reason]);
  return (meta) => {
    const { id, needs = [] } = meta;
    const facts = new Set<string>(needs.flat());
    return [
      ...(off.includes(meta) ? ['turned off'] : []),
      ...(outcome.crashes.has(id) ? ['the rule failed (a bug)'] : []),
      ...(skips.get(id) ?? []),
      ...account.problems.filter((line) => concerns(line, facts)),
    ];
  };
}

const separateParts = new Set(
  (
    'credentialReport credentialReportCsv accountSummary passwordPolicy accessAdvisor organizationsFeatures ' +
    'virtualMfaDevices mfaDevices serverCertificates samlProviders openIdConnectProviders accountAliases ' +
    'accessAnalyzer organization proton'
  ).split(' '),
);

/** What was left out of a part that a rule does not look at takes nothing from its verdict; anything else may. */
function concerns(problem: string, facts: ReadonlySet<string>): boolean {
  const part = /^\w+/.exec(problem)?.[0] ?? '';
  return !separateParts.has(part) || facts.has(part === 'credentialReportCsv' ? 'credentialReport' : part);
}

/** `1.9` before `1.10`. */
function byNumbers(a: string, b: string): number {
  const [left, right] = [a, b].map((id) =>
    id
      .split('.')
      .map((part) => part.padStart(8, '0'))
      .join('.'),
  );
  return (left ?? '') < (right ?? '') ? -1 : (left ?? '') > (right ?? '') ? 1 : 0;
}
