/** Organization policies above the account: one inner list per level, root to account. */
import type { Policy } from '../policy/model.ts';
import { readDocument, type DocumentSite } from './documents.ts';
import type { Organization } from './model.ts';
import { below, type Origin } from './origin.ts';
import { isMembers, own, textAt, type Members, type Read } from './shape.ts';

type Kind = 'scp' | 'rcp';

/** Reads `organization`. A kind of policy with one unreadable document is left out whole: a missing Deny changes the answer. */
export function readOrganization(value: unknown, origin: Origin, problems: string[]): Read<Organization> {
  if (!isMembers(value)) return { reason: 'is no object' };
  const id = textAt(value, 'id');
  const managementAccountId = textAt(value, 'managementAccountId');
  const scp = readLevels(value, 'scp', origin, problems);
  const rcp = readLevels(value, 'rcp', origin, problems);
  const unreadable = (['scp', 'rcp'] as const).filter((kind) => isThere(value, kind) && !(kind === 'scp' ? scp : rcp));
  return {
    value: {
      ...(id !== undefined && { id }),
      ...(managementAccountId !== undefined && { managementAccountId }),
      ...(scp && { scp }),
      ...(rcp && { rcp }),
      ...(unreadable.length > 0 && { unreadable }),
    },
  };
}

function isThere(organization: Members, kind: Kind): boolean {
  return (own(organization, kind) ?? undefined) !== undefined;
}

function readLevels(organization: Members, type: Kind, origin: Origin, problems: string[]): Policy[][] | undefined {
  const value = own(organization, type);
  if (!isThere(organization, type)) return undefined;
  if (!Array.isArray(value) || !value.every((level) => Array.isArray(level))) {
    problems.push(`organization: ${type} left out: it is no list of lists`);
    return undefined;
  }
  const levels = value.map((level: readonly unknown[], depth) =>
    level.map((raw, index) => {
      const label = `organization: ${type} policy ${index} of level ${depth}`;
      const resource = { type: 'AWS::Organizations::Policy', name: `${type}/${depth}/${index}` };
      return readWhole(raw, { origin: below(origin, type, depth, index), type, resource, label }, problems);
    }),
  );
  const whole = levels.every((level): level is Policy[] => level.every((policy) => policy !== undefined));
  if (!whole) problems.push(`organization: ${type} left out: not all of its policies can be read`);
  return whole ? levels : undefined;
}

/** A policy with a damaged statement would limit less, or more, than what AWS has. */
function readWhole(raw: unknown, site: DocumentSite, problems: string[]): Policy | undefined {
  const policy = readDocument(raw, site, problems);
  if (!policy || policy.problems.length === 0) return policy;
  problems.push(`${site.label} left out: a part of it cannot be read`);
  return undefined;
}
