/**
 * Organization policies above the account: service control policies, as they bear on one principal, and those on its
 * resources. Of service control policies each level from the root to the account has
 * to allow what the principal does, and a Deny of any level counts.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
import type { Policy, Statement } from '../policy/model.ts';
import { compilePolicy, conditionsHold, type CompiledStatement } from '../semantics/compile.ts';
import { prepareRequest, type Prepared } from '../semantics/request.ts';
import type { Account, Organization } from './model.ts';

/** Statements level by level. */
export type Levels = readonly (readonly Statement[])[];

interface Limited {
  readonly arn: string;
  readonly isServiceLinked?: boolean;
}

const none: Levels = [];

/** The levels that hold for the principal; none: nothing limits it, or the snapshot does not tell. */
export function guardrailsOf(principal: Limited, account: Account | undefined): Levels {
  if (!account || principal.isServiceLinked) return none;
  const { levels, mayDiffer } = readLevels(account);
  if (!mayDiffer) return levels.map((level) => level.map(({ source }) => source));
  const request = requestOf(principal, account);
  return levels.map((level) => level.flatMap((statement) => settle(statement, request)));
}

interface Read {
  readonly levels: readonly (readonly CompiledStatement[])[];
  /** Some statement's conditions can be decided by who the principal is. */
  readonly mayDiffer: boolean;
}

const read = new WeakMap<Organization, Read>();

function readLevels({ organization, id }: Account): Read {
  if (!organization?.scp || organization.managementAccountId === id) return { levels: [], mayDiffer: false };
  const known = read.get(organization);
  if (known) return known;
  const levels = organization.scp
    .filter((level) => !isOpen(level))
    .map((level) => level.flatMap((policy) => compilePolicy(policy).statements));
  const made = { levels, mayDiffer: levels.some((level) => level.some(isAboutPrincipal)) };
  read.set(organization, made);
  return made;
}

/**
 * Resource control policies in force on the resources of the account, level by level: none in the management account.
 * RCPFullAWSAccess is attached everywhere and cannot be detached, so that only a Deny of the others says anything.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function resourceControlsOf({ organization, id }: Account): readonly (readonly Policy[])[] {
  if (!organization?.rcp || organization.managementAccountId === id) return [];
  return organization.rcp.map((level) => level.filter(takesAway));
}

function takesAway({ statements }: Policy): boolean {
  return statements.some(({ isAllow }) => isAllow === false);
}

/** Whether any of the levels takes anything away. */
export function limitsAnything(levels: readonly (readonly Policy[])[]): boolean {
  return levels.some((level) => !isOpen(level));
}

/** `FullAWSAccess` and its like alone limit nothing. */
function isOpen(level: readonly Policy[]): boolean {
  const statements = level.flatMap((policy) => policy.statements);
  return (
    statements.every((one) => one.isAllow === true) &&
    statements.some(
      (one) =>
        one.conditions.length === 0 &&
        one.action?.values.some(({ text }) => text === '*') === true &&
        one.resource?.values.some(({ text }) => text === '*') === true,
    )
  );
}

/** Keys that every request of a user or role carries with a value that never changes. */
const identityKeys: ReadonlySet<string> = new Set(['aws:principalarn', 'aws:principalaccount']);

function isAboutPrincipal({ conditions }: CompiledStatement): boolean {
  return (
    conditions.length > 0 && conditions.every(({ key, variables }) => identityKeys.has(key) && variables.length === 0)
  );
}

function requestOf({ arn }: Limited, { id = '' }: Account): Prepared {
  const context = { 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': id };
  return prepareRequest({ principal: arn, action: '*', resource: '*', context });
}

/** A statement whose conditions ask for the principal alone holds always or never. */
function settle(statement: CompiledStatement, request: Prepared): readonly Statement[] {
  if (!isAboutPrincipal(statement)) return [statement.source];
  return conditionsHold(statement, request) ? [{ ...statement.source, conditions: [] }] : [];
}
