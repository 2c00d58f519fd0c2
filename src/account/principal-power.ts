/** What each user, group and role can do, in a few words' worth of facts: for reports that people read. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Statement } from '../policy/model.ts';
import type { PrincipalPower } from '../report/report.ts';
import { reaches } from './access-summary.ts';
import {
  isKeptByAws,
  limitsOf,
  permissionsOf,
  principalReach,
  wholeServicesOf,
  type Permissions,
  type Principal,
} from './effective.ts';
import type { Account, CredentialRow, Role, User } from './model.ts';

/** All principals of the customer, in the order of the account. */
export function describePrincipals(account: Account, catalog: Catalog): readonly PrincipalPower[] {
  const roles = account.roles.filter((role) => !isKeptByAws(role));
  return [...account.users, ...roles, ...account.groups].map((one) => describeOne(one, account, catalog));
}

function describeOne(principal: Principal, account: Account, catalog: Catalog): PrincipalPower {
  const permissions = permissionsOf(principal, account);
  const reach = principalReach(permissions, catalog);
  const services = servicesOf(permissions);
  const isAdministrator = reach.level !== 'less';
  const limit = 'boundary' in principal ? principal.boundary : undefined;
  const lastUsed = lastUseOf(principal);
  return {
    principal: principal.ref,
    level: isAdministrator ? 'administrator' : services.length > 0 ? 'limited' : 'none',
    isGated: isAdministrator && reach.gated,
    whole: wholeServicesOf(permissions, catalog, 'unconditional'),
    services,
    unknown: permissions.unknown,
    ...(limit && { boundary: limit.name }),
    ...('groups' in principal && { groups: principal.groups }),
    ...('lastUsedKnown' in principal && { trusted: trustedOf(principal) }),
    ...(lastUsed !== undefined && { lastUsed }),
  };
}

/** Services of which the policies allow something and neither they nor a limit take all of it away. */
function servicesOf(permissions: Permissions): readonly string[] {
  const { statements } = permissions;
  const lists = [statements, ...limitsOf(permissions)];
  const named = [...new Set(statements.flatMap(namedServices))].sort();
  return named.filter((service) => service === '*' || lists.every((list) => reaches(list, service)));
}

function namedServices({ isAllow, action, notAction }: Statement): readonly string[] {
  if (isAllow !== true) return [];
  if (notAction) return ['*'];
  return (action?.values ?? []).map(({ service }) => (service === undefined || /[*?]/.test(service) ? '*' : service));
}

/** Whom the trust policy names in Allow statements, without what kind of name it is. */
function trustedOf({ trust }: Role): readonly string[] {
  const allows = (trust?.statements ?? []).filter(({ isAllow }) => isAllow === true);
  const names = allows.flatMap(({ principal, notPrincipal }) =>
    notPrincipal ? ['everybody but some'] : (principal?.values.map(({ text }) => text) ?? []),
  );
  return [...new Set(names)];
}

/** Of a user what the credential report says, of a role its last use; of either what the access advisor saw. */
function lastUseOf(principal: Principal): string | undefined {
  const own =
    'lastUsedKnown' in principal ? roleUse(principal) : 'groups' in principal ? userUse(principal) : undefined;
  const seen = principal.lastAccessed?.completed
    ? principal.lastAccessed.services.flatMap(({ lastAuthenticated }) => lastAuthenticated?.getTime() ?? [])
    : [];
  const times = [...(own?.times ?? []), ...seen];
  if (times.length > 0) return new Date(times.reduce((a, b) => Math.max(a, b))).toISOString();
  return own?.isKnown === true ? 'never' : undefined;
}

interface Use {
  readonly times: readonly number[];
  readonly isKnown: boolean;
}

function roleUse({ lastUsed, lastUsedKnown }: Role): Use {
  return { times: lastUsed ? [lastUsed.getTime()] : [], isKnown: lastUsedKnown };
}

function userUse({ credentials }: User): Use {
  return credentials ? { times: credentialTimes(credentials), isKnown: true } : { times: [], isKnown: false };
}

function credentialTimes({ passwordLastUsed, keys }: CredentialRow): readonly number[] {
  return [passwordLastUsed, ...keys.map(({ lastUsed }) => lastUsed)].flatMap((date) => date?.getTime() ?? []);
}
