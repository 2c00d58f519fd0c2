import { policyTypeOf } from '../../config/config.ts';
import { newOutcome, prepare, type ActiveRule, type Outcome, type Runner } from '../../engine.ts';
import { describeCosts, newStopwatch, type Stopwatch } from '../../engine-stats.ts';
import { InputError, UsageError } from '../../errors.ts';
import { readLines } from '../../document/lines.ts';
import { isTrustType } from '../../document/policy-type.ts';
import { prepareReaders } from '../../document/readers.ts';
import { lintFile, type LintInput } from '../../lint-file.ts';
import { policyTypes, type PolicyType } from '../../policy/model.ts';
import { harmless } from '../../report/harmless.ts';
import type { Report, Skipped } from '../../report/report.ts';
import { acceptInFile } from '../accept-in-file.ts';
import { onlyChanged, readChanged } from '../changed-files.ts';
import type { Arguments, Command, Io } from '../command.ts';
import { finishRun } from '../finish.ts';
import { fixFile, showFixes } from '../fix-file.ts';
import { gatherFiles, readBytes, type Gathered, type InputFile } from '../gather.ts';
import { optimizeLate } from '../optimize-late.ts';
import { parseOutputs } from '../outputs.ts';
import { describePolicies, findSid, nameStatements, type NamedStatements } from '../policy-list.ts';
import { prepareRun, type Setup } from '../setup.ts';
import { checkSharedFlags, sharedFlags } from '../shared-flags.ts';
import { makeSiblings } from '../siblings.ts';

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
    changed: {
      type: 'string',
      optional: true,
      value: 'REF',
      description: 'only files that differ from this commit, by git; default HEAD',
    },
    fix: { type: 'boolean', description: 'write fixes that keep the meaning of the policy' },
    'fix-dry-run': {
      type: 'boolean',
      description:
        'print those fixes, and suggestions that change access, as diffs on standard error and write nothing',
    },
    'allow-empty-input': { type: 'boolean', description: 'pass over named files that hold no policy' },
    stats: { type: 'boolean', description: 'print on standard error what each rule cost' },
  },
  run,
};

interface Progress {
  readonly outcome: Outcome;
  readonly policies: Report['policies'][number][];
  /** Of files with findings, by path. Policies and position trees are let go, so that memory stays small. */
  readonly named: Map<string, readonly NamedStatements[]>;
  readonly texts: Map<string, string>;
  readonly skipped: Skipped[];
  /** By the files themselves. */
  readonly suppressed: Report['suppressed'][number][];
  /** Paths of files in which something was judged. */
  readonly judged: Set<string>;
  /** The files beside one that are read with it. */
  readonly siblingsOf: ReturnType<typeof makeSiblings>;
  failed: boolean;
}

async function run(args: Arguments, io: Io): Promise<number> {
  checkFlags(args);
  optimizeLate();
  const outputs = parseOutputs(args, 'stylish');
  const setup = await prepareRun(args, io);
  const now = setup.now ?? io.now();
  const gathered = await gather(args, setup.config, io);
  const { files, problems, skipped } = gathered;
  const progress: Progress = {
    outcome: newOutcome(),
    policies: [],
    named: new Map(),
    texts: new Map(),
    skipped: skipped.map(({ path, reason }) => ({ file: path, reason })),
    suppressed: [],
    judged: new Set(),
    siblingsOf: makeSiblings(io.cwd),
    failed: false,
  };
  for (const { path, message } of problems) sayFailed(progress, path, message, io);
  const stopwatch = args.has('stats') ? newStopwatch(() => performance.now()) : undefined;
  const runnerFor = cacheRunners(setup, now, progress.outcome, stopwatch);
  await prepareReaders(files.map(({ path }) => path));
  for (const file of files) await lintOne(file, progress, setup, runnerFor(file.path), args, io, now);
  if (!args.has('allow-empty-input') && !args.has('changed')) sayNothingFound(progress, gathered, args, io);
  if (stopwatch) io.stderr(describeCosts(stopwatch.costs()));
  return await finishRun(
    {
      setup,
      outcome: progress.outcome,
      now,
      policies: progress.policies,
      skipped: progress.skipped,
      suppressed: progress.suppressed,
      counts: { files: files.length, policies: progress.policies.length, users: 0, groups: 0, roles: 0 },
      judged: {
        files: files.map(({ path }) => path),
        rules: new Set(setup.rulesFor().map(({ rule }) => rule.meta.id)),
        isComplete: false,
      },
      sidOf: (finding) => findSid(progress.named.get(finding.location.file ?? '') ?? [], finding),
      sourceLine: readLines(progress.texts),
      failed: progress.failed,
      outputs,
    },
    args,
    io,
  );
}

async function gather(args: Arguments, config: Setup['config'], io: Io): Promise<Gathered> {
  const changed = await readChanged(args, io.cwd);
  if (!changed) return await gatherFiles(args.positionals, args, config, io);
  const { path } = changed;
  const gathered = await gatherFiles([...args.positionals, ...(path === undefined ? [] : [path])], args, config, io);
  return await onlyChanged(gathered, changed, io.cwd);
}

function checkFlags(args: Arguments): void {
  if (args.has('fix') && args.has('fix-dry-run'))
    throw new UsageError('--fix and --fix-dry-run contradict each other.');
  checkSharedFlags(args);
  const fromStdin = args.positionals.includes('-') || (args.positionals.length === 0 && args.has('stdin-filename'));
  if (args.has('fix') && fromStdin) {
    throw new UsageError('--fix cannot write standard input back; use --fix-dry-run.');
  }
  checkTypes(args.text('policy-type'), args.text('resource-type'));
  const name = args.text('stdin-filename');
  if (name === '') throw new UsageError('--stdin-filename is empty.');
  if (name !== undefined && !fromStdin) {
    throw new UsageError('--stdin-filename names what `-` reads; there is no `-` among the paths.');
  }
}

function checkTypes(type: string | undefined, resourceType: string | undefined): void {
  if (resourceType === undefined) return;
  if (!/^\w+::\w+::\w+$/.test(resourceType)) {
    throw new UsageError(
      `--resource-type takes a CloudFormation type such as AWS::S3::Bucket, not ${JSON.stringify(resourceType)}.`,
    );
  }
  const ofTrust = isTrustType(resourceType);
  if (type !== undefined && type !== (ofTrust ? 'trust' : 'resource')) {
    throw new UsageError(
      `--resource-type ${resourceType} goes with ${ofTrust ? 'trust' : 'resource'} policies, not with --policy-type ${type}.`,
    );
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
  const named = file.named && !args.has('allow-empty-input');
  const siblings = progress.siblingsOf(file.found?.absolute);
  const input: LintInput = { path: file.path, bytes, named, siblings, ...typesOf(file, setup, args) };
  const fixed = await fix(input, file, progress, setup, args, io, now);
  const before = progress.outcome.findings.length;
  const linted = lintFile(fixed, runner);
  const accepted = acceptInFile(linted, file.path, progress.outcome.findings.splice(before), setup.rulesFor(file.path));
  // One by one: a call takes some ten thousand arguments, and a file may have more findings.
  for (const finding of accepted.findings) progress.outcome.findings.push(finding);
  for (const one of accepted.suppressed) progress.suppressed.push(one);
  for (const policy of describePolicies(linted.policies)) progress.policies.push(policy);
  if (accepted.findings.length + accepted.suppressed.length > 0) {
    if (linted.document) progress.texts.set(file.path, linted.document.text);
    progress.named.set(file.path, (linted.forms ?? linted.policies).map(nameStatements));
  }
  if (linted.judged) progress.judged.add(file.path);
  for (const { message, location } of linted.unread ?? []) {
    progress.skipped.push({ file: `${file.path}:${location.line ?? 1}:${location.column ?? 1}`, reason: message });
  }
  if (linted.problem !== undefined) {
    if (named) sayFailed(progress, file.path, linted.problem, io);
    else if ((linted.unread ?? []).length === 0) progress.skipped.push({ file: file.path, reason: linted.problem });
  } else if (!linted.judged && named) sayFailed(progress, file.path, noPolicy, io);
}

/** What the flags say of a file's policies, else what the configuration says. */
function typesOf(file: InputFile, setup: Setup, args: Arguments): Pick<LintInput, 'policyType' | 'resourceType'> {
  const set = policyTypeOf(setup.config, file.path);
  const type = args.text('policy-type') as PolicyType | undefined;
  const resourceType = args.text('resource-type');
  return {
    policyType: type ?? (resourceType === undefined ? set?.type : undefined),
    resourceType: resourceType ?? (type === undefined || type === set?.type ? set?.resourceType : undefined),
  };
}

/** A file that cannot be fixed is judged as it is. */
async function fix(
  input: LintInput,
  file: InputFile,
  progress: Progress,
  setup: Setup,
  args: Arguments,
  io: Io,
  now: Date,
): Promise<LintInput> {
  try {
    if (args.has('fix')) return fixFile(input, file, setup, now, io);
    if (args.has('fix-dry-run')) await showFixes(input, setup, now, io);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    sayFailed(progress, file.path, error.message, io);
  }
  return input;
}

const noPolicy = 'holds no policy. --policy-type takes it as one, --allow-empty-input passes it over';

function sayFailed(progress: Progress, path: string, message: string, io: Io): void {
  progress.failed = true;
  progress.skipped.push({ file: path, reason: message });
  io.stderr(`iam-audit: ${harmless(path)} ${message}.\n`);
}

/** A folder that was named and holds no policy is no green run, nor is a run that found nothing at all. */
function sayNothingFound(progress: Progress, gathered: Gathered, args: Arguments, io: Io): void {
  for (const folder of gathered.folders) {
    const files = gathered.files.filter(({ found }) => found?.folders.includes(folder));
    const isKnown = gathered.problems.some(({ path }) => path === folder || path.startsWith(`${folder}/`));
    if (isKnown || files.some(({ path }) => progress.judged.has(path))) continue;
    sayFailed(
      progress,
      folder,
      `holds no policy (${files.length} ${files.length === 1 ? 'file' : 'files'} looked at)`,
      io,
    );
  }
  if (progress.judged.size > 0 || progress.failed) return;
  const why = gathered.files.length === 0 ? 'ignored by the configuration' : 'no policy found';
  const where = args.positionals.join(', ');
  progress.failed = true;
  progress.skipped.push({ file: where, reason: why });
  io.stderr(`iam-audit: nothing was judged (${harmless(where)}: ${why}).\n`);
}
