/**
 * Usage from access advisor reports. They record attempts, denied ones too, over at least the last 400 days.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
 */
import { daysBetween } from '../account/age.ts';
import { readAccessReports } from '../account/last-accessed.ts';
import type { Account, AccessReport, ServiceAccess } from '../account/model.ts';
import { isTrackedAction } from '../catalog/tracked-actions.ts';
import { isAardvark, readAardvark } from './aardvark.ts';
import { later, type ActionUse, type ServiceUse, type Usage, type UsageSource, type Watch } from './usage.ts';

const sourceName = 'access-advisor';
const trackedDays = 400;
const day = 86_400_000;

export interface AdvisorOptions {
  /** When the entity was made; before that nothing of it was watched. Undefined: not known. */
  readonly createdOf: (arn: string) => Date | undefined;
  readonly now: Date;
}

/** Raw reports by ARN, as `accessAdvisor` of a snapshot or files of a folder hold them, or what Aardvark makes of them. */
export function readAdvisor(value: unknown, options: AdvisorOptions): UsageSource {
  const reports = isAardvark(value) ? readAardvark(value) : readAccessReports(value);
  if ('reason' in reports) return advisorOf(new Map(), options, [`access advisor reports: ${reports.reason}`]);
  return advisorOf(reports.value.byArn, options, reports.value.problems);
}

/** The reports that an account carries; `arns` are all that its snapshot has reports of, also of what is gone meanwhile. */
export function advisorOfAccount(account: Account, now: Date, arns: readonly string[] = []): UsageSource {
  const entities = [...account.users, ...account.groups, ...account.roles, ...account.policies];
  const reports = new Map<string, AccessReport>();
  for (const { arn, lastAccessed } of entities) if (arn !== undefined && lastAccessed) reports.set(arn, lastAccessed);
  const problems = account.problems.filter((text) => text.startsWith('accessAdvisor'));
  const source = advisorOf(reports, { createdOf: creationDates(account), now }, problems);
  return { ...source, arns: () => new Set([...reports.keys(), ...arns]) };
}

/** When the users, groups, roles and policies of an account were made. */
export function creationDates(account: Account): (arn: string) => Date | undefined {
  const dates = new Map<string, Date>();
  for (const { arn, created } of [...account.users, ...account.groups, ...account.roles, ...account.policies])
    if (arn !== undefined && created) dates.set(arn, created);
  return (arn) => dates.get(arn);
}

function advisorOf(
  reports: ReadonlyMap<string, AccessReport>,
  options: AdvisorOptions,
  problems: readonly string[] = [],
): UsageSource {
  return {
    name: sourceName,
    problems,
    arns: () => reports.keys(),
    usageOf: (arn) => {
      const report = reports.get(arn);
      return report && usageOf(arn, report, options);
    },
  };
}

function usageOf(arn: string, report: AccessReport, options: AdvisorOptions): Usage {
  const watch = watchOf(arn, report, options);
  if (!report.completed) {
    const status = report.status === '' ? 'has no JobStatus' : `is ${report.status}`;
    return { ...unwatched(arn, watch), problems: [`the access advisor report ${status}, so it proves nothing`] };
  }
  const services = new Map<string, ServiceUse>();
  for (const one of report.services) {
    const name = one.namespace.toLowerCase();
    services.set(name, serviceUse(one, services.get(name)));
  }
  const isListed = report.granularity !== 'SERVICE_LEVEL';
  const watches = (service: string, action: string): boolean =>
    isListed && services.get(service)?.actions.has(action) === true && isTrackedAction(service, action);
  return {
    arn,
    sources: [watch],
    services,
    watchesService: (service) => (services.has(service) ? watch : undefined),
    // Only an action that the report lists was followed; that it is missing proves nothing.
    watchesAction: (service, action) => (watches(service, action) ? watch : undefined),
    watchedActions: (service) =>
      [...(services.get(service)?.actions.keys() ?? [])].filter((one) => watches(service, one)),
    listsGrantedServices: report.isCutOff !== true,
    problems: report.isCutOff === true ? ['the access advisor report is cut off'] : [],
  };
}

function unwatched(arn: string, watch: Watch): Usage {
  const nothing = (): undefined => undefined;
  return {
    arn,
    sources: [{ ...watch, days: 0 }],
    services: new Map(),
    watchesService: nothing,
    watchesAction: nothing,
    problems: [],
  };
}

function watchOf(arn: string, { completedAt }: AccessReport, { createdOf, now }: AdvisorOptions): Watch {
  const to = completedAt && completedAt < now ? completedAt : now;
  const start = new Date(to.getTime() - trackedDays * day);
  const from = later(start, createdOf(arn)) ?? start;
  return { source: sourceName, from, to, days: Math.max(0, daysBetween(from, to)) };
}

function serviceUse({ lastAuthenticated, trackedActions = [] }: ServiceAccess, other?: ServiceUse): ServiceUse {
  const actions = new Map<string, ActionUse>(other?.actions);
  for (const { name, lastAccessed } of trackedActions) {
    const lastUsed = later(lastAccessed, actions.get(name.toLowerCase())?.lastUsed);
    actions.set(name.toLowerCase(), { name, lastUsed });
  }
  return { lastUsed: later(lastAuthenticated, other?.lastUsed), actions };
}
