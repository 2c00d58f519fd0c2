/** What the account's data tells of the context keys of a request. */
import type { Account, Role, User } from '../../account/model.ts';
import type { Actor } from './actors.ts';
import type { Lookup } from './conditions.ts';

/** Keys whose value the caller chooses freely. */
const chosen =
  /^(?:aws:(?:requestedregion|tagkeys|requesttag\/.*|useragent|referer|securetransport)|sts:(?:rolesessionname|sourceidentity|transitivetagkeys))$/;

/** Keys that only requests of AWS services carry. */
const ofServices: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:principalservicename',
  'aws:principalservicenameslist',
]);

/** Keys that only the requests carry for which they are asked; those give them in their own context. */
const ofOneRequest: ReadonlySet<string> = new Set(['iam:passedtoservice', 'iam:policyarn', 'iam:permissionsboundary']);

/** Keys about the resource of a request, which differ from target to target. */
export const targetKey = /^(?:(?:aws|iam):resourcetag\/.*|iam:permissionsboundary)$/;

/** The key by which the request tells the policy that the caller chooses, if the call takes one. */
export function chosenPolicyKey(action: string): string | undefined {
  if (/^iam:Attach(?:User|Group|Role)Policy$/.test(action)) return 'iam:policyarn';
  return /^iam:Put(?:User|Role)PermissionsBoundary$/.test(action) ? 'iam:permissionsboundary' : undefined;
}

/** Who asks: its kind alone, or one principal. */
export interface Caller {
  readonly kind: 'user' | 'role';
  readonly self: Actor | undefined;
}

/** What is known of a request of a user or role in its own account. */
export function callerFacts({ kind, self }: Caller, account: Account): Lookup {
  const entity = self?.entity;
  return (key) => {
    if (chosen.test(key)) return 'free';
    if (ofServices.has(key) || ofOneRequest.has(key)) return [];
    switch (key) {
      case 'aws:principalaccount':
      case 'aws:resourceaccount':
        return account.id === undefined ? undefined : [account.id];
      case 'aws:principalorgid':
      case 'aws:resourceorgid':
        return account.organization?.id === undefined ? undefined : [account.organization.id];
      case 'aws:principalisawsservice':
        return ['false'];
      case 'aws:principaltype':
        return [kind === 'user' ? 'User' : 'AssumedRole'];
      case 'aws:principalarn':
        return entity && [entity.arn];
      case 'aws:username':
        return kind === 'role' ? [] : entity && [entity.name];
      case 'aws:userid':
        return kind === 'user' && entity?.id !== undefined ? [entity.id] : undefined;
      default:
        return entity && key.startsWith('aws:principaltag/') ? tagOf(entity, kind, key) : undefined;
    }
  };
}

/** A session of a role may carry further tags; a user has those of its own alone. */
function tagOf(entity: User | Role, kind: 'user' | 'role', key: string): readonly string[] | undefined {
  const wanted = key.slice('aws:principaltag/'.length);
  const value = Object.entries(entity.tags).find(([name]) => name.toLowerCase() === wanted)?.[1];
  if (value !== undefined) return [value];
  return kind === 'user' ? [] : undefined;
}

/** What is known of a user or role as the resource of a request. */
export function targetFacts(target: User | Role): Lookup {
  return (key) => {
    if (key === 'iam:permissionsboundary') return target.boundary ? [target.boundary.arn] : [];
    const wanted = /^(?:aws|iam):resourcetag\/(.*)$/.exec(key)?.[1];
    if (wanted === undefined) return undefined;
    const value = Object.entries(target.tags).find(([name]) => name.toLowerCase() === wanted)?.[1];
    return value === undefined ? [] : [value];
  };
}

/** Keys of services other than IAM and STS describe what is being made, and its maker chooses that. */
export function isChosenByMaker(key: string): boolean {
  return !/^(?:aws|iam|sts):/.test(key) && !key.includes('resourcetag');
}
