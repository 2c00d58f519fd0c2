/**
 * Writes docs/coverage.md: each check that other tools and benchmarks make of an account or a policy, and the rule that
 * makes it here, or the reason why none does; then the known paths to more permissions. With --check it writes nothing and fails when the page is not up to date.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import codes from '../src/data/access-analyzer-codes.json' with { type: 'json' };
import checks from '../src/data/account-checks.json' with { type: 'json' };
import exposure from '../src/data/exposure-actions.json' with { type: 'json' };
import type { Rule, RuleMeta } from '../src/rule.ts';
import { escalationCoverage } from './escalation-pages.ts';

/** The page, from the rules and the lists of checks. */
export function coveragePage(rules: readonly Rule[]): string {
  const metas = new Map(rules.map(({ meta }) => [meta.id, meta]));
  const byCode = new Map<string, RuleMeta[]>();
  for (const { meta } of rules)
    for (const code of meta.references.accessAnalyzer ?? []) byCode.set(code, [...(byCode.get(code) ?? []), meta]);
  const account = checks.keys.map((key) => accountRow(key, metas));
  const policy = [...codes.current, ...codes.retired].sort(byText).map((code) => codeRow(code, byCode.get(code) ?? []));
  return [
    '# Coverage',
    '',
    'Which checks of other tools and benchmarks iam-audit makes. This page is generated from the rules.',
    '',
    '## Checks of an account',
    '',
    `The checks of Prowler, ScoutSuite, AWS Security Hub, the CIS benchmarks and Trusted Advisor that concern IAM, as of ${checks.asOf}, and those of our own. A rule says under "The same thing elsewhere" what they are called there.`,
    '',
    countStates(account),
    '',
    ...tableOf('Check', account),
    '',
    '## Checks of IAM Access Analyzer',
    '',
    `Its policy checks by issue code, as of ${codes.asOf}.`,
    '',
    countStates(policy),
    '',
    ...tableOf('Code', policy),
    '',
    ...exposureSection(rules),
    escalationCoverage(),
  ].join('\n');
}

/** The risks by which Cloudsplaining groups what a policy allows. */
const risks = [
  'CredentialsExposure',
  'DataExfiltration',
  'InfrastructureModification',
  'PrivilegeEscalation',
  'ResourceExposure',
  'ServiceWildcard',
];

function exposureSection(rules: readonly Rule[]): readonly string[] {
  const rows = risks.map((risk) => {
    const metas = rules.map(({ meta }) => meta).filter(({ references }) => references.cloudsplaining?.includes(risk));
    return codeRow(risk, metas);
  });
  return [
    '## Exposure categories',
    '',
    `What a policy exposes, under the names that Cloudsplaining gives it. \`lint\` judges each policy by itself; \`scan\` leaves out what no holder of the policy can do, and administrators. The lists of actions are as of ${exposure.asOf}; access levels come from the catalogue.`,
    '',
    countStates(rows),
    '',
    ...tableOf('Risk', rows),
    '',
  ];
}

/** How far a check is made. */
type State = 'on' | 'off by default' | 'not done';

interface Row {
  readonly name: string;
  readonly state: State;
  /** The rules, or why there is none. */
  readonly text: string;
}

function accountRow(key: string, metas: ReadonlyMap<string, RuleMeta>): Row {
  const standIn = textIn(checks.partOf, key);
  const meta = metas.get(standIn ?? key);
  if (meta) return { name: key, state: stateOf([meta]), text: linkTo(meta) };
  const reason = textIn(checks.notDone, key);
  return { name: key, state: 'not done', text: reason ?? (standIn === undefined ? 'yet' : `yet; part of ${standIn}`) };
}

function codeRow(code: string, metas: readonly RuleMeta[]): Row {
  if (metas.length > 0) return { name: code, state: stateOf(metas), text: metas.map(linkTo).join(', ') };
  const retired = codes.retired.includes(code);
  return { name: code, state: 'not done', text: retired ? 'AWS has retired it' : 'yet' };
}

function stateOf(metas: readonly RuleMeta[]): State {
  return metas.some(({ offByDefault }) => offByDefault !== true) ? 'on' : 'off by default';
}

function textIn(texts: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(texts, key) ? texts[key] : undefined;
}

function linkTo({ id }: RuleMeta): string {
  return `[${id}](rules/${id}.md)`;
}

function countStates(rows: readonly Row[]): string {
  const count = (state: State): string => `${rows.filter((row) => row.state === state).length} ${state}`;
  return `${rows.length} checks: ${(['on', 'off by default', 'not done'] as const).map(count).join(', ')}.`;
}

/** Padded, as the formatter of the repository wants it. */
function tableOf(title: string, rows: readonly Row[]): readonly string[] {
  const cells = [
    [title, 'State', 'Rule, or why not'],
    ...rows.map(({ name, state, text }) => [`\`${name}\``, state, text]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)];
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { knownRules } = await import('../src/known-rules.ts');
  const path = fileURLToPath(new URL('../docs/coverage.md', import.meta.url));
  const page = coveragePage(knownRules);
  const isCurrent = existsSync(path) && readFileSync(path, 'utf8') === page;
  if (process.argv.includes('--check') && !isCurrent) {
    console.error('docs/coverage.md: not up to date; run `npm run gen`');
    process.exitCode = 1;
  } else if (!isCurrent) writeFileSync(path, page);
}
