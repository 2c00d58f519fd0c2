/** Cases of `simulate --cases`: any JSON value to a request and policies, or a message about what is wrong with it. */
import { InputError } from '../errors.ts';
import type { PolicyType } from '../policy/model.ts';
import { parsePolicy } from '../policy/parse.ts';
import type { PolicySource } from '../policy/place.ts';
import { parseCaller } from './caller.ts';
import { compilePolicy, type CompiledPolicy } from './compile.ts';
import { findFaults, findWarnings, type DocumentRole } from './faults.ts';
import type { AccessRequest } from './request.ts';
import type { Facts, PolicySets } from './simulate.ts';

export type Members = Readonly<Record<string, unknown>>;

export interface SimulationCase {
  readonly request: AccessRequest;
  readonly sets: PolicySets;
  readonly facts: Facts;
  readonly warnings: readonly string[];
}

const source: PolicySource = { pointer: '', locate: () => ({}) };

const typeOfRole: Readonly<Record<DocumentRole, PolicyType>> = {
  identity: 'identity',
  boundary: 'boundary',
  session: 'identity',
  scp: 'scp',
  rcp: 'rcp',
  resource: 'resource',
  trust: 'trust',
  endpoint: 'resource',
};

/** Reads a case; throws InputError when it is none. */
export function readSimulationCase(value: unknown): SimulationCase {
  const members = membersOf(value, 'the case');
  const warnings: string[] = [];
  const request = readRequest(own(members, 'request'));
  const sets = readSets(own(members, 'policies') ?? {}, warnings);
  return { request, sets, facts: readFacts(own(members, 'facts') ?? {}), warnings };
}

/** Compiles a document of a case; throws InputError naming `where` and the place when it is no policy. */
export function readDocument(
  value: unknown,
  role: DocumentRole,
  where: string,
  warnings: string[],
  type: PolicyType = typeOfRole[role],
): CompiledPolicy {
  const policy = parsePolicy(value, { type, source });
  const [fault, ...more] = findFaults(policy, role);
  if (fault !== undefined) {
    const rest = more.length > 0 ? ` (and ${more.length} more)` : '';
    throw new InputError(`${where}${fault.pointer === '' ? '' : ` at ${fault.pointer}`}: ${fault.message}${rest}`);
  }
  for (const { pointer, message } of findWarnings(policy)) warnings.push(`${where} at ${pointer}: ${message}`);
  return compilePolicy(policy);
}

/** Reads the request of a case; throws InputError. */
export function readRequest(value: unknown): AccessRequest {
  const members = membersOf(value, 'request');
  const principal = textOf(members, 'principal');
  const caller = parseCaller(principal);
  const isKnown = caller.kind !== 'other' || caller.account !== '' || /^[0-9a-f]{64}$/.test(principal);
  if (!isKnown) throw new InputError(`request.principal is no principal: ${JSON.stringify(principal)}`);
  const action = textOf(members, 'action');
  if (!/^[^:]+:[^]+$/.test(action))
    throw new InputError(`request.action is no service:Action: ${JSON.stringify(action)}`);
  const resource = textOf(members, 'resource');
  const account = own(members, 'resourceAccount');
  if (account !== undefined && account !== null && typeof account !== 'string') {
    throw new InputError('request.resourceAccount must be a string');
  }
  const context = readContext(own(members, 'context') ?? {});
  return { principal, action, resource, ...(typeof account === 'string' && { resourceAccount: account }), context };
}

function readContext(value: unknown): Record<string, string | readonly string[]> {
  const context: Record<string, string | readonly string[]> = Object.create(null) as Record<string, string>;
  const seen = new Set<string>();
  for (const [key, given] of Object.entries(membersOf(value, 'request.context'))) {
    if (seen.has(key.toLowerCase())) throw new InputError(`request.context has ${JSON.stringify(key)} twice`);
    seen.add(key.toLowerCase());
    context[key] = Array.isArray(given) ? given.map((one) => scalar(one, key)) : scalar(given, key);
  }
  return context;
}

function scalar(value: unknown, key: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new InputError(`request.context: ${JSON.stringify(key)} must be a string or a list of strings`);
}

function readSets(value: unknown, warnings: string[]): PolicySets {
  const members = membersOf(value, 'policies');
  const list = (name: 'identity' | 'boundary' | 'session' | 'endpoint'): CompiledPolicy[] =>
    listOf(own(members, name), `policies.${name}`).map((doc, at) =>
      readDocument(doc, name, `policies.${name}[${at}]`, warnings),
    );
  const levels = (name: 'scp' | 'rcp'): CompiledPolicy[][] =>
    listOf(own(members, name), `policies.${name}`).map((level, at) =>
      listOf(level, `policies.${name}[${at}]`).map((doc, index) =>
        readDocument(doc, name, `policies.${name}[${at}][${index}]`, warnings),
      ),
    );
  const resource = own(members, 'resource');
  return {
    identity: list('identity'),
    resource:
      resource === undefined || resource === null
        ? null
        : readDocument(resource, 'resource', 'policies.resource', warnings),
    boundary: list('boundary'),
    session: list('session'),
    scp: levels('scp'),
    rcp: levels('rcp'),
    endpoint: list('endpoint'),
  };
}

function readFacts(value: unknown): Facts {
  const members = membersOf(value, 'facts');
  const flag = (name: string): boolean => {
    const given = own(members, name);
    if (given !== undefined && given !== null && typeof given !== 'boolean')
      throw new InputError(`facts.${name} must be true or false`);
    return given === true;
  };
  const roleArn = own(members, 'roleArn') ?? undefined;
  if (roleArn !== undefined && typeof roleArn !== 'string') throw new InputError('facts.roleArn must be a string');
  return {
    principalInManagementAccount: flag('principalInManagementAccount'),
    resourceInManagementAccount: flag('resourceInManagementAccount'),
    serviceLinkedRole: flag('serviceLinkedRole'),
    wildcardOnlyAction: flag('wildcardOnlyAction'),
    roleArn,
  };
}

function listOf(value: unknown, where: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new InputError(`${where} must be a list`);
  return value;
}

function textOf(members: Members, name: string): string {
  const value = own(members, name);
  if (typeof value !== 'string' || value === '') throw new InputError(`request.${name} must be a string`);
  return value;
}

/** The value as an object; throws InputError naming `where`. */
export function membersOf(value: unknown, where: string): Members {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
  throw new InputError(`${where} must be an object`);
}

/** A member of the object itself. */
export function own(members: Members, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}
