import { resolve } from 'node:path';
import { policyTypeOf } from '../../config/config.ts';
import { newOutcome, prepare, type ActiveRule, type Outcome, type Runner } from '../../engine.ts';
import { describeCosts, newStopwatch, type Stopwatch } from '../../engine-stats.ts';
import { UsageError } from '../../errors.ts';
import { lintFile, type LintedFile, type LintInput } from '../../lint-file.ts';
import { policyTypes, type Policy, type PolicyType } from '../../policy/model.ts';
import { harmless } from '../../report/harmless.ts';
import type { Report, Skipped } from '../../report/report.ts';
import type { Arguments, Command, Io } from '../command.ts';
import { finishRun } from '../finish.ts';
import { fixFile } from '../fix-file.ts';
import { gatherFiles, readBytes, type InputFile } from '../gather.ts';
import { parseOutputs } from '../outputs.ts';
import { describePolicies, findSid } from '../policy-list.ts';
import { prepareRun, type Setup } from '../setup.ts';
import { sharedFlags } from '../shared-flags.ts';

export const lint: Command = {
  name: 'lint',
  summary: 'find problems in the policies of files',
  usage: 'lint [paths, globs, - ...] [flags]',
  flags: {
    ...sharedFlags,
    'policy-type': {
      type: 'string',
      value: 'TYPE',
      choices: policyTypes,
      description: 'take every file as a policy of this type',
    },
    'resource-type': {
      type: 'string',
      value: 'AWS::...',
      description: 'what a resource policy belongs to, e.g. AWS::S3::Bucket',
    },
    'stdin-filename': {
      type: 'string',
      value: 'NAME',
      description: 'name of what `-` reads, for reports and configuration',
    },
    fix: { type: 'boolean', description: 'write fixes that keep the meaning of the policy' },
    'fix-dry-run': { type: 'boolean', description: 'print those fixes as a diff on standard error and write nothing' },
    'allow-empty-input': { type: 'boolean', description: 'pass over named files that hold no policy' },
    stats: { type: 'boolean', description: 'print on standard error what each rule cost' },
  },
  run,
};

interface Progress {
  readonly outcome: Outcome;
  readonly policies: Report['policies'][number][];
  /** Those of files with findings: the rest is let go, so that memory does not grow with the repository. */
  readonly found: Policy[];
  readonly linted: Map<string, LintedFile>;
  readonly skipped: Skipped[];
  failed: boolean;
}

async function run(args: Arguments, io: Io): Promise<number> {
  checkFlags(args);
  const outputs = parseOutputs(args, 'stylish');
  const setup = await prepareRun(args, io);
  const now = setup.now ?? io.now();
  const { files, problems, skipped } = await gatherFiles(args, setup.config, io);
  const progress: Progress = {
    outcome: newOutcome(),
    policies: [],
    found: [],
    linted: new Map(),
    skipped: skipped.map(({ path, reason }) => ({ file: path, reason })),
    failed: false,
  };
  for (const { path, message } of problems) sayFailed(progress, path, message, io);
  const stopwatch = args.has('stats') ? newStopwatch(() => performance.now()) : undefined;
  const runnerFor = cacheRunners(setup, now, progress.outcome, stopwatch);
  for (const file of files) await lintOne(file, progress, setup, runnerFor(file.path), args, io, now);
  sayNothingFound(progress, args, io, files);
  if (stopwatch) io.stderr(describeCosts(stopwatch.costs()));
  return await finishRun(
    {
      setup,
      outcome: progress.outcome,
      now,
      policies: progress.policies,
      skipped: progress.skipped,
      counts: { files: files.length, policies: progress.policies.length, users: 0, groups: 0, roles: 0 },
      judged: {
        files: files.map(({ path }) => path),
        rules: new Set(setup.rulesFor().map(({ rule }) => rule.meta.id)),
        isComplete: false,
      },
      sidOf: (finding) => findSid(progress.found, finding),
      sourceLine: ({ file, line }) =>
        line === undefined ? undefined : progress.linted.get(file ?? '')?.document?.line(line),
      failed: progress.failed,
      outputs,
    },
    args,
    io,
  );
}

function checkFlags(args: Arguments): void {
  if (args.has('fix') && args.has('fix-dry-run'))
    throw new UsageError('--fix and --fix-dry-run contradict each other.');
  if (args.has('color') && args.has('no-color')) throw new UsageError('--color and --no-color contradict each other.');
  if (args.has('fix') && args.positionals.includes('-')) {
    throw new UsageError('--fix cannot write standard input back; use --fix-dry-run.');
  }
  const type = args.text('policy-type');
  if (args.has('resource-type') && type !== undefined && type !== 'resource') {
    throw new UsageError(`--resource-type goes with resource policies, not with --policy-type ${type}.`);
  }
}

/** One runner for each distinct set of rules: files with the same overrides share it. */
function cacheRunners(
  { catalog, rulesFor }: Setup,
  now: Date,
  outcome: Outcome,
  stopwatch: Stopwatch | undefined,
): (file: string) => Runner {
  const runners = new Map<readonly ActiveRule[], Runner>();
  return (file) => {
    const rules = rulesFor(file);
    let runner = runners.get(rules);
    if (!runner) runners.set(rules, (runner = prepare(rules, { catalog, now, stopwatch }, outcome)));
    return runner;
  };
}

async function lintOne(
  file: InputFile,
  progress: Progress,
  setup: Setup,
  runner: Runner,
  args: Arguments,
  io: Io,
  now: Date,
): Promise<void> {
  const bytes = await readBytes(file, io);
  if (typeof bytes === 'string') {
    sayFailed(progress, file.path, bytes, io);
    return;
  }
  const set = policyTypeOf(setup.config, file.path);
  const named = file.named && !args.has('allow-empty-input');
  const input: LintInput = {
    path: file.path,
    bytes,
    named,
    policyType:
      (args.text('policy-type') as PolicyType | undefined) ?? (args.has('resource-type') ? 'resource' : set?.type),
    resourceType: args.text('resource-type') ?? set?.resourceType,
  };
  const fixing = args.has('fix') || args.has('fix-dry-run');
  const fixed = fixing ? await fixFile(input, file, setup, now, args.has('fix-dry-run'), io) : input;
  const before = progress.outcome.findings.length;
  const linted = lintFile(fixed, runner);
  progress.policies.push(...describePolicies(linted.policies));
  if (progress.outcome.findings.length > before) {
    progress.linted.set(file.path, linted);
    progress.found.push(...linted.policies);
  }
  if (linted.problem !== undefined) {
    if (named) sayFailed(progress, file.path, linted.problem, io);
    else progress.skipped.push({ file: file.path, reason: linted.problem });
  } else if (!linted.judged && named) sayFailed(progress, file.path, noPolicy, io);
}

const noPolicy = 'holds no policy. --policy-type takes it as one, --allow-empty-input passes it over';

function sayFailed(progress: Progress, path: string, message: string, io: Io): void {
  progress.failed = true;
  progress.skipped.push({ file: path, reason: message });
  io.stderr(`iam-audit: ${harmless(path)} ${message}.\n`);
}

/** A named folder without any policy is no green run. */
function sayNothingFound(progress: Progress, args: Arguments, io: Io, files: readonly InputFile[]): void {
  const judged = progress.policies.length > 0 || progress.outcome.findings.length > 0 || progress.failed;
  if (judged || args.has('allow-empty-input')) return;
  const where =
    args.positionals.length > 0 ? args.positionals.map((path) => resolve(io.cwd, path) && path).join(', ') : '.';
  sayFailed(
    progress,
    where,
    `holds no policy (${files.length} ${files.length === 1 ? 'file' : 'files'} looked at)`,
    io,
  );
}
