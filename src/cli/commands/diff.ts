import { provideGraph } from '../../escalation/graph/provide.ts';
import { compareFindings, type JudgedAccount, type NeedsOf } from '../../account/compare-findings.ts';
import { compareAccounts } from '../../account/compare-snapshots.ts';
import { readSnapshot } from '../../account/snapshot.ts';
import type { Account } from '../../account/model.ts';
import type { FailLevel } from '../../config/config.ts';
import { applySuppressions } from '../../config/suppress.ts';
import { newOutcome, prepare, readPolicies, type ActiveRule, type Outcome } from '../../engine.ts';
import { sortFindings } from '../../engine-report.ts';
import { UsageError } from '../../errors.ts';
import { severities } from '../../finding.ts';
import { knownRules } from '../../known-rules.ts';
import type { DiffReport, DiffSide } from '../../report/diff-report.ts';
import type { ReportedRule } from '../../report/report.ts';
import { version } from '../../version.ts';
import type { Arguments, Command, Io } from '../command.ts';
import { describeAccount } from '../describe-account.ts';
import { docsOf } from '../docs-of.ts';
import { sayCrashes } from '../finish.ts';
import { wantsColor } from '../outputs.ts';
import { findSid } from '../policy-list.ts';
import { prepareRun, type Setup } from '../setup.ts';
import { sharedFlags } from '../shared-flags.ts';
import { loadSnapshotParts } from '../snapshot-files.ts';

const { config, rule, catalog, color, now, debug } = sharedFlags;

export const diff: Command = {
  name: 'diff',
  summary: 'compare two snapshots: findings, principals, policies, trusts',
  usage: 'diff OLD NEW [flags]',
  flags: {
    format: { type: 'string', value: 'NAME', choices: ['text', 'json', 'markdown'], description: 'how to report' },
    'fail-on': {
      ...sharedFlags['fail-on'],
      description: 'lowest severity of a new finding that ends with status 1; default security',
    },
    config,
    rule,
    catalog,
    color,
    'no-color': sharedFlags['no-color'],
    now,
    debug,
  },
  run,
};

async function run(args: Arguments, io: Io): Promise<number> {
  const [oldPath, newPath, extra] = args.positionals;
  if (oldPath === undefined || newPath === undefined || extra !== undefined) {
    throw new UsageError('diff takes two snapshots, the old one first: iam-audit diff OLD NEW.');
  }
  if (args.has('color') && args.has('no-color')) throw new UsageError('--color and --no-color contradict each other.');
  const setup = await prepareRun(args, io);
  const accounts = { old: await load(oldPath, io), now: await load(newPath, io) };
  warnOfOtherAccount(accounts.old, accounts.now, io);
  // One set of rules for both: an override for one file alone would look like a change of the account.
  const rules = setup.rulesFor(accounts.now.file);
  const before = judge(accounts.old, rules, setup, io);
  const after = judge(accounts.now, rules, setup, io);
  for (const { outcome } of [before, after]) sayCrashes(outcome, args, io);
  const report: DiffReport = {
    tool: { name: 'iam-audit', version, catalog: setup.catalog.date },
    old: sideOf(before, oldPath),
    now: sideOf(after, newPath),
    ...compareFindings(before, after, needsOf),
    changes: compareAccounts(accounts.old, accounts.now),
    rules: reportedRules(),
  };
  await io.stdout(await render(report, args, io));
  if (before.crashed.size + after.crashed.size > 0) return 2;
  return hasNew(report, (args.text('fail-on') as FailLevel | undefined) ?? setup.config.failOn ?? 'security') ? 1 : 0;
}

async function load(path: string, io: Io): Promise<Account> {
  const loaded = await loadSnapshotParts(path, io.cwd);
  return readSnapshot(loaded.parts, loaded);
}

function warnOfOtherAccount(old: Account, now: Account, io: Io): void {
  if (old.id === undefined || now.id === undefined || old.id === now.id) return;
  io.stderr(`iam-audit: the snapshots are of two accounts, ${old.id} and ${now.id}; names and ARNs differ for that.\n`);
}

interface Judged extends JudgedAccount {
  readonly outcome: Outcome;
  readonly suppressed: number;
}

/** As `scan` would have judged it at its time; `--now` counts for both. */
function judge(account: Account, rules: readonly ActiveRule[], setup: Setup, io: Io): Judged {
  const moment = setup.now ?? account.collectedAt ?? io.now();
  const outcome = newOutcome();
  provideGraph();
  prepare(rules, { catalog: setup.catalog, now: moment, account }, outcome).account(account);
  const policies = readPolicies(account);
  const { kept, suppressed } = applySuppressions(sortFindings(outcome.findings), setup.config, {
    // A suppression that has expired meanwhile must not make an old finding new.
    now: setup.now ?? io.now(),
    sidOf: (finding) => findSid(policies, finding),
  });
  return {
    account,
    findings: kept,
    skipped: outcome.skipped,
    crashed: new Set(outcome.crashes.keys()),
    outcome,
    suppressed: suppressed.length,
  };
}

const needs = new Map(knownRules.map(({ meta }) => [meta.id, (meta.needs ?? []).flat()]));
const needsOf: NeedsOf = (ruleId) => needs.get(ruleId) ?? [];

function sideOf({ account, skipped, suppressed, crashed }: Judged, path: string): DiffSide {
  return {
    file: account.file ?? path,
    account: describeAccount(account),
    skipped: [
      ...account.problems.map((reason) => ({ reason })),
      ...skipped,
      ...[...crashed].map((ruleId) => ({ ruleId, reason: 'the rule failed (a bug)' })),
    ],
    suppressed,
  };
}

function reportedRules(): ReadonlyMap<string, ReportedRule> {
  return new Map(knownRules.map(({ meta }) => [meta.id, { ...meta, docs: docsOf(meta.id) }]));
}

async function render(report: DiffReport, args: Arguments, io: Io): Promise<string> {
  const format = args.text('format') ?? 'text';
  if (format === 'json') return (await import('../../report/diff-json.ts')).diffJson(report);
  if (format === 'markdown') return (await import('../../report/diff-markdown.ts')).diffMarkdown(report);
  const { diffText } = await import('../../report/diff-text.ts');
  return diffText(report, { color: wantsColor(args, io) });
}

/** What may be new counts as new: it is in the account, and nobody saw it before. */
function hasNew({ new: came, notComparable }: DiffReport, failOn: FailLevel): boolean {
  if (failOn === 'never') return false;
  const unseen = notComparable.filter(({ notJudgedIn }) => notJudgedIn === 'old').map(({ finding }) => finding);
  return [...came, ...unseen].some(({ severity }) => severities.indexOf(severity) <= severities.indexOf(failOn));
}
