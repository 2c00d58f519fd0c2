/** Policies compiled once, for any number of requests. */
import type { Policy, Statement } from '../policy/model.ts';
import { compileCondition, holds, type CompiledCondition } from './condition.ts';
import { actionGlob, isVariable, matchesGlob, resourceGlob, type Glob } from './glob.ts';
import { compilePrincipals, grantOf, isSpared, type Grant, type PrincipalEntry } from './principal.ts';
import type { Prepared } from './request.ts';

export interface CompiledStatement {
  readonly source: Statement;
  readonly index: number;
  readonly sid: string | undefined;
  readonly isAllow: boolean;
  readonly actions: readonly Glob[];
  readonly isNotAction: boolean;
  /** Undefined: the statement has neither Resource nor NotResource (trust and repository policies) and is about its own resource. */
  readonly resources: readonly Glob[] | undefined;
  readonly isNotResource: boolean;
  /** Undefined: neither Principal nor NotPrincipal. */
  readonly principals: readonly PrincipalEntry[] | undefined;
  readonly isNotPrincipal: boolean;
  readonly conditions: readonly CompiledCondition[];
}

export interface CompiledPolicy {
  readonly source: Policy;
  /** In a policy of a resource the statement says whom it is about; in the others that is the holder. */
  readonly hasPrincipals: boolean;
  readonly statements: readonly CompiledStatement[];
  /** Statements whose Action or NotAction can match an action of the service, in order. */
  readonly forService: (service: string) => readonly CompiledStatement[];
}

export interface CompileOptions {
  /** Wildcards inside principal ARNs match, as in the reference policy of a custom check. AWS refuses them elsewhere. */
  readonly principalPatterns?: boolean | undefined;
  /** Overrides what the policy's type says. */
  readonly hasPrincipals?: boolean | undefined;
}

/** Compiles a policy. Statements without a valid Effect or without an action match nothing. */
export function compilePolicy(policy: Policy, options: CompileOptions = {}): CompiledPolicy {
  const hasVariables = policy.version?.text === '2012-10-17';
  const statements = policy.statements
    .filter((statement) => statement.isAllow !== undefined)
    .map((statement) => compileStatement(statement, hasVariables, options.principalPatterns === true));
  const hasPrincipals = options.hasPrincipals ?? ['resource', 'trust', 'rcp'].includes(policy.type);
  return { source: policy, hasPrincipals, statements, forService: indexByService(statements) };
}

function compileStatement(source: Statement, variables: boolean, patterns: boolean): CompiledStatement {
  const actions = source.action ?? source.notAction;
  const resources = source.resource ?? source.notResource;
  const principals = source.principal ?? source.notPrincipal;
  return {
    source,
    index: source.index,
    sid: source.sid?.text,
    isAllow: source.isAllow === true,
    actions: actions?.values.map((value) => actionGlob(value.text)) ?? [],
    isNotAction: source.action === undefined && source.notAction !== undefined,
    resources: resources?.values.map((value) => resourceGlob(value.text, variables)),
    isNotResource: source.resource === undefined && source.notResource !== undefined,
    principals: principals && compilePrincipals(principals, patterns),
    isNotPrincipal: source.principal === undefined && source.notPrincipal !== undefined,
    conditions: source.conditions.map((condition) => compileCondition(condition, variables)),
  };
}

function indexByService(statements: readonly CompiledStatement[]): (service: string) => readonly CompiledStatement[] {
  const found = new Map<string, readonly CompiledStatement[]>();
  return (service) => {
    const known = found.get(service);
    if (known !== undefined) return known;
    const list = statements.filter((statement) => mayConcern(statement, service));
    if (found.size >= 1000) found.clear();
    found.set(service, list);
    return list;
  };
}

function mayConcern(statement: CompiledStatement, service: string): boolean {
  return statement.isNotAction || statement.actions.some((glob) => servicePrefixFits(glob.prefix, glob.shape, service));
}

function servicePrefixFits(prefix: string, shape: Glob['shape'], service: string): boolean {
  const colon = prefix.indexOf(':');
  if (colon >= 0) return prefix.slice(0, colon) === service;
  return shape === 'literal' ? prefix === service : service.startsWith(prefix);
}

const never = (): undefined => undefined;

/** Whether Action or NotAction covers the request's action. */
export function matchesAction(statement: CompiledStatement, action: string): boolean {
  return statement.actions.some((glob) => matchesGlob(glob, action, never)) !== statement.isNotAction;
}

/** Whether Resource or NotResource covers the request's resource. */
export function matchesResource(statement: CompiledStatement, request: Prepared): boolean {
  const { resources } = statement;
  if (resources === undefined) return true;
  if (statement.isNotResource && !isResolved(resources, request)) return false;
  return resources.some((glob) => matchesGlob(glob, request.resource, request.resolve)) !== statement.isNotResource;
}

/** Whether the request gives a value to every variable. */
function isResolved(globs: readonly Glob[], request: Prepared): boolean {
  return globs.every(
    (glob) =>
      !glob.hasVariable || glob.tokens.every((token) => !isVariable(token) || request.resolve(token) !== undefined),
  );
}

/** What the principal elements may need to know beyond the request. */
export interface CallerFacts {
  readonly roleArn?: string | undefined;
  /** Deny with NotPrincipal spares nobody who has a permissions boundary. */
  readonly hasBoundary?: boolean | undefined;
}

/** By what name the statement is about the caller; undefined when it is not, or names nobody. */
export function matchPrincipal(statement: CompiledStatement, request: Prepared, facts: CallerFacts): Grant | undefined {
  const { principals } = statement;
  if (principals === undefined) return undefined;
  if (!statement.isNotPrincipal) return grantOf(principals, request.caller, facts.roleArn);
  if (statement.isAllow)
    return grantOf(principals, request.caller, facts.roleArn) === undefined ? 'everyone' : undefined;
  if (facts.hasBoundary === true && ['user', 'role', 'session'].includes(request.caller.kind)) return 'everyone';
  return isSpared(principals, request.caller, facts.roleArn) ? undefined : 'everyone';
}

/** Whether every condition holds. */
export function conditionsHold(statement: CompiledStatement, request: Prepared): boolean {
  for (const condition of statement.conditions) if (!holds(condition, request)) return false;
  return true;
}

/** Whether the statement matches, leaving its principal aside. */
export function matchesRequest(statement: CompiledStatement, request: Prepared): boolean {
  return (
    matchesAction(statement, request.action) &&
    matchesResource(statement, request) &&
    conditionsHold(statement, request)
  );
}

/** Whether this document alone allows the request: some Allow matches and no Deny does. */
export function documentAllows(policy: CompiledPolicy, request: Prepared, facts: CallerFacts = {}): boolean {
  return togetherAllow([policy], request, facts);
}

/** Whether the documents together allow the request: some Allow matches and no Deny does. */
export function togetherAllow(
  policies: readonly CompiledPolicy[],
  request: Prepared,
  facts: CallerFacts = {},
): boolean {
  let isAllowed = false;
  for (const policy of policies) {
    for (const statement of policy.forService(request.service)) {
      if (isAllowed && statement.isAllow) continue;
      if (!matchesRequest(statement, request)) continue;
      if (policy.hasPrincipals && matchPrincipal(statement, request, facts) === undefined) continue;
      if (!statement.isAllow) return false;
      isAllowed = true;
    }
  }
  return isAllowed;
}
