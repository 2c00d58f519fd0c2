import { InputError, UsageError } from '../../errors.ts';
import { readRequest, readSimulationCase } from '../../semantics/case.ts';
import type { DocumentRole } from '../../semantics/faults.ts';
import type { AccessRequest } from '../../semantics/request.ts';
import {
  decideDocument,
  simulate as decide,
  type Decision,
  type Facts,
  type PolicySets,
} from '../../semantics/simulate.ts';
import { harmless } from '../../report/harmless.ts';
import { policyTypes, type PolicyType } from '../../policy/model.ts';
import { answerCases } from '../case-lines.ts';
import type { Arguments, Command, Io } from '../command.ts';
import { loadPolicyFile, type LoadedPolicy } from '../policy-file.ts';

const factNames = [
  'principalInManagementAccount',
  'resourceInManagementAccount',
  'serviceLinkedRole',
  'wildcardOnlyAction',
] as const;

const file = { type: 'string', multiple: true, value: 'FILE' } as const;

/** Decides one request against policies, or a batch of them. */
export const simulate: Command = {
  name: 'simulate',
  summary: 'decide one request against policies, and say which statements decided',
  usage: 'simulate --principal ARN --action NAME --resource ARN --policies FILE ... | simulate --cases FILE',
  flags: {
    principal: {
      type: 'string',
      value: 'ARN',
      description: 'who asks: an IAM or STS ARN, an account, a service, an identity provider, or * for nobody known',
    },
    action: { type: 'string', value: 'NAME', description: 'for example s3:GetObject' },
    resource: { type: 'string', value: 'ARN', description: 'default *, as for actions without resources' },
    'resource-account': {
      type: 'string',
      value: 'ID',
      description: "account of the resource; default the principal's",
    },
    context: {
      type: 'string',
      multiple: true,
      value: 'KEY=VALUE',
      description: 'a condition key of the request; the same key again is a further value',
    },
    policies: { ...file, description: 'identity policies' },
    'resource-policy': {
      type: 'string',
      value: 'FILE',
      description: "the resource's policy, or the trust policy of a role",
    },
    boundary: { ...file, description: 'permissions boundary' },
    session: { ...file, description: 'session policies' },
    scp: {
      ...file,
      description: 'service control policy; each is a level of its own, root first (commas join files of one level)',
    },
    rcp: { ...file, description: 'resource control policy, levels likewise' },
    endpoint: { ...file, description: 'VPC endpoint policy' },
    document: {
      type: 'string',
      value: 'FILE',
      description: 'one document alone, as `check` sees it; instead of all other kinds',
    },
    'policy-type': {
      type: 'string',
      value: 'TYPE',
      choices: policyTypes,
      description: 'of --document; default identity',
    },
    'role-arn': { type: 'string', value: 'ARN', description: 'full ARN of the role behind a session' },
    fact: {
      type: 'string',
      multiple: true,
      value: 'NAME',
      choices: factNames,
      description: 'something else that is true of the request',
    },
    cases: { type: 'string', value: 'FILE', description: 'many requests as JSON Lines; - reads standard input' },
    format: { type: 'string', value: 'NAME', choices: ['text', 'json'], description: 'how to print it' },
    debug: { type: 'boolean', description: 'show the stack of an internal error' },
  },
  run: async (args, io) => {
    const cases = args.text('cases');
    return cases === undefined ? await simulateOne(args, io) : await answerCases(cases, io, answerCase);
  },
};

function answerCase(value: unknown): Readonly<Record<string, unknown>> {
  const { request, sets, facts, warnings } = readSimulationCase(value);
  return outputOf(decide(request, sets, facts), warnings);
}

function outputOf(
  { decision, matchedStatements, explanation }: Decision,
  warnings: readonly string[],
): Readonly<Record<string, unknown>> {
  return { decision, matchedStatements, explanation, ...(warnings.length > 0 && { warnings }) };
}

async function simulateOne(args: Arguments, io: Io): Promise<number> {
  const request = readFlags(args);
  const document = args.text('document');
  if (document !== undefined) return await simulateDocument(document, request, args, io);
  const { sets, loaded } = await loadSets(args, io.cwd);
  if (loaded.length === 0)
    throw new UsageError('simulate needs a policy: --policies, --resource-policy or another kind.');
  return await print(
    decide(request, sets, factsOf(args)),
    loaded.flatMap((policy) => policy.warnings),
    args,
    io,
  );
}

async function print(decision: Decision, warnings: readonly string[], args: Arguments, io: Io): Promise<number> {
  if (args.text('format') === 'json') await io.stdout(`${JSON.stringify(outputOf(decision, warnings))}\n`);
  else await io.stdout(`${decision.decision}\n${decision.explanation}\n`);
  for (const warning of warnings) io.stderr(`warning: ${harmless(warning)}\n`);
  return decision.decision === 'allowed' ? 0 : 1;
}

/** The document alone: what it allows is not weighed against other policies. */
async function simulateDocument(path: string, request: AccessRequest, args: Arguments, io: Io): Promise<number> {
  const type = policyTypes.find((known) => known === args.text('policy-type')) ?? 'identity';
  const { compiled, warnings } = await loadPolicyFile(path, io.cwd, type, type);
  return await print(decideDocument(request, compiled), warnings, args, io);
}

function readFlags(args: Arguments) {
  for (const name of ['principal', 'action']) {
    if (args.text(name) === undefined) throw new UsageError(`simulate needs --${name} (or --cases).`);
  }
  const request = {
    principal: args.text('principal'),
    action: args.text('action'),
    resource: args.text('resource') ?? '*',
    resourceAccount: args.text('resource-account'),
    context: readContext(args.list('context')),
  };
  try {
    return readRequest(request);
  } catch (error) {
    throw error instanceof InputError ? new UsageError(error.message.replace(/^request\./, '--')) : error;
  }
}

function readContext(pairs: readonly string[]): Record<string, string | string[]> {
  const context: Record<string, string | string[]> = Object.create(null) as Record<string, string>;
  const names = new Map<string, string>();
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals <= 0) throw new UsageError(`--context takes KEY=VALUE, not "${pair}".`);
    const written = pair.slice(0, equals);
    const key = names.get(written.toLowerCase()) ?? written;
    names.set(written.toLowerCase(), key);
    const value = pair.slice(equals + 1);
    const before = context[key];
    context[key] = before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value];
  }
  return context;
}

function factsOf(args: Arguments): Facts {
  const given = new Set(args.list('fact'));
  const flags = Object.fromEntries(factNames.map((name) => [name, given.has(name)]));
  return { ...flags, roleArn: args.text('role-arn') };
}

async function loadSets(args: Arguments, cwd: string): Promise<{ sets: PolicySets; loaded: readonly LoadedPolicy[] }> {
  const loaded: LoadedPolicy[] = [];
  const load = async (paths: readonly string[], role: DocumentRole, type: PolicyType) => {
    const policies = [];
    for (const path of paths) {
      const policy = await loadPolicyFile(path, cwd, role, type);
      loaded.push(policy);
      policies.push(policy.compiled);
    }
    return policies;
  };
  const loadLevels = async (name: 'scp' | 'rcp') => {
    const levels = [];
    for (const level of args.list(name)) levels.push(await load(level.split(','), name, name));
    return levels;
  };
  const resource = args.text('resource-policy');
  const sets = {
    identity: await load([...args.list('policies'), ...args.positionals], 'identity', 'identity'),
    resource: resource === undefined ? null : (await load([resource], 'resource', 'resource'))[0],
    boundary: await load(args.list('boundary'), 'boundary', 'boundary'),
    session: await load(args.list('session'), 'session', 'identity'),
    scp: await loadLevels('scp'),
    rcp: await loadLevels('rcp'),
    endpoint: await load(args.list('endpoint'), 'endpoint', 'resource'),
  };
  return { sets, loaded };
}
