/** `--format junit`: XML that CI servers show as tests. */
import type { Finding } from '../finding.ts';
import { chainLines } from './chain.ts';
import { harmless, xmlText } from './harmless.ts';
import type { Report, Reporter, Skipped } from './report.ts';
import { explainNotCollected } from './summary.ts';
import { describePosition, describeResource, describeWhere, isAboutAccount } from './where.ts';

interface Suite {
  readonly name: string;
  readonly cases: readonly string[];
  readonly failures: number;
  readonly skipped: number;
}

/** A suite for each file or resource: a failed test for each finding, a passed one for each clean subject, a skipped one for what was not judged. */
export const junit: Reporter = (report) => {
  const suites = [...failedSuites(report), ...cleanSuites(report), ...skippedSuite(report)];
  const shown = suites.length > 0 ? suites : [cleanSuite('iam-audit')];
  const sum = (count: (suite: Suite) => number): number => shown.reduce((total, suite) => total + count(suite), 0);
  const totals = `tests="${sum(({ cases }) => cases.length)}" failures="${sum(({ failures }) => failures)}" errors="0" skipped="${sum(({ skipped }) => skipped)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="iam-audit" ${totals}>`,
    ...shown.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n');
};

function suiteLines({ name, cases, failures, skipped }: Suite): readonly string[] {
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return [`  <testsuite name="${xmlText(name)}" ${counts}>`, ...cases, '  </testsuite>'];
}

/** What a finding is filed under. */
function suiteName(finding: Finding): string {
  const { location, resource } = finding;
  if (resource && isAboutAccount(finding)) return describeResource(resource);
  return describePosition({ ...(location.file !== undefined && { file: location.file }) }) ?? describeWhere(finding);
}

function failedSuites({ findings, rules }: Report): readonly Suite[] {
  const byName = new Map<string, string[]>();
  /** GitLab takes tests of one class and name for one test. */
  const names = new Map<string, number>();
  for (const finding of findings) {
    const name = suiteName(finding);
    const cases = byName.get(name) ?? [];
    byName.set(name, cases);
    const test = testName(name, finding);
    const before = names.get(`${name}\n${test}`) ?? 0;
    names.set(`${name}\n${test}`, before + 1);
    const unique = before === 0 ? test : `${test} (${before + 1})`;
    cases.push(failedCase(name, unique, finding, rules.get(finding.ruleId)?.remedy));
  }
  return [...byName].map(([name, cases]) => ({ name, cases, failures: cases.length, skipped: 0 }));
}

function testName(suite: string, finding: Finding): string {
  const where = describeWhere(finding);
  const rule = harmless(finding.ruleId);
  return where === suite ? rule : `${rule} at ${where.slice(suite.length + 1)}`;
}

function failedCase(suite: string, test: string, finding: Finding, remedy: string | undefined): string {
  const { severity, message } = finding;
  const where = describeWhere(finding);
  const lines = [
    `${where}: ${severity}: ${harmless(message)}`,
    ...chainLines(finding),
    ...(remedy === undefined ? [] : [harmless(remedy)]),
  ];
  return [
    `    <testcase name="${xmlText(test)}" classname="${xmlText(suite)}">`,
    `      <failure type="${severity}" message="${xmlText(harmless(message))}">${lines.map(xmlText).join('\n')}</failure>`,
    '    </testcase>',
  ].join('\n');
}

function cleanSuites({ findings, policies }: Report): readonly Suite[] {
  const failed = new Set(findings.map(suiteName));
  const files = policies.map(({ file, resource }) =>
    file === undefined ? (resource ? describeResource(resource) : undefined) : describePosition({ file }),
  );
  return [...new Set(files)].flatMap((name) => (name === undefined || failed.has(name) ? [] : [cleanSuite(name)]));
}

function cleanSuite(name: string): Suite {
  return { name, cases: [`    <testcase name="no findings" classname="${xmlText(name)}"/>`], failures: 0, skipped: 0 };
}

function skippedSuite({ skipped, account }: Report): readonly Suite[] {
  const missing = explainNotCollected(account);
  const cases = [...skipped.map(skippedCase), ...(missing === undefined ? [] : [skippedCase({ reason: missing })])];
  return cases.length === 0 ? [] : [{ name: 'not judged', cases, failures: 0, skipped: cases.length }];
}

function skippedCase({ ruleId, file, reason }: Skipped): string {
  const name = [ruleId, file].flatMap((part) => (part === undefined ? [] : [harmless(part)])).join(' in ') || 'account';
  return [
    `    <testcase name="${xmlText(name)}" classname="not judged">`,
    `      <skipped message="${xmlText(harmless(reason))}"/>`,
    '    </testcase>',
  ].join('\n');
}
