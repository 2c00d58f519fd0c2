import { provideGraph } from '../../escalation/graph/provide.ts';
import { summarizeAccess } from '../../account/access-summary.ts';
import { describePrincipals } from '../../account/principal-power.ts';
import { readSnapshot } from '../../account/snapshot.ts';
import type { Account } from '../../account/model.ts';
import { excerptPolicies } from '../../document/policy-excerpt.ts';
import { type ActiveRule, newOutcome, prepare, readPolicies } from '../../engine.ts';
import { UsageError } from '../../errors.ts';
import type { Skipped } from '../../report/report.ts';
import type { Arguments, Command, Io } from '../command.ts';
import type { ChosenFramework } from '../compliance.ts';
import { describeAccount } from '../describe-account.ts';
import { finishRun } from '../finish.ts';
import { parseOutputs } from '../outputs.ts';
import { describePolicies, findSid } from '../policy-list.ts';
import { prepareRun, type Setup } from '../setup.ts';
import { checkSharedFlags, sharedFlags } from '../shared-flags.ts';
import { loadSnapshotParts } from '../snapshot-files.ts';

/** As in src/data/compliance.json, which only a run that names one loads. */
const frameworkChoices = ['cis-3.0', 'cis-5.0', 'cis-7.0', 'security-hub'] as const;
const advisorChoices = ['none', 'services', 'actions'] as const;
/** Flags about talking to AWS, which a saved snapshot does not need. */
const liveFlags = [
  'profile',
  'region',
  'analyzer-region',
  'role-arn',
  'external-id',
  'endpoint-url',
  'access-advisor',
  'concurrency',
  'save-snapshot',
  'print-policy',
  'mfa-devices',
];

export const scan: Command = {
  name: 'scan',
  summary: 'find problems in an account or a snapshot of one',
  usage: 'scan [--snapshot FILE_OR_DIR] [flags]',
  flags: {
    ...sharedFlags,
    snapshot: {
      type: 'string',
      value: 'FILE_OR_DIR',
      description: 'saved data instead of a live account; no network, no credentials',
    },
    'save-snapshot': { type: 'string', value: 'FILE', description: 'keep what was collected' },
    'print-policy': { type: 'boolean', description: 'print the smallest IAM policy this scan needs, and stop' },
    suggest: {
      type: 'boolean',
      description: 'tightened policies after the report; `iam-audit suggest` has more flags',
    },
    compliance: {
      type: 'string',
      value: 'FRAMEWORK',
      choices: frameworkChoices,
      description: 'only the rules of a framework, and what became of each of its requirements',
    },
    profile: { type: 'string', value: 'NAME', description: 'profile of the AWS configuration' },
    region: { type: 'string', value: 'REGION', description: 'Region for the calls and for Access Analyzer' },
    'analyzer-region': {
      type: 'string',
      multiple: true,
      value: 'REGION',
      description: 'Region whose Access Analyzer is read; may be given several times, default the Region of the calls',
    },
    'role-arn': { type: 'string', value: 'ARN', description: 'role to assume for the scan' },
    'external-id': { type: 'string', value: 'ID', description: 'external id for that role' },
    'endpoint-url': { type: 'string', value: 'URL', description: 'endpoint for every service' },
    'access-advisor': {
      type: 'string',
      value: 'LEVEL',
      choices: advisorChoices,
      description: 'last-accessed data to ask for; default services',
    },
    'mfa-devices': {
      type: 'string',
      value: 'WHICH',
      choices: ['none', 'auto', 'all'],
      description: 'MFA devices user by user; default auto, where it costs few calls',
    },
    concurrency: { type: 'string', value: 'N', description: 'calls at a time; default 8' },
  },
  run,
};

async function run(args: Arguments, io: Io): Promise<number> {
  checkFlags(args);
  if (args.has('print-policy')) return await printPolicy(args, io);
  const outputs = parseOutputs(args, 'table');
  const setup = await prepareRun(args, io);
  const account = await loadAccount(args, io);
  const now = setup.now ?? account.collectedAt ?? io.now();
  const outcome = newOutcome();
  const framework = await loadFramework(args, setup);
  const rules = framework?.rules(setup.rulesFor(account.file)) ?? setup.rulesFor(account.file);
  provideGraph();
  prepare(rules, { catalog: setup.catalog, now, account }, outcome).account(account);
  const policies = readPolicies(account);
  return await finishRun(
    {
      setup,
      outcome,
      now,
      policies: describePolicies(policies),
      skipped: account.problems.map((reason): Skipped => ({
        reason,
        ...(account.file !== undefined && { file: account.file }),
      })),
      counts: {
        files: account.file === undefined ? 0 : 1,
        policies: policies.length,
        users: account.users.length,
        groups: account.groups.length,
        roles: account.roles.length,
      },
      account: describeAccount(account),
      ...(account.facts.has('accessAdvisor') && {
        access: summarizeAccess(account, { now, catalog: setup.catalog, days: unusedDays(rules) }),
      }),
      ...(args.has('suggest') && {
        suggestions: (await import('../scan-suggestions.ts')).suggestInScan(account, setup.catalog, now),
      }),
      ...(framework && { compliance: framework.summarize(outcome, account) }),
      judged: {
        files: account.file === undefined ? [] : [account.file],
        rules: new Set(rules.map(({ rule }) => rule.meta.id)),
        isComplete: false,
      },
      sidOf: (finding) => findSid(policies, finding),
      sourceLine: () => undefined,
      excerptOf: excerptPolicies(() => [...policies, ...account.policies.flatMap(({ document }) => document ?? [])]),
      principals: () => describePrincipals(account, setup.catalog),
      failed: false,
      outputs,
    },
    args,
    io,
  );
}

/** The window of unused-service, whether that rule runs or not. */
function unusedDays(rules: readonly ActiveRule[]): number {
  const days = rules.find(({ rule }) => rule.meta.id === 'unused-service')?.options['days'];
  return typeof days === 'number' ? days : 90;
}

/** What `--compliance` asks for; undefined without it. */
async function loadFramework(args: Arguments, setup: Setup): Promise<ChosenFramework | undefined> {
  const name = args.text('compliance');
  if (name === undefined) return undefined;
  const { chooseFramework } = await import('../compliance.ts');
  return chooseFramework(name, setup.config, args.list('rule'));
}

function checkFlags(args: Arguments): void {
  const [extra] = args.positionals;
  if (extra !== undefined) throw new UsageError(`scan takes no path; did you mean --snapshot ${extra}?`);
  checkSharedFlags(args);
  const live = args.has('snapshot') ? liveFlags.find((name) => args.has(name)) : undefined;
  if (live !== undefined) throw new UsageError(`--snapshot reads saved data, so --${live} has no meaning with it.`);
  if (args.has('external-id') && !args.has('role-arn')) throw new UsageError('--external-id goes with --role-arn.');
}

async function loadAccount(args: Arguments, io: Io): Promise<Account> {
  const snapshot = args.text('snapshot');
  if (snapshot !== undefined) {
    const loaded = await loadSnapshotParts(snapshot, io.cwd);
    return readSnapshot(loaded.parts, loaded);
  }
  const { collectLive } = await import('../collect-live.ts');
  return await collectLive(args, io);
}

async function printPolicy(args: Arguments, io: Io): Promise<number> {
  const { scanPermissions } = await import('../../account/collect/permissions.ts');
  const { liveOptions } = await import('../collect-live.ts');
  await io.stdout(`${JSON.stringify(scanPermissions(liveOptions(args, io.now())), null, 2)}\n`);
  return 0;
}
