/** Runs rules over subjects: select, visit once, report, sort. Knows no rule, no file and no format. */
import type { Account, AccountPolicy } from './account/model.ts';
import { makeFinding } from './engine-report.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { Finding, Severity } from './finding.ts';
import type { Policy, Statement } from './policy/model.ts';
import type { FileSubject, Problem, Rule, Visitor } from './rule.ts';

export interface ActiveRule {
  readonly rule: Rule;
  /** From the configuration; undefined: as the rule itself grades its findings. */
  readonly severity?: Severity | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface Environment {
  readonly catalog: Catalog;
  readonly now: Date;
  readonly account?: Account | undefined;
}

/** What a run collects; several runs may share one. */
export interface Outcome {
  readonly findings: Finding[];
  readonly skipped: { readonly ruleId: string; readonly reason: string }[];
  /** Rules that threw: bugs of ours, named, and the run ends with status 2. */
  readonly crashes: Map<string, unknown>;
}

export function newOutcome(): Outcome {
  return { findings: [], skipped: [], crashes: new Map() };
}

type Method = keyof Visitor;
type Call = (...subject: unknown[]) => void;

/** Rules made ready for a kind of subject; make it once and run it over many. */
export interface Runner {
  file(file: FileSubject): void;
  policy(policy: Policy): void;
  account(account: Account): void;
}

/** Creates the rules' visitors; findings go to `outcome` as they come. */
export function prepare(rules: readonly ActiveRule[], environment: Environment, outcome: Outcome): Runner {
  const ready = rules.filter(({ rule }) => dataIsThere(rule, environment, outcome));
  const visitors = ready.map((active) => ({ active, visitor: createVisitor(active, environment, outcome) }));
  const calls = (method: Method, policyType?: string): readonly Call[] =>
    visitors.flatMap(({ active, visitor }) => {
      const { id, policyTypes } = active.rule.meta;
      // A visitor is a plain object of functions; binding keeps one that is written with methods right.
      const visit = visitor?.[method]?.bind(visitor) as Call | undefined;
      if (!visit || (policyType !== undefined && policyTypes?.includes(policyType as Policy['type']) === false))
        return [];
      return [guard(id, visit, outcome)];
    });
  const byType = new Map<string, Dispatch>();
  const dispatchFor = (type: string): Dispatch => {
    let dispatch = byType.get(type);
    if (!dispatch) byType.set(type, (dispatch = dispatchOf((method) => calls(method, type))));
    return dispatch;
  };
  const onFile = calls('file');
  return {
    file: (file) => {
      for (const call of onFile) call(file);
    },
    policy: (policy) => {
      walkPolicy(policy, dispatchFor(policy.type));
    },
    account: (account) => {
      walkAccount(account, calls, (policy) => {
        walkPolicy(policy, dispatchFor(policy.type));
      });
    },
  };
}

function createVisitor(active: ActiveRule, environment: Environment, outcome: Outcome): Visitor | undefined {
  const { rule, options } = active;
  const { id } = rule.meta;
  const said = new Set<string>();
  const context = {
    catalog: environment.catalog,
    now: environment.now,
    account: environment.account,
    options,
    report: (problem: Problem) => void outcome.findings.push(makeFinding(active, problem)),
    skip: (reason: string) => {
      if (said.has(reason)) return;
      said.add(reason);
      outcome.skipped.push({ ruleId: id, reason });
    },
  };
  try {
    return rule.create(context);
  } catch (error) {
    outcome.crashes.set(id, error);
    return undefined;
  }
}

/** Calls the visitor until it throws once; after that the rule is known to be broken and left out. */
function guard(id: string, visit: Call, outcome: Outcome): Call {
  return (...subject) => {
    if (outcome.crashes.has(id)) return;
    try {
      visit(...subject);
    } catch (error) {
      outcome.crashes.set(id, error);
    }
  };
}

/** Missing data is not a pass: the rule does not run, and the report says why. */
function dataIsThere(rule: Rule, { account }: Environment, outcome: Outcome): boolean {
  if (!account) return true;
  for (const need of rule.meta.needs ?? []) {
    const any = typeof need === 'string' ? [need] : need;
    if (any.some((fact) => account.facts.has(fact))) continue;
    const reason = any.map((fact) => account.missing.get(fact) ?? `no ${spell(fact)} in the snapshot`).join('; ');
    outcome.skipped.push({ ruleId: rule.meta.id, reason });
    return false;
  }
  return true;
}

/** `credentialReport` as a person writes it. */
function spell(fact: string): string {
  return fact.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

type Dispatch = Readonly<
  Record<'policy' | 'problem' | 'statement' | 'action' | 'resource' | 'principal' | 'condition', readonly Call[]>
>;

function dispatchOf(calls: (method: Method) => readonly Call[]): Dispatch {
  return {
    policy: calls('policy'),
    problem: calls('problem'),
    statement: calls('statement'),
    action: calls('action'),
    resource: calls('resource'),
    principal: calls('principal'),
    condition: calls('condition'),
  };
}

function walkPolicy(policy: Policy, on: Dispatch): void {
  for (const call of on.policy) call(policy);
  for (const problem of policy.problems) for (const call of on.problem) call(problem, policy);
  for (const statement of policy.statements) walkStatement(statement, on);
}

function walkStatement(statement: Statement, on: Dispatch): void {
  for (const call of on.statement) call(statement);
  visitAll([statement.action, statement.notAction], on.action, statement);
  visitAll([statement.resource, statement.notResource], on.resource, statement);
  visitAll([statement.principal, statement.notPrincipal], on.principal, statement);
  for (const condition of statement.conditions) for (const call of on.condition) call(condition, statement);
}

function visitAll(
  elements: readonly ({ readonly values: readonly unknown[] } | undefined)[],
  calls: readonly Call[],
  statement: Statement,
): void {
  if (calls.length === 0) return;
  for (const element of elements) {
    if (element) for (const value of element.values) for (const call of calls) call(value, statement);
  }
}

function walkAccount(
  account: Account,
  calls: (method: Method) => readonly Call[],
  onPolicy: (p: Policy) => void,
): void {
  const each = (method: Method, subjects: readonly unknown[]): void => {
    const found = calls(method);
    for (const subject of subjects) for (const call of found) call(subject);
  };
  each('account', [account]);
  each('user', account.users);
  each('group', account.groups);
  each('role', account.roles);
  each('accountPolicy', accountPolicies(account));
  for (const policy of readPolicies(account)) onPolicy(policy);
}

/** Every policy of the account: inline ones in the order of their owners, then the managed ones. */
export function accountPolicies(account: Account): readonly AccountPolicy[] {
  const owners = [...account.users, ...account.groups, ...account.roles];
  return [...owners.flatMap((owner) => owner.inlinePolicies), ...account.policies];
}

/** What the customer wrote and can change: no AWS managed policy, nothing of a service-linked or reserved role. */
export function readPolicies(account: Account): readonly Policy[] {
  const owners = [...account.users, ...account.groups];
  const roles = account.roles.filter((role) => !role.isServiceLinked && !role.isReserved);
  const written = [
    ...[...owners, ...roles].flatMap((owner) => owner.inlinePolicies),
    ...account.policies.filter((policy) => policy.kind === 'customer-managed'),
  ].map((policy) => policy.document);
  return [...written, ...roles.map((role) => role.trust)].filter((policy) => policy !== undefined);
}
