/**
 * npm run conformance -- DIR : our findings against recorded answers of IAM Access Analyzer. DIR holds `policies/*.json`
 * and `findings.json`: for each policy's name a list of `{ "code", "at": [{ "pointer" }] }`, absent when the service had
 * no finding. Places are compared one by one; what the service reports as one group (a redundant member with the one
 * that covers it) we report with the other place as related, which counts too.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCatalog } from '../src/catalog/iam-data.ts';
import { newOutcome, prepare } from '../src/engine.ts';
import type { Finding } from '../src/finding.ts';
import { knownRules } from '../src/known-rules.ts';
import { lintFile } from '../src/lint-file.ts';
import type { Rule } from '../src/rule.ts';

type Answers = Readonly<
  Record<string, readonly { readonly code: string; readonly at: readonly { readonly pointer: string }[] }[]>
>;

/** Of one check: places as `policy pointer`. */
interface Tally {
  service: number;
  ours: number;
  same: number;
  readonly missing: string[];
  readonly extra: string[];
}

function sayUsage(): number {
  console.error('Usage: npm run conformance -- DIR, a folder with policies/*.json and findings.json.');
  return 2;
}

function run(dir: string): number {
  const answers = readAnswers(dir);
  if (answers === undefined) {
    console.error(`${dir} holds no policies/ and findings.json to compare with.`);
    return 2;
  }
  const names = readdirSync(join(dir, 'policies'))
    .filter((name) => name.endsWith('.json'))
    .sort();
  const findings = new Map(names.map((name) => [name.slice(0, -'.json'.length), lintOne(join(dir, 'policies', name))]));
  const tallies = compare(answers, findings);
  printTallies(tallies);
  printBeyond(answers, findings);
  return 0;
}

function readAnswers(dir: string): Answers | undefined {
  try {
    readdirSync(join(dir, 'policies'));
    return JSON.parse(readFileSync(join(dir, 'findings.json'), 'utf8')) as Answers;
  } catch {
    return undefined;
  }
}

const outcome = newOutcome();
const active = knownRules
  .filter(({ meta }) => meta.offByDefault !== true)
  .map((rule) => ({
    rule,
    options: Object.fromEntries(
      Object.entries(rule.meta.options ?? {}).map(([name, { default: value }]) => [name, value]),
    ),
  }));
const runner = prepare(active, { catalog: openCatalog(), now: new Date() }, outcome);

function lintOne(path: string): readonly Finding[] {
  const before = outcome.findings.length;
  lintFile({ path, bytes: readFileSync(path), named: true, policyType: 'identity' }, runner);
  return outcome.findings.slice(before);
}

/** The check of the service that a rule is; undefined for a rule of our own. */
function codeOf({ meta }: Rule): string | undefined {
  const code = meta.id.toUpperCase().replaceAll('-', '_');
  return meta.references.accessAnalyzer?.includes(code) ? code : undefined;
}

const codes = new Map(knownRules.flatMap((rule) => [[rule.meta.id, codeOf(rule)] as const]));

function compare(answers: Answers, findings: ReadonlyMap<string, readonly Finding[]>): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  const tallyOf = (code: string): Tally => {
    const tally = tallies.get(code) ?? { service: 0, ours: 0, same: 0, missing: [], extra: [] };
    tallies.set(code, tally);
    return tally;
  };
  for (const [policy, ours] of findings) {
    const theirs = new Map<string, Set<string>>();
    for (const { code, at } of answers[policy] ?? []) {
      const places = theirs.get(code) ?? new Set();
      for (const { pointer } of at) places.add(pointer);
      theirs.set(code, places);
    }
    const placed = placesByCode(ours);
    for (const code of new Set([...theirs.keys(), ...placed.keys()])) {
      const wanted = theirs.get(code) ?? new Set<string>();
      const { main, related } = placed.get(code) ?? { main: new Set<string>(), related: new Set<string>() };
      const tally = tallyOf(code);
      tally.service += wanted.size;
      tally.ours += main.size;
      for (const pointer of wanted) {
        if (main.has(pointer) || related.has(pointer)) tally.same++;
        else tally.missing.push(`${policy} ${pointer}`);
      }
      for (const pointer of main) if (!wanted.has(pointer)) tally.extra.push(`${policy} ${pointer}`);
    }
  }
  return tallies;
}

interface Places {
  readonly main: Set<string>;
  readonly related: Set<string>;
}

function placesByCode(findings: readonly Finding[]): ReadonlyMap<string, Places> {
  const found = new Map<string, Places>();
  for (const { ruleId, location, related } of findings) {
    const code = codes.get(ruleId);
    if (code === undefined) continue;
    const places = found.get(code) ?? { main: new Set(), related: new Set() };
    places.main.add(location.pointer ?? '');
    for (const other of related ?? []) places.related.add(other.location.pointer ?? '');
    found.set(code, places);
  }
  return found;
}

function printTallies(tallies: ReadonlyMap<string, Tally>): void {
  const row = (cells: readonly (string | number)[]): string =>
    cells.map((cell, at) => (at === 0 ? String(cell).padEnd(64) : String(cell).padStart(8))).join('');
  const sorted = [...tallies].sort(([a], [b]) => (a < b ? -1 : 1));
  console.log(row(['check', 'service', 'ours', 'same', 'missing', 'extra']));
  for (const [code, { service, ours, same, missing, extra }] of sorted)
    console.log(row([code, service, ours, same, missing.length, extra.length]));
  const sum = (pick: (tally: Tally) => number): number => sorted.reduce((total, [, tally]) => total + pick(tally), 0);
  console.log(
    row([
      'all',
      sum((t) => t.service),
      sum((t) => t.ours),
      sum((t) => t.same),
      sum((t) => t.missing.length),
      sum((t) => t.extra.length),
    ]),
  );
  console.log('\nPlaces that the service reports and we do not (-), and the other way round (+):');
  for (const [code, { missing, extra }] of sorted) {
    for (const place of missing) console.log(`- ${code} ${place}`);
    for (const place of extra) console.log(`+ ${code} ${place}`);
  }
}

/** Errors of the service's own checks that it does not report at that place, and errors of rules it does not have. */
function unsharedErrors(answers: Answers, findings: ReadonlyMap<string, readonly Finding[]>): readonly string[] {
  return [...findings].flatMap(([policy, list]) =>
    list
      .filter(({ severity, ruleId, location }) => {
        const theirs = (answers[policy] ?? []).filter(({ code }) => code === codes.get(ruleId)).flatMap(({ at }) => at);
        return severity === 'error' && !theirs.some(({ pointer }) => pointer === location.pointer);
      })
      .map(({ ruleId, location }) => `${ruleId} ${policy} ${location.pointer ?? ''}`),
  );
}

function printBeyond(answers: Answers, findings: ReadonlyMap<string, readonly Finding[]>): void {
  const all = [...findings.values()].flat();
  const withOurs = [...findings].filter(([, list]) => list.length > 0);
  const withTheirs = [...findings].filter(([name]) => (answers[name]?.length ?? 0) > 0);
  const onlyBeyond = withOurs.filter(([, list]) => list.every(({ ruleId }) => codes.get(ruleId) === undefined));
  const share = (count: number): string =>
    `${count} of ${findings.size} (${((100 * count) / findings.size).toFixed(1)} %)`;
  console.log(`\nPolicies with a finding of the service: ${share(withTheirs.length)}`);
  console.log(`Policies with a finding of ours: ${share(withOurs.length)}`);
  console.log(`Policies with findings only of rules that the service does not have: ${share(onlyBeyond.length)}`);
  console.log('\nFindings of rules that the service does not have:');
  for (const [id, { severity, count, policies }] of countByRule(
    all.filter(({ ruleId }) => codes.get(ruleId) === undefined),
  ))
    console.log(
      `${String(count).padStart(6)} in ${String(policies.size).padStart(3)} policies  ${severity.padEnd(10)}  ${id}`,
    );
  const unshared = unsharedErrors(answers, findings);
  console.log(`\nErrors that the service does not report: ${unshared.length}`);
  for (const error of unshared) console.log(`  ${error}`);
  for (const [id, error] of outcome.crashes) console.log(`The rule ${id} failed: ${String(error)}`);
}

interface RuleCount {
  readonly severity: string;
  count: number;
  readonly policies: Set<string>;
}

function countByRule(findings: readonly Finding[]): readonly (readonly [string, RuleCount])[] {
  const counts = new Map<string, RuleCount>();
  for (const { ruleId, severity, location } of findings) {
    const entry = counts.get(ruleId) ?? { severity, count: 0, policies: new Set() };
    entry.count++;
    entry.policies.add(location.file ?? '');
    counts.set(ruleId, entry);
  }
  return [...counts].sort(([, a], [, b]) => b.count - a.count);
}

const [folder] = process.argv.slice(2).filter((word) => !word.startsWith('-'));
process.exitCode = folder === undefined ? sayUsage() : run(folder);
