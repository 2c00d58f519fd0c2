/** Cases of `check --cases`: any JSON value to a check, or a message about what is wrong with it. */
import { InputError } from '../errors.ts';
import { policyTypes, type Policy, type PolicyType } from '../policy/model.ts';
import { membersOf, own, readDocument, type Members } from './case.ts';
import {
  checkAccessNotGranted,
  checkNoNewAccess,
  checkNoPublicAccess,
  type Access,
  type CheckOptions,
  type CheckResult,
} from './compare/checks.ts';
import type { DocumentRole } from './faults.ts';

export const checkNames = ['no-new-access', 'access-not-granted', 'no-public-access'] as const;
export type CheckName = (typeof checkNames)[number];

/** One check, ready to run. */
export type Check =
  | { readonly check: 'no-new-access'; readonly existing: Policy; readonly next: Policy }
  | { readonly check: 'access-not-granted'; readonly policy: Policy; readonly access: readonly Access[] }
  | { readonly check: 'no-public-access'; readonly policy: Policy };

/** Runs a check. */
export function runCheck(asked: Check, options: CheckOptions): CheckResult {
  switch (asked.check) {
    case 'no-new-access':
      return checkNoNewAccess(asked.existing, asked.next, options);
    case 'access-not-granted':
      return checkAccessNotGranted(asked.policy, asked.access, options);
    case 'no-public-access':
      return checkNoPublicAccess(asked.policy, options);
  }
}

/** Reads a case; throws InputError when it is none. Warnings are added to the list. */
export function readCheckCase(value: unknown, warnings: string[]): Check {
  const members = membersOf(value, 'the case');
  const check = own(members, 'check');
  const document = (name: string, type: PolicyType): Policy => {
    const given = own(members, name);
    if (given === undefined) throw new InputError(`${name} is missing`);
    return readDocument(given, roleOf(type), name, warnings, type).source;
  };
  switch (check) {
    case 'no-new-access': {
      const type = typeOf(members);
      return { check, existing: document('existing', type), next: document('new', type) };
    }
    case 'access-not-granted':
      return { check, policy: document('policy', typeOf(members)), access: readAccess(own(members, 'access')) };
    case 'no-public-access':
      return { check, policy: document('policy', publicType(own(members, 'resourceType'))) };
    default:
      throw new InputError(`check must be ${checkNames.join(', ')}`);
  }
}

/** Statements of all but identity-like policies say whom they are about. */
export function roleOf(type: PolicyType): DocumentRole {
  return type;
}

/** The policy type that goes with a CloudFormation resource type; throws InputError for another text. */
export function publicType(resourceType: unknown): PolicyType {
  if (typeof resourceType !== 'string' || !/^[A-Za-z0-9]+(::[A-Za-z0-9]+){2}$/.test(resourceType)) {
    throw new InputError('resourceType must be a type such as AWS::S3::Bucket');
  }
  return resourceType.startsWith('AWS::IAM::') ? 'trust' : 'resource';
}

function typeOf(members: Members): PolicyType {
  const given = own(members, 'policyType') ?? 'identity';
  const known = policyTypes.find((type) => type === given);
  if (known === undefined) throw new InputError(`policyType must be ${policyTypes.join(', ')}`);
  return known;
}

/** Reads the `access` member of a case; throws InputError. */
export function readAccess(value: unknown): Access[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new InputError('access must be a list with at least one object');
  return value.map((one: unknown, at) => {
    const members = membersOf(one, `access[${at}]`);
    const actions = readTexts(own(members, 'actions'), `access[${at}].actions`);
    const resources = readTexts(own(members, 'resources'), `access[${at}].resources`);
    return newAccess(actions, resources, `access[${at}]`);
  });
}

/** An access object; throws InputError when it names nothing. */
export function newAccess(actions: readonly string[], resources: readonly string[], where: string): Access {
  if (actions.length + resources.length === 0) throw new InputError(`${where} names neither actions nor resources`);
  const wrong = actions.find((action) => !/^(\*|[^:]+:[^]+)$/.test(action));
  if (wrong !== undefined) throw new InputError(`${where}: ${JSON.stringify(wrong)} is no service:Action`);
  return { actions, resources };
}

function readTexts(value: unknown, where: string): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string'))
    throw new InputError(`${where} must be a list of strings`);
  return value;
}
