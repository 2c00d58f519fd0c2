/** Roles that AWS Proton works with. Names prove nothing: customers type them. */
import type { Statement } from '../policy/model.ts';
import { permissionsOf } from './effective.ts';
import type { Account, Role } from './model.ts';
import { isMembers, type Members } from './shape.ts';
import { principalsOf, trustGrants } from './trust.ts';

export const protonService = 'proton.amazonaws.com';
const codeBuildService = 'codebuild.amazonaws.com';

/** From then on Proton and its resources are out of reach: https://docs.aws.amazon.com/proton/latest/userguide/proton-end-of-support.html */
export const endOfProton = new Date('2026-10-07T00:00:00Z');

/** Trust statements that let the service assume the role. */
export function grantsTo(role: Role, service: string): readonly Statement[] {
  return trustGrants(role).filter((one) =>
    principalsOf(one, 'Service').some(({ text }) => text.toLowerCase() === service),
  );
}

/** How a role is known to be Proton's; undefined when it is not. */
export function protonDuty(role: Role, account: Account | undefined): 'trust' | 'settings' | 'codebuild' | undefined {
  if (role.isServiceLinked || role.isReserved) return undefined;
  if (grantsTo(role, protonService).length > 0) return 'trust';
  if (account && namedInSettings(account).has(role.arn)) return 'settings';
  return grantsTo(role, codeBuildService).length > 0 && isMarked(role) ? 'codebuild' : undefined;
}

/** What only a role for Proton's CodeBuild provisioning has. */
function isMarked(role: Role): boolean {
  if (role.attachedPolicies.some(({ name }) => name === 'AWSProtonCodeBuildProvisioningBasicAccess')) return true;
  return permissionsOf(role, undefined).statements.some(
    ({ isAllow, action, resource }) =>
      isAllow === true &&
      (action?.values.some(({ text }) => text.toLowerCase() === 'proton:notifyresourcedeploymentstatuschange') ||
        resource?.values.some(({ text }) => text.includes(':log-group:/aws/codebuild/AWSProton-'))),
  );
}

const settingNames: ReadonlySet<string> = new Set([
  'protonServiceRoleArn',
  'codebuildRoleArn',
  'componentRoleArn',
  'pipelineServiceRoleArn',
  'pipelineCodebuildRoleArn',
  'roleArn',
]);

const wrappers: ReadonlySet<string> = new Set(['environments', 'environment', 'accountSettings']);

const settings = new WeakMap<Account, ReadonlyMap<string, readonly string[]>>();

/** ARNs of roles in the saved settings of Proton, with the fields that name each. */
export function namedInSettings(account: Account): ReadonlyMap<string, readonly string[]> {
  let named = settings.get(account);
  if (!named) settings.set(account, (named = collectNames(account.proton)));
  return named;
}

/** The first part of saved settings whose type says nothing of the roles that may be named there. */
export function unreadableSetting(proton: Members, depth = 0): string | undefined {
  for (const [name, value] of Object.entries(proton)) {
    const isWrong = settingNames.has(name)
      ? typeof value !== 'string'
      : wrappers.has(name) && typeof value !== 'object';
    if (isWrong && value !== null) return name;
    const inner = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter(isMembers);
    const found = depth < 4 ? inner.flatMap((each) => unreadableSetting(each, depth + 1) ?? []) : [];
    if (found[0] !== undefined) return found[0];
  }
  return undefined;
}

/** The commands wrap what they print differently (`environments`, `environment`, `accountSettings`): three levels do. */
function collectNames(proton: unknown): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  const visit = (value: unknown, depth: number): void => {
    if (depth > 4) return;
    if (Array.isArray(value)) for (const item of value) visit(item, depth + 1);
    else if (isMembers(value)) {
      for (const [name, member] of Object.entries(value)) {
        if (typeof member !== 'string') visit(member, depth + 1);
        else if (settingNames.has(name)) named.set(member, [...(named.get(member) ?? []), name]);
      }
    }
  };
  visit(proton, 0);
  return named;
}
