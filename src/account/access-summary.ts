/**
 * What each principal is granted and what it uses, service by service: the services that its policies grant by the access
 * advisor's report, without those that its boundary or the organization keeps from it.
 */
import type { Catalog } from '../catalog/catalog.ts';
import { coversAction, intersectsAction } from '../policy/arn.ts';
import type { Statement } from '../policy/model.ts';
import type { ResourceRef } from '../finding.ts';
import type { PrincipalUse } from '../report/report.ts';
import { daysBetween } from './age.ts';
import { isKeptByAws, limitsOf, permissionsOf, type Principal } from './effective.ts';
import type { AccessReport, Account } from './model.ts';
import { mayUseIam } from './unused-access.ts';

export interface AccessWindow {
  readonly now: Date;
  readonly catalog: Catalog;
  /** Days without use after which a service counts as unused. */
  readonly days: number;
}

/** Users, groups and roles of the customer with a completed report, those with the most unused services first. */
export function summarizeAccess(account: Account, window: AccessWindow): readonly PrincipalUse[] {
  const roles = account.roles.filter((role) => !isKeptByAws(role));
  const rows = [...account.users, ...account.groups, ...roles].flatMap((principal) =>
    principal.lastAccessed?.completed ? [summarizeOne(principal, principal.lastAccessed, account, window)] : [],
  );
  return rows
    .filter(({ granted }) => granted > 0)
    .sort((a, b) => b.unused.length - a.unused.length || compare(a.principal, b.principal));
}

function compare({ arn: a = '' }: ResourceRef, { arn: b = '' }: ResourceRef): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function summarizeOne(
  principal: Principal,
  report: AccessReport,
  account: Account,
  window: AccessWindow,
): PrincipalUse {
  const permissions = permissionsOf(principal, account);
  const limits = limitsOf(permissions);
  const granted = report.services
    .filter(({ namespace }) => limits.every((limit) => reaches(limit, namespace)))
    .filter(({ namespace }) => namespace !== 'iam' || mayUseIam(permissions.statements, window.catalog));
  const isUsed = (last: Date | undefined): boolean => last !== undefined && daysBetween(last, window.now) < window.days;
  const unused = granted
    .filter(({ lastAuthenticated }) => !isUsed(lastAuthenticated))
    .map(({ namespace }) => namespace);
  const times = granted.flatMap(({ lastAuthenticated }) => lastAuthenticated?.getTime() ?? []);
  return {
    principal: principal.ref,
    granted: granted.length,
    used: granted.length - unused.length,
    unused: unused.sort(),
    ...(times.length > 0 && { lastUsed: new Date(Math.max(...times)).toISOString() }),
  };
}

/** Whether the statements allow anything of the service: not listed, or taken away whole, it is out of reach. */
export function reaches(statements: readonly Statement[], service: string): boolean {
  const wanted = `${service}:*`;
  const isAllowed = statements.some(
    ({ isAllow, action, notAction }) =>
      isAllow === true &&
      (notAction !== undefined || action?.values.some(({ text }) => intersectsAction(text, wanted))),
  );
  return isAllowed && !statements.some((one) => deniesAll(one, wanted));
}

function deniesAll({ isAllow, action, resource, conditions }: Statement, wanted: string): boolean {
  if (isAllow !== false || conditions.length > 0 || !resource?.values.some(({ text }) => text === '*')) return false;
  return action?.values.some(({ text }) => coversAction(text, wanted)) ?? false;
}
