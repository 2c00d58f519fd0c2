/**
 * Which granted services and actions an access advisor report shows as unused. The report lists attempts, denied ones
 * too; absence of an action in it proves nothing.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetails.html
 */
import type { Catalog } from '../catalog/catalog.ts';
import { isTrackedAction } from '../catalog/tracked-actions.ts';
import type { Statement } from '../policy/model.ts';
import { coversAction } from '../policy/arn.ts';
import { rememberTexts } from '../policy/remember.ts';
import { expandActions } from '../semantics/expand.ts';
import { isOfService, mayCall } from '../semantics/grants.ts';
import { daysBetween } from './age.ts';
import { groupsOf } from './directory.ts';
import { isKeptByAws } from './effective.ts';
import type { AccessReport, Account, AccountPolicy, Entity, Group, Role, ServiceAccess, User } from './model.ts';

/** IAM looks back at least that far: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html */
const trackedDays = 400;

/** A policy that grants something, and since when; no date for an inline policy, which has none of its own. */
interface Grant {
  readonly statements: readonly Statement[];
  readonly since: Date | undefined;
}

/** What a report is about. */
export interface Reported {
  readonly entity: Entity;
  /** `Role deploy`, for messages. */
  readonly label: string;
  readonly created: Date | undefined;
  readonly report: AccessReport;
  readonly grants: readonly Grant[];
}

/** Users, groups, roles and policies of the customer that have a report. */
export function reportedEntities(account: Account): readonly Reported[] {
  const roles = account.roles.filter((role) => !isKeptByAws(role));
  const policies = account.policies.filter(({ kind }) => kind === 'customer-managed');
  return [
    ...account.users.flatMap((user) => principal('User', user, [user, ...groupsOf(user, account)])),
    ...account.groups.flatMap((group) => principal('Group', group, [group])),
    ...roles.flatMap((role) => principal('Role', role, [role])),
    ...policies.flatMap((policy): Reported[] => {
      const { lastAccessed: report, created } = policy;
      const grants = grantOf(policy);
      return report ? [{ entity: policy, label: `Policy ${policy.name}`, created, report, grants }] : [];
    }),
  ];
}

function principal(kind: string, entity: User | Group | Role, holders: readonly (User | Group | Role)[]): Reported[] {
  const { lastAccessed: report, created, name } = entity;
  if (!report) return [];
  const policies = holders.flatMap((one) => [
    ...one.inlinePolicies,
    ...one.attachedPolicies.flatMap(({ policy }) => policy ?? []),
  ]);
  return [{ entity, label: `${kind} ${name}`, created, report, grants: policies.flatMap(grantOf) }];
}

function grantOf({ document, versions, created }: AccountPolicy): Grant[] {
  if (!document) return [];
  return [{ statements: document.statements, since: versions?.find(({ isDefault }) => isDefault)?.created ?? created }];
}

/** The window of days that a report is asked about. */
export interface Window {
  readonly days: number;
  readonly now: Date;
}

export interface Judged extends Reported {
  /** When the report was made: nothing later is known. */
  readonly until: Date;
  readonly observedDays: number;
}

/** The reported entity ready to be judged, or the reason why it proves nothing. */
export function judge(one: Reported, { days, now }: Window): Judged | string {
  const { report, created, label } = one;
  if (!report.completed) return `${label}: the access advisor report did not complete`;
  const until = report.completedAt && report.completedAt < now ? report.completedAt : now;
  if (days > trackedDays) return `IAM looks back ${trackedDays} days, less than the ${days} asked for`;
  if (daysBetween(until, now) >= days) return `${label}: the access advisor report is too old`;
  if (!created) return `${label}: no creation date, so it may be too young to judge`;
  const age = daysBetween(created, until);
  if (age < days) return `${label}: too young to judge (${age} of ${days} days)`;
  return { ...one, until, observedDays: Math.min(age, trackedDays) };
}

/** Services of the report without use inside the window. */
export function unusedServices(judged: Judged, window: Window, catalog: Catalog): readonly ServiceAccess[] {
  return judged.report.services
    .filter((service) => !isUsed(service.lastAuthenticated, judged, window))
    .filter(({ namespace }) =>
      isGrantedLongEnough(judged, window, ({ action, notAction }) => {
        if (notAction) return true;
        return action?.values.some((value) => isOfService(value, namespace)) ?? false;
      }),
    )
    .filter(({ namespace }) => namespace !== 'iam' || mayUseIam(statementsOf(judged), catalog))
    .sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
}

function isUsed(last: Date | undefined, { until }: Judged, { days }: Window): boolean {
  return last !== undefined && daysBetween(last, until) < days;
}

/** Whether an old enough policy grants it. A grant the snapshot does not show counts as old. */
function isGrantedLongEnough(judged: Judged, { days }: Window, isAbout: (one: Statement) => boolean): boolean {
  const granting = judged.grants.filter(({ statements }) =>
    statements.some((one) => one.isAllow === true && isAbout(one)),
  );
  return granting.length === 0 || granting.some(({ since }) => !since || daysBetween(since, judged.until) >= days);
}

function statementsOf({ grants }: Judged): readonly Statement[] {
  return grants.flatMap(({ statements }) => statements);
}

/** iam:PassRole is never recorded: whoever may do nothing else in IAM seems not to use it. */
export function mayUseIam(statements: readonly Statement[], catalog: Catalog): boolean {
  const allows = statements.filter(({ isAllow }) => isAllow === true);
  return allows.some(({ action, notAction }) => {
    if (notAction) return !notAction.values.some(({ text }) => text.toLowerCase() === 'iam:*' || text === '*');
    return action?.values.some((value) => isOfService(value, 'iam') && isMoreThanPassing(value.text, catalog));
  });
}

const askedFor = new WeakMap<Catalog, (pattern: string) => boolean>();

function isMoreThanPassing(pattern: string, catalog: Catalog): boolean {
  let ask = askedFor.get(catalog);
  if (!ask) {
    ask = rememberTexts(
      (text) =>
        coversAction(text, 'iam:*') || expandActions(catalog, text).some((name) => /^iam:(?!passrole$)/i.test(name)),
    );
    askedFor.set(catalog, ask);
  }
  return ask(pattern);
}

/** Tracked actions that the report lists without a use, of services in use: `s3:DeleteBucket`. */
export function unusedActions(judged: Judged, window: Window): readonly string[] {
  const { report } = judged;
  // A report without the word is taken for what it shows: only ACTION_LEVEL reports list actions.
  if (report.granularity === 'SERVICE_LEVEL') return [];
  const statements = statementsOf(judged);
  return report.services
    .filter(({ lastAuthenticated }) => isUsed(lastAuthenticated, judged, window))
    .flatMap(({ namespace, trackedActions = [] }) =>
      trackedActions
        .filter(({ name, lastAccessed }) => !lastAccessed && isTrackedAction(namespace, name))
        .map(({ name }) => `${namespace}:${name}`),
    )
    .filter((action) => action.toLowerCase() !== 'iam:passrole' && mayCall(statements, action))
    .filter((action) => isGrantedLongEnough(judged, window, (one) => mayCall([one], action)))
    .sort();
}
