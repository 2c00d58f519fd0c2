/** Runs rules over subjects: select, visit once, report, sort. Knows no rule, no file and no format. */
import type { Account, AccountPolicy } from './account/model.ts';
import { judgeForms, newSink, type Sink } from './engine-forms.ts';
import { foldDoubles } from './engine-doubles.ts';
import type { Stopwatch, Visit } from './engine-stats.ts';
import type { Catalog } from './catalog/catalog.ts';
import { InputError } from './errors.ts';
import type { Finding, Severity } from './finding.ts';
import type { Policy, Statement } from './policy/model.ts';
import { roleOf } from './account/template-role.ts';
import type { Attachment, FileSubject, PolicyHolder, Problem, Rule, Visitor } from './rule.ts';

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
  /** Asked for by `--stats`: what each rule costs. */
  readonly stopwatch?: Stopwatch | undefined;
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
/** One rule's method for one kind of subject. */
interface Call {
  readonly ruleId: string;
  /** Does nothing once the rule has thrown. */
  visit: Visit;
}

/** Rules made ready for a kind of subject; make it once and run it over many. */
export interface Runner {
  file(file: FileSubject): void;
  policy(policy: Policy): void;
  attachment(attachment: Attachment): void;
  /** Before the policies that it has. */
  holder(holder: PolicyHolder): void;
  account(account: Account): void;
}

/** Creates the rules' visitors; findings go to `outcome` as they come. */
export function prepare(rules: readonly ActiveRule[], environment: Environment, outcome: Outcome): Runner {
  const ready = rules
    .filter(({ rule }) => !(rule.meta.lintOnly && environment.account))
    .filter(({ rule }) => dataIsThere(rule, environment, outcome));
  const sink = newSink(outcome);
  const visitors = ready.map((active) => ({ active, visitor: createVisitor(active, environment, outcome, sink) }));
  const made: Call[] = [];
  const calls = (method: Method, policyType?: string): readonly Call[] => {
    const found = visitors.flatMap(({ active, visitor }): Call[] => {
      const { id, policyTypes } = active.rule.meta;
      // A visitor is a plain object of functions; binding keeps one that is written with methods right.
      const visit = visitor?.[method]?.bind(visitor) as Visit | undefined;
      if (!visit || (policyType !== undefined && policyTypes?.includes(policyType as Policy['type']) === false))
        return [];
      return [{ ruleId: id, visit: environment.stopwatch?.time(id, visit) ?? visit }];
    });
    made.push(...found);
    return found;
  };
  const each = visitEach((ruleId, error) => {
    outcome.crashes.set(ruleId, error);
    for (const call of made) if (call.ruleId === ruleId) call.visit = () => undefined;
  });
  const byType = new Map<string, Dispatch>();
  const dispatchFor = (type: string): Dispatch => {
    let dispatch = byType.get(type);
    if (!dispatch) byType.set(type, (dispatch = dispatchOf((method) => calls(method, type))));
    return dispatch;
  };
  const onFile = calls('file');
  const onAttachment = calls('attachment');
  const onHolder = calls('holder');
  const inTemplates = new Set(ready.filter(({ rule }) => rule.meta.inTemplates).map(({ rule }) => rule.meta.id));
  const onTemplateRole = calls('role').filter(({ ruleId }) => inTemplates.has(ruleId));
  return {
    file: (file) => {
      each(onFile, [file]);
    },
    attachment: (attachment) => {
      each(onAttachment, [attachment]);
    },
    policy: (policy) => {
      const dispatch = dispatchFor(policy.type);
      judgeForms([policy], sink, outcome, ([form = policy]) => {
        walkPolicy(form, dispatch, each);
      });
    },
    holder: (holder) => {
      each(onHolder, [holder]);
      if (holder.kind !== 'role' || holder.location.file !== holder.file) return;
      const { trust, boundary, policies } = holder;
      const all = [trust, boundary, ...policies].filter((one) => one !== undefined);
      judgeForms(all, sink, outcome, (forms) => {
        const form = new Map(all.map((policy, index) => [policy, forms[index]]));
        each(onTemplateRole, [roleOf(holder, (policy) => form.get(policy) ?? policy)]);
      });
    },
    account: (account) => {
      const start = outcome.findings.length;
      walkAccount(account, calls, each);
      for (const policy of readPolicies(account)) walkPolicy(policy, dispatchFor(policy.type), each);
      foldDoubles(outcome, start, ready);
    },
  };
}

function createVisitor(
  active: ActiveRule,
  environment: Environment,
  outcome: Outcome,
  sink: Sink,
): Visitor | undefined {
  const { rule, options } = active;
  const { id } = rule.meta;
  const said = new Set<string>();
  const context = {
    catalog: environment.catalog,
    now: environment.now,
    account: environment.account,
    options,
    report: (problem: Problem) => {
      sink.report(active, problem);
    },
    skip: (reason: string) => {
      if (sink.isTrying || said.has(reason)) return;
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

type VisitEach = (calls: readonly Call[], subjects: readonly unknown[], around?: unknown) => void;

/**
 * Shows each subject to each rule. A rule that throws once is known to be broken and left out from there on. One `try`
 * serves all rules: on large policies a guard around each call costs more than most rules do.
 */
function visitEach(leaveOut: (ruleId: string, error: unknown) => void): VisitEach {
  const visitOne = (calls: readonly Call[], subject: unknown, around: unknown): void => {
    let at = 0;
    while (at < calls.length) {
      try {
        for (let call = calls[at]; call; call = calls[++at]) call.visit(subject as never, around as never);
      } catch (error) {
        // A catalogue given with a flag may be damaged, which is no fault of a rule.
        if (error instanceof InputError) throw error;
        leaveOut(calls[at++]?.ruleId ?? '', error);
      }
    }
  };
  return (calls, subjects, around) => {
    if (calls.length > 0) for (let at = 0; at < subjects.length; at++) visitOne(calls, subjects[at], around);
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

function walkPolicy(policy: Policy, on: Dispatch, each: VisitEach): void {
  each(on.policy, [policy]);
  each(on.problem, policy.problems, policy);
  for (const statement of policy.statements) walkStatement(statement, on, each);
}

const none: readonly never[] = [];

function walkStatement(statement: Statement, on: Dispatch, each: VisitEach): void {
  const { action, notAction, resource, notResource, principal, notPrincipal, conditions } = statement;
  each(on.statement, [statement]);
  each(on.action, action?.values ?? none, statement);
  each(on.action, notAction?.values ?? none, statement);
  each(on.resource, resource?.values ?? none, statement);
  each(on.resource, notResource?.values ?? none, statement);
  each(on.principal, principal?.values ?? none, statement);
  each(on.principal, notPrincipal?.values ?? none, statement);
  each(on.condition, conditions, statement);
}

function walkAccount(account: Account, calls: (method: Method) => readonly Call[], each: VisitEach): void {
  each(calls('account'), [account]);
  each(calls('user'), account.users);
  each(calls('group'), account.groups);
  each(calls('role'), account.roles);
  each(calls('accountPolicy'), accountPolicies(account));
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
