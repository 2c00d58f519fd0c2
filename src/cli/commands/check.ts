import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { openCatalog } from '../../catalog/iam-data.ts';
import { InputError, UsageError } from '../../errors.ts';
import { policyTypes, type PolicyType } from '../../policy/model.ts';
import {
  checkNames,
  newAccess,
  publicType,
  readCheckCase,
  roleOf,
  runCheck,
  type Check,
  type CheckName,
} from '../../semantics/check-case.ts';
import type { Access, CheckOptions } from '../../semantics/compare/checks.ts';
import { defaultLimits } from '../../semantics/compare/budget.ts';
import { harmless, withoutCommands } from '../../report/harmless.ts';
import type { Skipped } from '../../report/report.ts';
import { catalogOptions } from '../../semantics/catalog-options.ts';
import { loadAccess } from '../access-file.ts';
import { sortFindings } from '../../engine-report.ts';
import { updateBaseline } from '../baseline-file.ts';
import { answerCases } from '../case-lines.ts';
import { judge, loadAcceptance, type Judged } from '../check-accepted.ts';
import { printReport, type Answer } from '../check-report.ts';
import { describe, outputOf } from '../check-text.ts';
import type { Arguments, Command, Io } from '../command.ts';
import { displayPath } from '../display-path.ts';
import { emptyPolicy, loadPolicyFile, reasonOf, type LoadedPolicy } from '../policy-file.ts';
import { sharedFlags } from '../shared-flags.ts';

const formats = ['text', 'json', 'sarif', 'github'];

/** Decides one of the custom policy checks, or a batch of them. */
export const check: Command = {
  name: 'check',
  summary: 'prove what a policy does or does not allow: PASS, FAIL with a witness, or UNKNOWN',
  usage:
    'check no-new-access --existing A --new B | access-not-granted --policy P (--action NAME | --access FILE) | no-public-access --policy P --resource-type T | --cases FILE',
  flags: {
    existing: {
      type: 'string',
      value: 'FILE',
      description: 'no-new-access: the policy as it is, or a directory of them',
    },
    new: {
      type: 'string',
      value: 'FILE',
      description: 'no-new-access: the policy as it shall be; files of directories are matched by name',
    },
    policy: { type: 'string', value: 'FILE', description: 'the policy to check' },
    action: {
      type: 'string',
      multiple: true,
      value: 'NAME',
      description: 'access-not-granted: an action that must not be granted',
    },
    resource: {
      type: 'string',
      multiple: true,
      value: 'ARN',
      description: 'access-not-granted: a resource on which it must not be granted',
    },
    access: {
      type: 'string',
      value: 'FILE',
      description: 'access-not-granted: a list of such, as JSON: [{"actions": [...], "resources": [...]}]',
    },
    'resource-type': { type: 'string', value: 'TYPE', description: 'no-public-access: for example AWS::S3::Bucket' },
    'policy-type': { type: 'string', value: 'TYPE', choices: policyTypes, description: 'default identity' },
    cases: { type: 'string', value: 'FILE', description: 'many checks as JSON Lines; - reads standard input' },
    format: { type: 'string', value: 'NAME', choices: formats, description: 'how to print it' },
    timeout: { type: 'string', value: 'MS', description: 'milliseconds for one check, then UNKNOWN (default 1500)' },
    'max-states': {
      type: 'string',
      value: 'N',
      description: `states of one product of patterns (default ${defaultLimits.maxStates})`,
    },
    'max-boxes': { type: 'string', value: 'N', description: `boxes to look at (default ${defaultLimits.maxBoxes})` },
    'max-steps': { type: 'string', value: 'N', description: `steps in all (default ${defaultLimits.maxSteps})` },
    config: sharedFlags.config,
    baseline: { ...sharedFlags.baseline, description: 'results in this file do not count' },
    'update-baseline': { type: 'boolean', description: 'write all results but PASS to the baseline file' },
    debug: { type: 'boolean', description: 'show the stack of an internal error' },
  },
  run: async (args, io) => {
    const options = optionsOf(args);
    const cases = args.text('cases');
    if (cases !== undefined && isReport(args.text('format')))
      throw new UsageError('--cases prints JSON Lines; the other formats are for single checks and directories.');
    if (cases !== undefined) return await answerCases(cases, io, (value) => answerCase(value, options));
    const [name, ...rest] = args.positionals;
    if (name === undefined || rest.length > 0 || !isCheck(name))
      throw new UsageError(`check needs one of ${checkNames.join(', ')}, or --cases.`);
    return await runNamed(name, args, io, options);
  },
};

function isCheck(name: string): name is CheckName {
  return checkNames.some((known) => known === name);
}

/** A fresh clock for every check. */
type MakeOptions = () => CheckOptions;

function optionsOf(args: Arguments): MakeOptions {
  const timeout = args.number('timeout', 1) ?? 1500;
  const limits = {
    maxStates: args.number('max-states', 1) ?? defaultLimits.maxStates,
    maxBoxes: args.number('max-boxes', 1) ?? defaultLimits.maxBoxes,
    maxSteps: args.number('max-steps', 1) ?? defaultLimits.maxSteps,
  };
  const catalog = openCatalog();
  const known = catalogOptions(catalog);
  return () => {
    const end = performance.now() + timeout;
    return { limits, isExpired: () => performance.now() > end, ...known };
  };
}

function answerCase(value: unknown, options: MakeOptions): Readonly<Record<string, unknown>> {
  const warnings: string[] = [];
  const result = runCheck(readCheckCase(value, warnings), options());
  return { ...outputOf(result), ...(warnings.length > 0 && { warnings }) };
}

async function runNamed(name: CheckName, args: Arguments, io: Io, options: MakeOptions): Promise<number> {
  const type = typeOf(name, args);
  const acceptance = await loadAcceptance(args, io);
  const format = args.text('format');
  const judged: Judged[] = [];
  const onAnswer: OnAnswer = async (answered, label) => {
    const one = judge(answered, acceptance, isReport(format), options);
    judged.push(one);
    if (!isReport(format)) await print(one, label, format, io);
  };
  const failed = await answer(name, type, args, io, { options, onAnswer });
  const findings = sortFindings(judged.flatMap((one) => one.findings));
  if (acceptance.update !== undefined) await updateBaseline(acceptance.update, findings, io);
  if (isReport(format)) await printReport(format, name, judged, failed, io);
  if (failed.length > 0) return 2;
  return findings.length === 0 || acceptance.update !== undefined ? 0 : 1;
}

/** What becomes of each answer, as soon as it is there; the label names a file of a directory. */
type OnAnswer = (answered: Answer, label?: { readonly file: string; readonly note: string }) => Promise<void>;

async function print(
  { answer: { subject }, shown, accepted }: Judged,
  label: Parameters<OnAnswer>[1],
  format: string | undefined,
  io: Io,
): Promise<void> {
  if (format === 'json') {
    const output = outputOf(shown, accepted);
    await io.stdout(`${JSON.stringify(label === undefined ? output : { file: label.file, ...output })}\n`);
    return;
  }
  const start = label === undefined ? '' : `${withoutCommands(harmless(label.file))}${label.note}: `;
  await io.stdout(`${start}${describe(shown, subject, accepted)}`);
}

function isReport(format: string | undefined): format is string {
  return format === 'sarif' || format === 'github';
}

interface Way {
  readonly options: MakeOptions;
  readonly onAnswer: OnAnswer;
}

/** Answers what is asked; gives the files that could not be judged, of which it has spoken already. */
async function answer(
  name: CheckName,
  type: PolicyType,
  args: Arguments,
  io: Io,
  way: Way,
): Promise<readonly Skipped[]> {
  if (name === 'no-new-access') {
    const existing = need(args, 'existing');
    const next = need(args, 'new');
    if ((await isDirectory(existing, io.cwd)) || (await isDirectory(next, io.cwd))) {
      return await compareDirectories(existing, next, type, io, way);
    }
    const before = await load(existing, type, io, { principalPatterns: true });
    const subject = await load(next, type, io);
    return await single({ check: name, existing: before.policy, next: subject.policy }, subject, way);
  }
  const subject = await load(need(args, 'policy'), type, io);
  const { policy } = subject;
  if (name === 'no-public-access') return await single({ check: name, policy }, subject, way);
  const access = await accessOf(args, io);
  return await single({ check: name, policy, access }, subject, way);
}

/** Of the file, and of the flags together. */
async function accessOf(args: Arguments, io: Io): Promise<readonly Access[]> {
  const file = args.text('access');
  const listed = file === undefined ? [] : await loadAccess(file, io.cwd);
  const actions = args.list('action');
  const resources = args.list('resource');
  if (listed.length > 0 && actions.length + resources.length === 0) return listed;
  return [...listed, usage(() => newAccess(actions, resources, 'access-not-granted'))];
}

async function single(asked: Check, subject: LoadedPolicy, { options, onAnswer }: Way): Promise<readonly Skipped[]> {
  await onAnswer({ asked, result: runCheck(asked, options()), subject, isNew: false });
  return [];
}

function typeOf(name: CheckName, args: Arguments): PolicyType {
  if (name === 'no-public-access') {
    const type = need(args, 'resource-type');
    return usage(() => publicType(type));
  }
  return policyTypes.find((known) => known === args.text('policy-type')) ?? 'identity';
}

function usage<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof InputError ? new UsageError(error.message) : error;
  }
}

function need(args: Arguments, flag: string): string {
  const value = args.text(flag);
  if (value === undefined) throw new UsageError(`This check needs --${flag}.`);
  return value;
}

async function load(path: string, type: PolicyType, io: Io, options = {}): Promise<LoadedPolicy> {
  const loaded = await loadPolicyFile(path, io.cwd, roleOf(type), type, options);
  for (const warning of loaded.warnings) io.stderr(`warning: ${harmless(warning)}\n`);
  return loaded;
}

async function isDirectory(path: string, cwd: string): Promise<boolean> {
  try {
    return (await stat(resolve(cwd, path))).isDirectory();
  } catch (error) {
    throw new InputError(`${displayPath(path, cwd)}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Every policy of the new directory against the one of the same name; one without counterpart may allow nothing. */
async function compareDirectories(
  existing: string,
  next: string,
  type: PolicyType,
  io: Io,
  { options, onAnswer }: Way,
): Promise<readonly Skipped[]> {
  if (!(await isDirectory(existing, io.cwd)) || !(await isDirectory(next, io.cwd))) {
    throw new UsageError('--existing and --new must both be files or both be directories.');
  }
  const names = await policyNames(next, io.cwd);
  if (names.length === 0) throw new InputError(`${displayPath(next, io.cwd)} holds no .json file`);
  const known = new Set(await policyNames(existing, io.cwd));
  const failed: Skipped[] = [];
  for (const name of names) {
    try {
      const before = known.has(name) ? join(existing, name) : undefined;
      const answered = await compareFiles(before, join(next, name), type, io, options);
      await onAnswer(answered, { file: answered.subject.file, note: answered.isNew ? ' (new file)' : '' });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      io.stderr(`iam-audit: ${harmless(error.message)}\n`);
      failed.push({ file: displayPath(join(next, name), io.cwd), reason: error.message });
    }
  }
  return failed;
}

async function compareFiles(
  before: string | undefined,
  after: string,
  type: PolicyType,
  io: Io,
  options: MakeOptions,
): Promise<Answer> {
  const subject = await load(after, type, io);
  const existing =
    before === undefined ? emptyPolicy(type) : (await load(before, type, io, { principalPatterns: true })).policy;
  const asked = { check: 'no-new-access', existing, next: subject.policy } as const;
  return { asked, result: runCheck(asked, options()), subject, isNew: before === undefined };
}

async function policyNames(path: string, cwd: string): Promise<string[]> {
  const root = resolve(cwd, path);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.json'));
  return files.map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
}
