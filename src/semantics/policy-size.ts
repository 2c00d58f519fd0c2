/**
 * How long a policy is to AWS, and how long it may be.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: IAM does not count white space.
 */
import quotas from '../data/quotas.json' with { type: 'json' };
import type { Policy } from '../policy/model.ts';

/** Most characters of a policy, by type; of a trust policy by default, and after the account's quota was raised. */
export const sizeQuotas = quotas satisfies Readonly<
  Record<'identity' | 'trust' | 'trustRaised' | 'scp' | 'rcp', number>
>;

const byResourceType: ReadonlyMap<string, number> = new Map(Object.entries(quotas.resource));

/** The smallest quota of any resource type: a shorter policy is within all of them. */
export const smallestResourceQuota = Math.min(...byResourceType.values());

/** Quota of a resource policy; undefined when it is not known. */
export function resourceQuota(resourceType: string | undefined): number | undefined {
  return resourceType === undefined ? undefined : byResourceType.get(resourceType);
}

/** Length of the file when the policy is all of it. */
export function writtenLength({ source }: Policy): number | undefined {
  return source.pointer === '' ? source.text?.().length : undefined;
}

/** Characters without white space, as IAM counts; `spaces` counts those inside of strings, as Organizations does. */
export function compactLength({ raw }: Policy, spaces: 'in strings' | 'none' = 'none'): number {
  // A list of work rather than recursion: how deep the value nests is the file's choice.
  const open: unknown[] = [raw];
  const textLength = (text: string): number => {
    if (/^[\w:*/.-]*$/.test(text)) return text.length + 2;
    const written = JSON.stringify(text);
    return (spaces === 'none' ? written.replace(/\s+/g, '') : written).length;
  };
  let length = 0;
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') length += textLength(value);
    else if (typeof value !== 'object' || value === null) length += String(value).length;
    else {
      const items: unknown[] = Object.values(value);
      length += 2 + Math.max(0, items.length - 1);
      if (!Array.isArray(value)) for (const name of Object.keys(value)) length += textLength(name) + 1;
      for (const item of items) open.push(item);
    }
  }
  return length;
}

/** Length of the policy when it is above the quota. */
export function lengthAbove(policy: Policy, quota: number, spaces?: 'in strings' | 'none'): number | undefined {
  if ((writtenLength(policy) ?? Infinity) <= quota) return undefined;
  const length = compactLength(policy, spaces);
  return length > quota ? length : undefined;
}

/** As a person writes a number of characters. */
export function spellLength(length: number): string {
  return String(length).replace(/\d(?=(?:\d{3})+$)/g, '$&,');
}

/**
 * An SCP or RCP that is too long. The console removes white space between elements before it saves; the API and the CLI
 * save what they are given: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export function findOrganizationsOverflow(
  policy: Policy,
  quota: number,
): { readonly size: number; readonly quota: number; readonly message: 'over' | 'asWritten' } | undefined {
  const size = lengthAbove(policy, quota, 'in strings');
  if (size !== undefined) return { size, quota, message: 'over' };
  const written = writtenLength(policy);
  return written !== undefined && written > quota ? { size: written, quota, message: 'asWritten' } : undefined;
}
