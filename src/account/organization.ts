/** Organization policies above the account: one inner list per level, root to account. */
import type { Policy } from '../policy/model.ts';
import { readDocument } from './documents.ts';
import type { Organization } from './model.ts';
import { below, type Origin } from './origin.ts';
import { isMembers, own, textAt, type Read } from './shape.ts';

/** Reads `organization`. A kind of policy with one unreadable document is left out whole: a missing Deny changes the answer. */
export function readOrganization(value: unknown, origin: Origin, problems: string[]): Read<Organization> {
  if (!isMembers(value)) return { reason: 'is no object' };
  const managementAccountId = textAt(value, 'managementAccountId');
  const scp = readLevels(own(value, 'scp'), 'scp', below(origin, 'scp'), problems);
  const rcp = readLevels(own(value, 'rcp'), 'rcp', below(origin, 'rcp'), problems);
  return {
    value: {
      ...(managementAccountId !== undefined && { managementAccountId }),
      ...(scp && { scp }),
      ...(rcp && { rcp }),
    },
  };
}

function readLevels(value: unknown, type: 'scp' | 'rcp', origin: Origin, problems: string[]): Policy[][] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every((level) => Array.isArray(level))) {
    problems.push(`organization: ${type} left out: it is no list of lists`);
    return undefined;
  }
  const levels = value.map((level: readonly unknown[], depth) =>
    level.map((raw, index) => {
      const label = `organization: ${type} policy ${index} of level ${depth}`;
      const resource = { type: 'AWS::Organizations::Policy', name: `${type}/${depth}/${index}` };
      return readDocument(raw, { origin: below(origin, depth, index), type, resource, label }, problems);
    }),
  );
  const whole = levels.every((level): level is Policy[] => level.every((policy) => policy !== undefined));
  if (!whole) problems.push(`organization: ${type} left out: not all of its policies can be read`);
  return whole ? levels : undefined;
}
